package tribunal.report.story;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tribunal.history.AppModel;
import tribunal.history.PartitionedHistory;
import tribunal.report.story.StoryBuilder.StoryEntry;
import tribunal.verify.verdict.Violation;

/** Shows the story of a violation as a table with a column for each actor, as Lincheck shows a failure. */
public final class StoryTable {
    private static final int TIME = 11;
    private static final int ROWS_MAX = 60;

    private record Row(long at, String actor, String text) {}

    private StoryTable() {}

    /** Returns the lines of the table; only the sentence if the violation does not concern a single entity. */
    public static List<String> lines(PartitionedHistory history, Violation violation) {
        return violation.entity() == null
                ? List.of(violation.sentence())
                : lines(
                        violation.sentence(),
                        StoryBuilder.of(history, List.of(violation)).of(violation),
                        ROWS_MAX);
    }

    /** Returns the story of an entity, with all its deliveries or only the faulty ones. */
    public static List<String> lines(PartitionedHistory history, String entity, boolean allDeliveries) {
        StoryBuilder stories = StoryBuilder.ofEntities(history, Set.of(entity));
        return lines(
                AppModel.typeOf(entity) + " " + AppModel.keyOf(entity),
                stories.of(entity, allDeliveries),
                Integer.MAX_VALUE);
    }

    private static List<String> lines(String title, List<StoryEntry> story, int rowsMax) {
        List<Row> rows = story.stream()
                .flatMap(e -> e.text().map(text -> new Row(e.entry().at(), e.actor(), text)).stream())
                .toList();
        var actors = new LinkedHashSet<>(List.of("client"));
        rows.forEach(row -> actors.add(row.actor()));
        List<String> lines = new ArrayList<>(List.of(title));
        lines.addAll(table(rows, List.copyOf(actors), rowsMax));
        return lines;
    }

    private static List<String> table(List<Row> rows, List<String> actors, int rowsMax) {
        int[] widths = actors.stream().mapToInt(String::length).toArray();
        for (Row row : rows) {
            int column = actors.indexOf(row.actor());
            widths[column] = Math.max(widths[column], row.text().length());
        }
        List<String> lines = new ArrayList<>();
        lines.add(line("", actors, actors, widths));
        for (Row row : rows.subList(0, Math.min(rowsMax, rows.size()))) {
            List<String> cells = actors.stream()
                    .map(actor -> actor.equals(row.actor()) ? row.text() : "")
                    .toList();
            lines.add(line(String.format(Locale.ROOT, "%.6f s", row.at() / 1e9), actors, cells, widths));
        }
        if (rows.size() > rowsMax) {
            lines.add("… " + (rows.size() - rowsMax) + " more, in the run's history");
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
