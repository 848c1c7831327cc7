package tribunal.load.traffic;

import org.jspecify.annotations.Nullable;
import tribunal.history.ClientEntry;
import tribunal.history.ClientEntry.EndedBy;
import tribunal.history.ClientEntry.Unsubscribed;
import tribunal.load.harness.RunClock;
import tribunal.load.harness.WitnessRecorder;
import tribunal.scenario.schedule.Operation;

/** Records what customers and board watchers send and receive. */
public record ClientWitness(RunClock clock, WitnessRecorder recorder) {
    void sent(Operation operation, int send) {
        recorder.record(operation.sent(clock.now(), send));
    }

    void answered(Operation operation, int send, GraphQlClient.Reading reading) {
        boolean acknowledged = reading.outcome() == ClientEntry.Outcome.ACKNOWLEDGED;
        recorder.record(new ClientEntry.OperationAnswered(
                clock.now(),
                operation.id(),
                send,
                reading.outcome(),
                reading.version(),
                acknowledged ? reading.status() : null,
                acknowledged ? null : reading.reason(),
                reading.output()));
    }

    /** Records a frame, on the event loop of its socket; returns the frame to send back at once, or null. */
    @Nullable
    String frame(String text) {
        long at = clock.now();
        var frame = GraphQlClient.frame(text);
        switch (frame.path("type").asString("")) {
            case "next" -> recorder.record(GraphQlClient.update(at, frame));
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
        recorder.record(new Unsubscribed(at, GraphQlClient.connectionOf(subscription), subscription, EndedBy.APP));
    }
}
