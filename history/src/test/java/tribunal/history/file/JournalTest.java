package tribunal.history.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.history.ClientEntry.Ponged;

class JournalTest {
    @TempDir
    private Path folder;

    @Test
    void an_entry_that_waits_for_another_is_made_when_its_turn_has_come() throws IOException, InterruptedException {
        AtomicLong clock = new AtomicLong(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (Journal journal = Journal.open(folder.resolve("channel.jsonl"))) {
            Thread first = Thread.ofPlatform()
                    .start(() -> journal.append(() -> {
                        awaitQuietly(goOn);
                        return new Ponged(clock.getAndIncrement(), "first");
                    }));
            await().until(() -> first.getState() == Thread.State.WAITING);
            Thread second = Thread.ofPlatform()
                    .start(() -> journal.append(() -> new Ponged(clock.getAndIncrement(), "second")));
            await().until(() -> second.getState() == Thread.State.WAITING);

            assertThat(clock).hasValue(1);
            goOn.countDown();
            first.join();
            second.join();
        }

        assertThat(HistoryFolder.read(folder).entries())
                .containsExactly(new Ponged(1, "first"), new Ponged(2, "second"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
