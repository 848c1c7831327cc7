package tribunal.report.page;

import java.util.List;
import tribunal.history.file.EntryCodec;

/**
 * A figure of a page: data that {@code report.js} draws, and the same data as a table.
 *
 * @param summary a sentence that says what the figure shows
 * @param data the data as a record; {@code report.js} uses the same names
 * @param rows the rows of the table; empty if nothing was measured, then the figure is only a title and a summary
 */
public record Figure(
        String title, String summary, Object data, String tableCaption, List<String> headers, List<List<String>> rows) {

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Returns the data for a script element. {@code <} is an escape, so that no text can end the element. */
    public String json() {
        return EntryCodec.json().writeValueAsString(data).replace("<", "\\u003c");
    }
}
