package tribunal.report.text;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Builds a page of GitHub's Markdown. Text is escaped, so that it cannot act as markup. The page stays below 1 MiB,
 * the limit of a job summary: the rest is left out, and the page says so.
 */
public final class Markdown {
    private static final int LONGEST_TEXT = 500;
    private static final int LARGEST = 1_000_000;
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>|#&~$@]");

    private final StringBuilder out = new StringBuilder();
    private int size;
    private boolean full;

    public Markdown(String heading) {
        line("## " + escape(heading));
    }

    /** Adds a paragraph. The text may contain markup. */
    public void paragraph(String text) {
        line("");
        line(text);
    }

    /** Adds code, indented, so that no line can end the block. */
    public void code(List<String> lines) {
        line("");
        lines.forEach(l -> line("    " + shortened(l)));
        line("");
    }

    /** Adds a table, unless it has no rows. */
    public void table(List<String> headers, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        line("");
        row(headers);
        row(Collections.nCopies(headers.size(), "---"));
        rows.forEach(cells -> row(cells.stream().map(Markdown::escape).toList()));
        line("");
    }

    private void row(List<String> cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String text) {
        size += text.getBytes(StandardCharsets.UTF_8).length + 1;
        if (full || size > LARGEST) {
            out.append(full ? "" : "\n… and more: the run's directory has it all.\n");
            full = true;
            return;
        }
        out.append(text).append('\n');
    }

    public static String escape(String text) {
        return MARKUP.matcher(shortened(text)).replaceAll("\\\\$0");
    }

    private static String shortened(String text) {
        String oneLine = NumberText.oneLine(text);
        return oneLine.length() <= LONGEST_TEXT ? oneLine : oneLine.substring(0, LONGEST_TEXT) + " …";
    }

    public String text() {
        return out.toString();
    }
}
