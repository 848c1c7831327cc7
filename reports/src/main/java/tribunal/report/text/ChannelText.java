package tribunal.report.text;

import java.util.function.UnaryOperator;
import tribunal.history.ChannelEntry;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.ChangesRead;
import tribunal.history.ChannelEntry.ClockSampled;
import tribunal.history.ChannelEntry.FateDecided;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ChannelEntry.RolledBack;
import tribunal.history.FateKind;

/**
 * Describes the entries of the fault injector.
 *
 * @param event returns the name of an event for its id
 */
record ChannelText(UnaryOperator<String> event) {

    String sentence(ChannelEntry entry) {
        return switch (entry) {
            case HandedOver e ->
                attempt(e.function(), e.event(), e.attempt())
                        + ": handed over by %s with token %d".formatted(e.node(), e.token());
            case FateDecided e ->
                attempt(e.function(), e.event(), e.attempt())
                        + ": to meet %s (%s), by rule %s".formatted(e.fate(), e.detail(), e.rule());
            case FateMet e -> attempt(e.function(), e.event(), e.attempt()) + ": " + met(e.fate());
            case AttemptStarted e -> attempt(e.function(), e.event(), e.attempt()) + ": " + copy(e.copy()) + "began";
            case AttemptEnded e -> attempt(e.function(), e.event(), e.attempt()) + ": " + copy(e.copy()) + ending(e);
            case RolledBack e ->
                attempt(e.function(), e.event(), e.attempt()) + ": " + copy(e.copy()) + "rolled back after its work";
            case Answered e -> attempt(e.function(), e.event(), e.attempt()) + ": " + answer(e);
            case ClockSampled e -> "node %s is alive".formatted(e.node());
            case ChangesRead e -> "node %s read changes of %s for its subscribers".formatted(e.node(), e.entity());
        };
    }

    private String attempt(String function, String id, int attempt) {
        return "%s on %s, attempt %d".formatted(function, event.apply(id), attempt);
    }

    private static String copy(int copy) {
        return copy == 0 ? "" : "copy %d ".formatted(copy);
    }

    private static String met(String fate) {
        return FateKind.ofLabel(fate).map(FateKind::entry).orElse("met " + fate);
    }

    private static String ending(AttemptEnded entry) {
        String point = entry.point() == null ? "" : " at " + entry.point();
        return switch (entry.ending()) {
            case DONE -> "done";
            case FAILED -> "failed" + point;
            case CRASHED -> "crashed" + point;
        };
    }

    private static String answer(Answered entry) {
        String why = entry.why() == null ? "" : ": " + entry.why();
        return switch (entry.answer()) {
            case DONE -> "the dispatcher got the answer that it is done";
            case FAILED -> "the dispatcher got the answer that it failed" + why;
            case NO_ANSWER -> "the dispatcher got no answer" + why;
        };
    }
}
