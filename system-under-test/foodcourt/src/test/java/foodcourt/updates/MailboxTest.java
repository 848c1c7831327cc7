package foodcourt.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import foodcourt.RealThreads;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final Kind<Integer, Integer> NUMBERS = new Kind<>(number -> number, _ -> 1);

    private final CountDownLatch reads = new CountDownLatch(1);
    private final List<Integer> got = new CopyOnWriteArrayList<>();
    private final Mailbox<Integer, Integer> mailbox = new Mailbox<>(new RealThreads(), NUMBERS, number -> {
        got.add(number);
        awaitReads();
    });

    private void awaitReads() {
        try {
            reads.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One is being handed over, 100 wait; the next is left out, so that it can be offered again. */
    @Test
    void a_subscriber_that_does_not_read_keeps_no_more_than_the_limit_waiting_and_loses_nothing() {
        mailbox.offer(0);
        await().until(() -> got.equals(List.of(0)));
        for (int number = 1; number <= 101; number++) {
            mailbox.offer(number);
        }
        assertThat(mailbox.wants(100, 1)).isFalse();
        assertThat(mailbox.wants(101, 1)).isFalse();
        reads.countDown();
        await().until(() -> got.size() == 101);
        assertThat(mailbox.wants(100, 1)).isFalse();
        assertThat(mailbox.wants(101, 1)).isTrue();
        mailbox.offer(101);
        await().until(() -> got.size() == 102);
        assertThat(got).isSorted().endsWith(100, 101);
    }
}
