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
import tribunal.report.story.OrderStoryBuilder.Told;
import tribunal.report.text.EntryText;
import tribunal.report.text.NumberText;
import tribunal.verify.verdict.Violation;

/**
 * The story of one violation as a page shows it: a lane for each part of the system that plays a part, a step for each entry.
 * To those who listen, and in a narrow window, it is a list.
 */
final class SwimLane {
    private static final int STEPS_MAX = 60;

    /** From left to right. */
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

    private final EntryText words;
    private final List<Told> shown;
    private final int left;
    private final List<Lane> lanes;
    private final String title;

    private SwimLane(Violation violation, List<Told> told) {
        Set<Integer> seen = new HashSet<>();
        List<Told> its = told.stream()
                .filter(SwimLane::matters)
                .filter(one -> one.isProof() || !(one.entry() instanceof UpdateReceived e) || seen.add(e.version()))
                .toList();
        words = EntryText.of(violation.proof());
        shown = its.subList(0, Math.min(STEPS_MAX, its.size()));
        left = its.size() - shown.size();
        lanes = List.copyOf(shown.stream()
                .map(one -> Lane.of(one.entry()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Lane.class))));
        title = violation.sentence();
    }

    static Html html(Violation violation, List<Told> told) {
        return new SwimLane(violation, told).html();
    }

    /** What has to do with the proof, but for the queue's own book-keeping, what the order was meanwhile, and what its customer was told of it. */
    private static boolean matters(Told one) {
        return one.isProof()
                || switch (one.entry()) {
                    case Claimed _ -> false;
                    case Settled e when e.outcome() == Settlement.DONE -> false;
                    case Committed _, OperationSent _, OperationAnswered _, UpdateReceived _ -> true;
                    default -> one.isNear();
                };
    }

    private Html html() {
        Html heads = Html.element(
                        "div", Html.all(lanes.stream().map(lane -> Html.element("span", Html.text(lane.title)))))
                .with("class", "heads")
                .with("aria-hidden", "true");
        Html steps = Html.element("ol", Html.all(shown.stream().map(this::step)));
        Html rest = left == 0
                ? Html.text("")
                : Html.element("p", Html.text(NumberText.count(left) + " more, in the run's history"))
                        .with("class", "muted");
        return Html.element("div", heads, steps, rest)
                .with("class", "lanes")
                .with("style", "--lanes:" + lanes.size())
                .with("role", "region")
                .with("aria-label", "The story of: " + title)
                .with("tabindex", "0");
    }

    private Html step(Told one) {
        Lane lane = Lane.of(one.entry());
        Html time = Html.element(
                "time", Html.text(NumberText.timeOfRun(one.entry().at()).strip()));
        Html who = Html.element("span", Html.text(lane.title + ": ")).with("class", "who");
        Html said = Html.element("div", who, Html.text(text(one, lane)), tag(one))
                .with("class", "step" + (one.isProof() ? " proof" : "") + (one.isFault() ? " fault" : ""))
                .with("style", "--lane:" + (lanes.indexOf(lane) + 1));
        return Html.element("li", time, said);
    }

    private String text(Told one, Lane lane) {
        String text = one.words().orElseGet(() -> proof(one.entry()));
        return lane == Lane.APP ? one.actor() + " " + text : text;
    }

    private String proof(Entry entry) {
        return switch (entry) {
            case EffectRequested e -> e.kind() + " asked for" + (e.key() == null ? ", no key" : "");
            case HandedOver e -> "%s #%d handed over, token %d".formatted(e.function(), e.attempt(), e.token());
            default -> words.sentence(entry);
        };
    }

    private static Html tag(Told one) {
        return one.isProof()
                ? Html.all(Html.text(" "), Html.element("b", Html.text("proof")).with("class", "tag"))
                : Html.text("");
    }
}
