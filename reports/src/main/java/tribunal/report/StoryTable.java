package tribunal.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import tribunal.history.History;
import tribunal.verify.Violation;

/** The story of one violation as a table, a column for each actor, as Lincheck shows a failure. */
public final class StoryTable {
    private static final int TIME = 11;
    private static final int ROWS_MAX = 60;

    private record Row(long at, String actor, String text) {}

    private StoryTable() {}

    /** The table's lines; the sentence alone where the violation is no single order's. */
    public static List<String> lines(History history, Violation violation) {
        if (violation.order() == null) {
            return List.of(violation.sentence());
        }
        List<Row> rows = OrderStories.of(history, List.of(violation)).of(violation).stream()
                .flatMap(told -> told.words().map(text -> new Row(told.entry().at(), told.actor(), text)).stream())
                .toList();
        SequencedSet<String> actors = new LinkedHashSet<>(List.of("customer"));
        rows.forEach(row -> actors.add(row.actor()));
        List<String> lines = new ArrayList<>(List.of(violation.sentence()));
        lines.addAll(table(rows, List.copyOf(actors)));
        return lines;
    }

    private static List<String> table(List<Row> rows, List<String> actors) {
        int[] widths = actors.stream().mapToInt(String::length).toArray();
        for (Row row : rows) {
            int column = actors.indexOf(row.actor());
            widths[column] = Math.max(widths[column], row.text().length());
        }
        List<String> lines = new ArrayList<>();
        lines.add(line("", actors, actors, widths));
        for (Row row : rows.subList(0, Math.min(ROWS_MAX, rows.size()))) {
            List<String> cells = actors.stream()
                    .map(actor -> actor.equals(row.actor()) ? row.text() : "")
                    .toList();
            lines.add(line("%.6f s".formatted(row.at() / 1e9), actors, cells, widths));
        }
        if (rows.size() > ROWS_MAX) {
            lines.add("… " + (rows.size() - ROWS_MAX) + " more, in the run's history");
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
