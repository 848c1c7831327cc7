package tribunal.report.story;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.Set;
import tribunal.history.PartitionedHistory;
import tribunal.report.story.OrderStoryBuilder.Told;
import tribunal.verify.verdict.Violation;

/** The story of one violation as a table, a column for each actor, as Lincheck shows a failure. */
public final class StoryTable {
    private static final int TIME = 11;
    private static final int ROWS_MAX = 60;

    private record Row(long at, String actor, String text) {}

    private StoryTable() {}

    /** The table's lines; the sentence alone where the violation is no single order's. */
    public static List<String> lines(PartitionedHistory history, Violation violation) {
        return violation.order() == null
                ? List.of(violation.sentence())
                : lines(
                        violation.sentence(),
                        OrderStoryBuilder.of(history, List.of(violation)).of(violation),
                        ROWS_MAX);
    }

    /**
     * The story of an order, whether or not anything is wrong with it.
     *
     * @param whole with all that befell its deliveries; else those alone that were harmed
     */
    public static List<String> lines(PartitionedHistory history, String order, boolean whole) {
        OrderStoryBuilder stories = OrderStoryBuilder.ofOrders(history, Set.of(order));
        return lines("order " + order, whole ? stories.whole(order) : stories.harmed(order), Integer.MAX_VALUE);
    }

    private static List<String> lines(String title, List<Told> story, int rowsMost) {
        List<Row> rows = story.stream()
                .flatMap(told -> told.words().map(text -> new Row(told.entry().at(), told.actor(), text)).stream())
                .toList();
        SequencedSet<String> actors = new LinkedHashSet<>(List.of("customer"));
        rows.forEach(row -> actors.add(row.actor()));
        List<String> lines = new ArrayList<>(List.of(title));
        lines.addAll(table(rows, List.copyOf(actors), rowsMost));
        return lines;
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
            lines.add(line(String.format(Locale.ROOT, "%.6f s", row.at() / 1e9), actors, cells, widths));
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
