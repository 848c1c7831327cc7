package tribunal.report.page;

import tools.jackson.databind.node.ObjectNode;
import tribunal.history.file.EntryCodec;

/** A figure of a page: a title, a summary, data that a script draws, and the data as a table. */
final class HtmlFigure {
    private HtmlFigure() {}

    static Html empty(String title, String summary) {
        return Html.element("figure", caption(title, summary));
    }

    static Html html(String title, String summary, ObjectNode data, Html table) {
        Html details = Html.element("details", Html.element("summary", Html.text("Data")), table);
        Html plot = Html.element("div").with("class", "plot");
        return Html.element("figure", caption(title, summary), plot, script(data), details)
                .with("class", "chart");
    }

    private static Html caption(String title, String summary) {
        return Html.element(
                "figcaption",
                Html.element("h3", Html.text(title)),
                Html.element("p", Html.text(summary)).with("class", "muted"));
    }

    /** Embeds the data. {@code <} is written as an escape, so that no text can end the element. */
    private static Html script(ObjectNode data) {
        String json = EntryCodec.json().writeValueAsString(data).replace("<", "\\u003c");
        return Html.element("script", new Html(json)).with("type", "application/json");
    }
}
