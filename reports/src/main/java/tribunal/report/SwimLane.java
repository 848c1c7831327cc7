package tribunal.report;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.RolledBack;
import tribunal.history.ClientEntry;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.DatabaseEntry;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.ThirdPartyEntry;
import tribunal.report.OrderStories.Told;
import tribunal.verify.Violation;

/** The story of one violation as a page shows it: a column for each part of the system, a row for each entry. */
final class SwimLane {
    private static final int ROWS_MAX = 80;

    /** The columns. */
    private enum Lane {
        CLIENT("Client"),
        STORE("App and store"),
        CHANNEL("Channel"),
        FUNCTION("Function"),
        THIRD_PARTY("Third party"),
        SUBSCRIBER("Subscriber");

        private final String title;

        Lane(String title) {
            this.title = title;
        }

        static Lane of(Entry entry) {
            return switch (entry) {
                case OperationSent _ -> CLIENT;
                case OperationAnswered _ -> CLIENT;
                case ClientEntry _ -> SUBSCRIBER;
                case DatabaseEntry _ -> STORE;
                case HarnessEntry _ -> STORE;
                case ThirdPartyEntry _ -> THIRD_PARTY;
                case AttemptStarted _ -> FUNCTION;
                case AttemptEnded _ -> FUNCTION;
                case RolledBack _ -> FUNCTION;
                default -> CHANNEL;
            };
        }
    }

    private final EntryWords words;
    private final List<Told> told;
    private final String caption;

    private SwimLane(Violation violation, List<Told> told) {
        this.words = EntryWords.of(violation.proof());
        this.told = sinceItBegan(told);
        this.caption = violation.sentence();
    }

    static Html html(Violation violation, List<Told> told) {
        return new SwimLane(violation, told).html();
    }

    /** Faults of the app that were over before belong to others' stories. */
    private static List<Told> sinceItBegan(List<Told> told) {
        return told.stream()
                .dropWhile(one -> one.entry() instanceof HarnessEntry && !one.isProof())
                .toList();
    }

    private Html html() {
        List<Told> shown = shown();
        Stream<String> lanes = Arrays.stream(Lane.values()).map(lane -> lane.title);
        List<String> headers = Stream.concat(Stream.of("Time"), lanes).toList();
        Html table = new HtmlTable(
                        caption,
                        headers,
                        Set.of(),
                        shown.stream().map(this::row).toList())
                .html();
        int missing = told.size() - shown.size();
        Html rest = missing == 0
                ? Html.text("")
                : Html.element("p", Html.text(Figures.count(missing) + " more, in the run's history"))
                        .with("class", "muted");
        return Html.element("div", table, rest).with("class", "lanes");
    }

    /** All, or of too many first the proof and the faults. */
    private List<Told> shown() {
        Predicate<Told> matters = one -> one.isProof() || one.isFault();
        Set<Told> chosen = new HashSet<>(
                Stream.concat(told.stream().filter(matters), told.stream().filter(matters.negate()))
                        .limit(ROWS_MAX)
                        .toList());
        return told.stream().filter(chosen::contains).toList();
    }

    private List<Html> row(Told one) {
        Lane its = Lane.of(one.entry());
        Stream<Html> cells = Arrays.stream(Lane.values()).map(lane -> lane == its ? step(one) : Html.text(""));
        return Stream.concat(
                        Stream.of(Html.text(Figures.timeOfRun(one.entry().at()).strip())), cells)
                .toList();
    }

    private Html step(Told one) {
        String text = one.words().orElseGet(() -> words.sentence(one.entry()));
        boolean isNode = one.entry() instanceof HarnessEntry && !one.actor().equals("store");
        Html tag = one.isProof() ? Html.element("b", Html.text("proof")).with("class", "tag") : Html.text("");
        return Html.element("div", Html.text(isNode ? one.actor() + " " + text : text), Html.text(" "), tag)
                .with("class", "step" + (one.isProof() ? " proof" : "") + (one.isFault() ? " fault" : ""));
    }
}
