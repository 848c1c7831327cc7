package tribunal.report.page;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An HTML table whose first column names its rows.
 *
 * @param numbers the headers of columns that contain numbers
 * @param rows the rows, each with one cell per header
 */
public record HtmlTable(String caption, List<String> headers, Set<String> numbers, List<List<Html>> rows) {

    /** Returns the table in a wrapper, so that a narrow window scrolls the table and not the page. */
    public Html html() {
        if (rows.isEmpty()) {
            return Html.element("p", Html.text(caption + ": none")).with("class", "muted");
        }
        Html table = Html.element(
                "table",
                Html.element("caption", Html.text(caption)),
                Html.element("thead", headerRow()),
                Html.element("tbody", Html.all(rows.stream().map(this::row))));
        return Html.element("div", table)
                .with("class", "scroll")
                .with("role", "region")
                .with("aria-label", caption)
                .with("tabindex", "0");
    }

    private Html headerRow() {
        Stream<Html> cells = headers.stream()
                .map(header ->
                        aligned(header, Html.element("th", Html.text(header)).with("scope", "col")));
        return Html.element("tr", Html.all(cells));
    }

    private Html row(List<Html> cells) {
        return Html.element("tr", Html.all(IntStream.range(0, cells.size()).mapToObj(i -> cell(i, cells.get(i)))));
    }

    private Html cell(int column, Html content) {
        return column == 0
                ? Html.element("th", content).with("scope", "row")
                : aligned(headers.get(column), Html.element("td", content));
    }

    private Html aligned(String header, Html cell) {
        return numbers.contains(header) ? cell.with("class", "number") : cell;
    }
}
