package tribunal.load.traffic;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tribunal.history.ClientEntry;
import tribunal.history.ClientEntry.BoardUpdateReceived;
import tribunal.history.ClientEntry.EndedBy;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.Pinged;
import tribunal.history.ClientEntry.Ponged;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.Unsubscribed;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.load.run.RunClock;
import tribunal.load.run.WitnessRecorder;
import tribunal.scenario.schedule.OrderPlacement;

/** Records what customers and board watchers send and receive. */
public record ClientWitness(RunClock clock, WitnessRecorder recorder) {
    /**
     * One logical operation of a customer, which may be sent several times.
     *
     * @param placement the order to place; empty for other kinds
     */
    record Operation(
            Kind kind,
            String customer,
            String requestId,
            String order,
            long intended,
            Optional<OrderPlacement> placement) {
        String id() {
            return kind.operation(customer, requestId);
        }
    }

    void sent(Operation operation, int send) {
        recorder.record(new OperationSent(
                clock.at(),
                operation.id(),
                send,
                operation.kind(),
                operation.order(),
                operation.customer(),
                operation.intended(),
                operation.placement().map(OrderPlacement::restaurant).orElse(null),
                operation.placement().map(OrderPlacement::total).orElse(null),
                OrderPlacement.content(operation.requestId(), operation.placement())
                        .orElse(null)));
    }

    void answered(Operation operation, int send, GraphQlClient.Reading reading) {
        boolean acknowledged = reading.outcome() == Outcome.ACKNOWLEDGED;
        recorder.record(new OperationAnswered(
                clock.at(),
                operation.id(),
                send,
                reading.outcome(),
                reading.version(),
                acknowledged ? reading.status() : null,
                acknowledged ? null : reading.reason(),
                reading.total()));
    }

    void subscribed(String connection, String subscription, String entity) {
        recorder.record(new Subscribed(clock.at(), connection, subscription, entity));
    }

    void unsubscribed(String connection, String subscription, EndedBy by) {
        recorder.record(new Unsubscribed(clock.at(), connection, subscription, by));
    }

    void pinged(String connection) {
        recorder.record(new Pinged(clock.at(), connection));
    }

    void ponged(String connection) {
        recorder.record(new Ponged(clock.at(), connection));
    }

    /** Records a frame, on the event loop of its socket; returns the frame to send back at once, or null. */
    @Nullable
    String frame(String text) {
        long at = clock.at();
        JsonNode frame = GraphQlClient.frame(text);
        switch (frame.path("type").asString("")) {
            case "next" -> update(at, frame);
            case "ping" -> {
                return "{\"type\":\"pong\"}";
            }
            case "error", "complete" -> ended(at, frame.path("id").asString(""));
            default -> {}
        }
        return null;
    }

    /** The app says that the subscription has ended, so the client knows that no updates will follow. */
    private void ended(long at, String subscription) {
        recorder.record(new Unsubscribed(at, connectionOf(subscription), subscription, EndedBy.APP));
    }

    private void update(long at, JsonNode frame) {
        GraphQlClient.Update update = GraphQlClient.update(frame);
        String connection = connectionOf(update.subscription());
        ClientEntry entry =
                switch (update) {
                    case GraphQlClient.Update.OfOrder(
                            var subscription,
                            var order,
                            var version,
                            var status,
                            var total) ->
                        new UpdateReceived(at, connection, subscription, order, version, status, total);
                    case GraphQlClient.Update.OfBoard(var subscription, var restaurant, var revision, var counts) ->
                        new BoardUpdateReceived(at, connection, subscription, restaurant, revision, counts);
                };
        recorder.record(entry);
    }

    /** Subscriptions are named {@code connection/subject}. */
    private static String connectionOf(String subscription) {
        return subscription.substring(0, subscription.indexOf('/'));
    }
}
