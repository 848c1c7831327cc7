package tribunal.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import tribunal.history.ChannelEntry;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.History;
import tribunal.verify.Violation;

/**
 * The story of one violation as a table, a column for each actor, as Lincheck shows a failure: its order's states and
 * effects, and of its deliveries those that were harmed or stand in the proof.
 */
public final class StoryTable {
    private static final int TIME = 11;
    private static final int ROWS_MAX = 60;
    private static final int ROWS_AFTER = 6;

    private final History history;
    private final Violation violation;
    private final StoryWords words = new StoryWords();
    private final Map<String, String> orderOf = new HashMap<>();
    private final Map<String, String> nodeOf = new HashMap<>();
    private final Map<Long, String> orderOfRequest = new HashMap<>();
    private final Set<String> telling = new HashSet<>();
    private final Set<String> gone = new HashSet<>();

    private record Row(long at, String actor, String text) {}

    private StoryTable(History history, Violation violation) {
        this.history = history;
        this.violation = violation;
        history.entries().forEach(this::learn);
        violation.proof().forEach(this::tells);
    }

    /** The table's lines; the sentence alone where the violation is no single order's. */
    public static List<String> lines(History history, Violation violation) {
        return new StoryTable(history, violation).lines();
    }

    /**
     * The story of an order, whether or not anything is wrong with it.
     *
     * @param whole with all that befell its deliveries; else those alone that were harmed
     */
    public static List<String> lines(History history, String order, boolean whole) {
        StoryTable table = new StoryTable(history, new Violation("order " + order, order, List.of()));
        if (whole) {
            history.entries().forEach(table::tells);
        }
        return table.lines(Integer.MAX_VALUE);
    }

    private void learn(Entry entry) {
        words.learn(entry);
        switch (entry) {
            case EventRecorded e -> orderOf.put(e.event(), e.order());
            case HandedOver h -> {
                orderOf.put(h.event(), h.order());
                nodeOf.put(key(h.event(), h.function(), h.attempt()), h.node());
            }
            case tribunal.history.ThirdPartyEntry.EffectRequested e -> orderOfRequest.put(e.request(), e.order());
            case HarnessEntry.NodeKilled e -> gone.add(e.node());
            case FateMet met -> telling.add(met.event() + met.function());
            case AttemptEnded end when end.ending() == Ending.CRASHED -> telling.add(end.event() + end.function());
            default -> {}
        }
    }

    /** What the proof speaks of is told whole. */
    private void tells(Entry entry) {
        switch (entry) {
            case HandedOver e -> telling.add(e.event() + e.function());
            case AttemptStarted e -> telling.add(e.event() + e.function());
            case AttemptEnded e -> telling.add(e.event() + e.function());
            case Claimed e -> telling.add(e.event() + e.function());
            case Settled e -> telling.add(e.event() + e.function());
            case tribunal.history.ThirdPartyEntry.EffectRequested e ->
                telling.add(String.valueOf(e.delivery()).replace("/", ""));
            default -> {}
        }
    }

    private static String key(String event, String function, int attempt) {
        return event + function + attempt;
    }

    private List<String> lines() {
        return lines(ROWS_MAX);
    }

    private List<String> lines(int rowsMost) {
        String order = violation.order();
        if (order == null) {
            return List.of(violation.sentence());
        }
        List<Row> rows = new ArrayList<>();
        SequencedSet<String> actors = new LinkedHashSet<>(List.of("customer"));
        for (Entry entry : history.entries()) {
            row(entry, order).ifPresent(rows::add);
        }
        rows = untilProven(rows);
        rows.forEach(row -> actors.add(row.actor()));
        List<String> lines = new ArrayList<>(List.of(violation.sentence()));
        lines.addAll(table(rows, List.copyOf(actors), rowsMost));
        return lines;
    }

    /** What follows the proof is another story, but for its beginning. */
    private List<Row> untilProven(List<Row> rows) {
        long proven = violation.proof().stream().mapToLong(Entry::at).max().orElse(Long.MAX_VALUE);
        int last = 0;
        while (last < rows.size() && rows.get(last).at() <= proven) {
            last++;
        }
        return rows.subList(0, Math.min(rows.size(), last + ROWS_AFTER));
    }

    private Optional<Row> row(Entry entry, String order) {
        return switch (entry) {
            case HarnessEntry.NodeStarted e
            when gone.contains(e.node()) -> Optional.of(new Row(e.at(), e.node(), "UP AGAIN"));
            case HarnessEntry.NodeKilled e -> Optional.of(new Row(e.at(), e.node(), "GONE"));
            case HarnessEntry.NodePaused e -> Optional.of(new Row(e.at(), e.node(), "PAUSED"));
            case HarnessEntry.NodeResumed e -> Optional.of(new Row(e.at(), e.node(), "GOES ON"));
            case HarnessEntry.FaultWindowOpened e -> Optional.of(new Row(e.at(), "store", e.fault() + " BEGINS"));
            case HarnessEntry.FaultWindowClosed e -> Optional.of(new Row(e.at(), "store", e.fault() + " ENDS"));
            case HarnessEntry _ -> Optional.empty();
            default -> of(entry, order);
        };
    }

    private Optional<Row> of(Entry entry, String order) {
        return words.text(entry)
                .filter(_ -> order.equals(order(entry)))
                .filter(_ -> isTold(entry))
                .map(text -> new Row(entry.at(), actor(entry), text));
    }

    private Optional<String> delivery(Entry entry) {
        return switch (entry) {
            case HandedOver e -> Optional.of(e.event() + e.function());
            case AttemptStarted e -> Optional.of(e.event() + e.function());
            case AttemptEnded e -> Optional.of(e.event() + e.function());
            case ChannelEntry.Answered e -> Optional.of(e.event() + e.function());
            case ChannelEntry.RolledBack e -> Optional.of(e.event() + e.function());
            case FateMet e -> Optional.of(e.event() + e.function());
            case Claimed e -> Optional.of(e.event() + e.function());
            case Settled e -> Optional.of(e.event() + e.function());
            default -> Optional.empty();
        };
    }

    private boolean isTold(Entry entry) {
        return delivery(entry).map(telling::contains).orElse(true);
    }

    private String order(Entry entry) {
        String known =
                switch (entry) {
                    case tribunal.history.ClientEntry.OperationSent e -> e.order();
                    case tribunal.history.ClientEntry.UpdateReceived e -> e.order();
                    case tribunal.history.ClientEntry.OperationAnswered e -> words.orderOf(e.operation());
                    case tribunal.history.DatabaseEntry.Committed e -> e.order();
                    case EventRecorded e -> e.order();
                    case tribunal.history.ThirdPartyEntry e -> orderOfRequest.get(e.request());
                    default ->
                        orderOf.get(delivery(entry)
                                .map(d -> d.substring(0, Math.min(36, d.length())))
                                .orElse(""));
                };
        return known == null ? "" : known;
    }

    private String actor(Entry entry) {
        return switch (entry) {
            case HandedOver e -> e.node();
            case AttemptStarted e -> node(e.event(), e.function(), e.attempt());
            case AttemptEnded e -> node(e.event(), e.function(), e.attempt());
            case ChannelEntry.Answered e -> node(e.event(), e.function(), e.attempt());
            case ChannelEntry.RolledBack e -> node(e.event(), e.function(), e.attempt());
            case FateMet e -> node(e.event(), e.function(), e.attempt());
            case tribunal.history.ClientEntry _ -> "customer";
            case tribunal.history.DatabaseEntry _ -> "store";
            case tribunal.history.ThirdPartyEntry _ -> "third parties";
            default -> "harness";
        };
    }

    private String node(String event, String function, int attempt) {
        return nodeOf.getOrDefault(key(event, function, attempt), "node");
    }

    private static List<String> table(List<Row> rows, List<String> actors, int most) {
        int[] widths = actors.stream().mapToInt(String::length).toArray();
        for (Row row : rows) {
            int column = actors.indexOf(row.actor());
            widths[column] = Math.max(widths[column], row.text().length());
        }
        List<String> lines = new ArrayList<>();
        lines.add(line("", actors, actors, widths));
        for (Row row : rows.subList(0, Math.min(most, rows.size()))) {
            List<String> cells = actors.stream()
                    .map(actor -> actor.equals(row.actor()) ? row.text() : "")
                    .toList();
            lines.add(line("%.6f s".formatted(row.at() / 1e9), actors, cells, widths));
        }
        if (rows.size() > most) {
            lines.add("… " + (rows.size() - most) + " more, in the run's history");
        }
        return lines;
    }

    private static String line(String time, List<String> actors, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder(("%" + TIME + "s").formatted(time));
        for (int n = 0; n < actors.size(); n++) {
            line.append(" │ ")
                    .append(cells.get(n))
                    .append(" ".repeat(Math.max(0, widths[n] - cells.get(n).length())));
        }
        return line.toString().stripTrailing();
    }
}
