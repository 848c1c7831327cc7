package tribunal.report.page;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ChannelEntry.RolledBack;
import tribunal.history.ClientEntry;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DatabaseEntry.Settlement;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.report.story.OrderStoryBuilder.StoryEntry;
import tribunal.report.text.EntryText;
import tribunal.report.text.NumberText;
import tribunal.verify.verdict.Violation;

/**
 * The story of one violation on a page: a lane for each part of the system involved, a step for each entry. For screen
 * readers, and in a narrow window, it is a list.
 */
final class SwimLane {
    private static final int STEPS_MAX = 60;

    /** The lanes from left to right. */
    private enum Lane {
        CLIENT("client"),
        APP("app"),
        STORE("store"),
        CHANNEL("channel"),
        FUNCTION("function"),
        THIRD_PARTY("third party"),
        SUBSCRIBER("subscriber");

        private final String title;

        Lane(String title) {
            this.title = title;
        }

        static Lane of(Entry entry) {
            return switch (entry) {
                case OperationSent _, OperationAnswered _ -> CLIENT;
                case ClientEntry _ -> SUBSCRIBER;
                case DatabaseEntry _, FaultWindowOpened _, FaultWindowClosed _ -> STORE;
                case HarnessEntry _ -> APP;
                case ThirdPartyEntry _ -> THIRD_PARTY;
                case AttemptStarted _, AttemptEnded _, RolledBack _ -> FUNCTION;
                default -> CHANNEL;
            };
        }
    }

    private final EntryText entryText;
    private final List<StoryEntry> shown;
    private final int hidden;
    private final List<Lane> lanes;
    private final String title;

    private SwimLane(Violation violation, List<StoryEntry> story) {
        Set<Integer> versions = new HashSet<>();
        List<StoryEntry> relevant = story.stream()
                .filter(SwimLane::isRelevant)
                .filter(e -> e.isProof() || !(e.entry() instanceof UpdateReceived u) || versions.add(u.version()))
                .toList();
        entryText = EntryText.of(violation.proof());
        shown = relevant.subList(0, Math.min(STEPS_MAX, relevant.size()));
        hidden = relevant.size() - shown.size();
        lanes = List.copyOf(shown.stream()
                .map(e -> Lane.of(e.entry()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Lane.class))));
        title = violation.sentence();
    }

    static Html html(Violation violation, List<StoryEntry> story) {
        return new SwimLane(violation, story).html();
    }

    /**
     * Whether a page shows the entry: it is proof or near the proof (but not the queue's own book-keeping), or it is
     * a state of the order or an exchange with its customer.
     */
    private static boolean isRelevant(StoryEntry entry) {
        return entry.isProof()
                || switch (entry.entry()) {
                    case Claimed _ -> false;
                    case Settled e when e.outcome() == Settlement.DONE -> false;
                    case Committed _, OperationSent _, OperationAnswered _, UpdateReceived _ -> true;
                    default -> entry.isNear();
                };
    }

    private Html html() {
        Html heads = Html.element(
                        "div", Html.all(lanes.stream().map(lane -> Html.element("span", Html.text(lane.title)))))
                .with("class", "heads")
                .with("aria-hidden", "true");
        Html steps = Html.element("ol", Html.all(shown.stream().map(this::step)));
        Html rest = hidden == 0
                ? Html.text("")
                : Html.element("p", Html.text(NumberText.count(hidden) + " more, in the run's history"))
                        .with("class", "muted");
        return Html.element("div", heads, steps, rest)
                .with("class", "lanes")
                .with("style", "--lanes:" + lanes.size())
                .with("role", "region")
                .with("aria-label", "The story of: " + title)
                .with("tabindex", "0");
    }

    private Html step(StoryEntry entry) {
        Lane lane = Lane.of(entry.entry());
        Html time = Html.element(
                "time", Html.text(NumberText.timeOfRun(entry.entry().at()).strip()));
        Html who = Html.element("span", Html.text(lane.title + ": ")).with("class", "who");
        Html content = Html.element("div", who, Html.text(text(entry, lane)), tag(entry))
                .with("class", "step" + (entry.isProof() ? " proof" : "") + (entry.isFault() ? " fault" : ""))
                .with("style", "--lane:" + (lanes.indexOf(lane) + 1));
        return Html.element("li", time, content);
    }

    private String text(StoryEntry entry, Lane lane) {
        String text = entry.text().orElseGet(() -> proof(entry.entry()));
        return lane == Lane.APP ? entry.actor() + " " + text : text;
    }

    private String proof(Entry entry) {
        return switch (entry) {
            case EffectRequested e -> e.kind() + " asked for" + (e.key() == null ? ", no key" : "");
            case HandedOver e -> "%s #%d handed over, token %d".formatted(e.function(), e.attempt(), e.token());
            default -> entryText.sentence(entry);
        };
    }

    private static Html tag(StoryEntry entry) {
        return entry.isProof()
                ? Html.all(Html.text(" "), Html.element("b", Html.text("proof")).with("class", "tag"))
                : Html.text("");
    }
}
