package foodcourt.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class SocketOperationTest {
    private final Semaphore room = new Semaphore(1, true);
    private final SocketOperation operation = new SocketOperation(room);
    private final AtomicReference<Boolean> answer = new AtomicReference<>();

    private Thread waitingForRoom(SocketOperation waiting) {
        Thread thread = Thread.ofVirtual().start(() -> answer.set(waiting.awaitRoom()));
        await().until(() -> thread.getState() == Thread.State.WAITING);
        return thread;
    }

    @Test
    void the_next_update_waits_until_the_last_was_sent() throws Exception {
        assertThat(operation.awaitRoom()).isTrue();
        Thread next = waitingForRoom(operation);
        operation.sent();
        next.join();
        assertThat(answer).hasValue(true);
    }

    @Test
    void an_operation_that_ends_gives_its_room_to_others() throws Exception {
        assertThat(operation.awaitRoom()).isTrue();
        Thread other = waitingForRoom(new SocketOperation(room));
        operation.end();
        other.join();
        assertThat(answer).hasValue(true);
    }

    @Test
    void what_is_over_sends_nothing_more_and_keeps_no_room() {
        operation.end();
        assertThat(operation.awaitRoom()).isFalse();
        operation.sent();
        assertThat(room.availablePermits()).isEqualTo(1);
    }
}
