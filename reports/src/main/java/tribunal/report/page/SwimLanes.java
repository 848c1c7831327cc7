package tribunal.report.page;

import java.util.HashSet;
import java.util.List;
import tribunal.history.ChannelEntry;
import tribunal.history.ClientEntry;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.ThirdPartyEntry;
import tribunal.report.story.StoryBuilder.StoryEntry;
import tribunal.report.text.EntryText;
import tribunal.report.text.NumberText;
import tribunal.verify.verdict.Violation;

/**
 * The story of one violation in lanes, one for each part of the system involved.
 *
 * @param titles the lanes from left to right
 * @param hidden the number of further steps that a page does not show
 */
public record SwimLanes(List<String> titles, List<Step> steps, int hidden) {
    private static final int STEPS_MAX = 60;
    private static final String APP = "app";
    private static final List<String> LANES =
            List.of("client", APP, "store", "channel", "function", "third party", "subscriber", "faults");

    public record Step(String time, String lane, String text, boolean isProof, boolean isFault) {}

    /** Returns the lanes that have steps. */
    public static SwimLanes of(Violation violation, List<StoryEntry> story) {
        var versions = new HashSet<Integer>();
        List<StoryEntry> relevant = story.stream()
                .filter(SwimLanes::isRelevant)
                .filter(e -> e.isProof() || !(e.entry() instanceof UpdateReceived u) || versions.add(u.version()))
                .toList();
        EntryText entryText = new EntryText(violation.proof());
        List<Step> steps = relevant.stream()
                .limit(STEPS_MAX)
                .map(entry -> step(entry, entryText))
                .toList();
        List<String> used = LANES.stream()
                .filter(lane -> steps.stream().anyMatch(step -> step.lane().equals(lane)))
                .toList();
        return new SwimLanes(used, steps, relevant.size() - steps.size());
    }

    /**
     * Whether a page shows the entry: it is proof or near the proof (but not the queue's own book-keeping), or it is
     * a state of the entity or an exchange with its client.
     */
    private static boolean isRelevant(StoryEntry entry) {
        return entry.isProof()
                || switch (entry.entry()) {
                    case DatabaseEntry.Claimed _ -> false;
                    case DatabaseEntry.Settled e when e.outcome() == DatabaseEntry.SettleOutcome.DONE -> false;
                    case DatabaseEntry.Committed _,
                            ClientEntry.OperationSent _,
                            ClientEntry.OperationAnswered _,
                            UpdateReceived _ -> true;
                    default -> entry.isNear();
                };
    }

    private static Step step(StoryEntry entry, EntryText entryText) {
        String lane = lane(entry.entry());
        String text = entry.text().orElseGet(() -> proof(entry.entry(), entryText));
        return new Step(
                NumberText.timeOfRun(entry.entry().at()).strip(),
                lane,
                lane.equals(APP) ? entry.actor() + " " + text : text,
                entry.isProof(),
                entry.isFault());
    }

    private static String lane(Entry entry) {
        return switch (entry) {
            case ClientEntry.OperationSent _, ClientEntry.OperationAnswered _ -> "client";
            case ClientEntry _ -> "subscriber";
            case DatabaseEntry _ -> "store";
            case HarnessEntry.FaultWindowOpened _,
                    HarnessEntry.FaultWindowClosed _,
                    HarnessEntry.ClientOutageStarted _,
                    HarnessEntry.ClientOutageEnded _,
                    HarnessEntry.TransactionDisturbed _ -> "faults";
            case HarnessEntry _ -> APP;
            case ThirdPartyEntry _ -> "third party";
            case ChannelEntry.AttemptStarted _, ChannelEntry.AttemptEnded _, ChannelEntry.RolledBack _ -> "function";
            default -> "channel";
        };
    }

    private static String proof(Entry entry, EntryText entryText) {
        return switch (entry) {
            case ThirdPartyEntry.EffectRequested e -> e.kind() + " asked for" + (e.key() == null ? ", no key" : "");
            case ChannelEntry.HandedOver e ->
                "%s #%d handed over, token %d".formatted(e.function(), e.attempt(), e.token());
            default -> entryText.sentence(entry);
        };
    }
}
