package foodcourt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import foodcourt.eventing.Dispatcher;
import foodcourt.order.Event;
import foodcourt.port.DeliveryResult;
import foodcourt.port.FunctionName;
import foodcourt.port.NewDelivery;
import foodcourt.port.Settings;
import foodcourt.port.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What a node that stops leaves behind, on PostgreSQL. */
@NullUnmarked
class GracefulStopIT extends RunningApp {
    private final FunctionName function = new FunctionName("Test" + UUID.randomUUID());

    @Test
    void what_is_in_flight_beyond_the_bound_is_given_back_uncounted_and_its_late_answer_changes_nothing() {
        Signal answered = ports.threads().newSignal();
        Dispatcher dispatcher = new Dispatcher(
                ports.withChannel(_ -> {
                    answered.await(Duration.ofMinutes(1));
                    return new DeliveryResult.Done();
                }),
                Settings.defaults(),
                Set.of(function));
        append();
        dispatcher.start();
        await().untilAsserted(() -> assertThat(row()).containsEntry("state", "CLAIMED"));
        dispatcher.stop(Duration.ofMillis(1));
        assertThat(row())
                .containsEntry("state", "PENDING")
                .containsEntry("settled_as", "RELEASED")
                .containsEntry("attempt", 0);
        answered.raise();
        assertThat(ports.queue().claim(function, 1, Duration.ofMinutes(1)))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.attempt()).isEqualTo(1));
    }

    @Test
    void what_ends_within_the_bound_is_settled_as_done() {
        Dispatcher dispatcher = new Dispatcher(
                ports.withChannel(_ -> new DeliveryResult.Done()), Settings.defaults(), Set.of(function));
        append();
        dispatcher.start();
        await().untilAsserted(() -> assertThat(row()).doesNotContainEntry("token", null));
        dispatcher.stop(Duration.ofSeconds(10));
        assertThat(row()).containsEntry("state", "DONE").containsEntry("attempt", 1);
    }

    private void append() {
        Event event = Event.of(Orders.placed(), null);
        ports.transactions().transact(tx -> {
            tx.insert(event.order());
            tx.append(event, List.of(new NewDelivery(function, Duration.ZERO)));
            return event;
        });
    }

    private Map<String, Object> row() {
        return jdbc.sql("SELECT * FROM delivery WHERE function = ?")
                .param(function.value())
                .query()
                .singleRow();
    }
}
