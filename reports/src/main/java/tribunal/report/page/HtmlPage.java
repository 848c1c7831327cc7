package tribunal.report.page;

/** A whole HTML page that needs no network, since it contains its style and the script that draws its charts. */
public final class HtmlPage {
    private HtmlPage() {}

    public static String text(String title, Html body) {
        Html html = Html.element(
                        "html", head(title), Html.element("body", Html.element("main", body), PageAssets.script()))
                .with("lang", "en");
        return "<!doctype html>\n" + html.markup() + "\n";
    }

    private static Html head(String title) {
        return Html.element(
                "head",
                new Html("<meta charset=\"utf-8\">"),
                new Html("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"),
                Html.element("title", Html.text(title)),
                PageAssets.policy(),
                PageAssets.style());
    }

    public static Html section(String title, Html content) {
        return Html.element("section", Html.element("h2", Html.text(title)), content);
    }

    public static Html warning(String text) {
        return Html.element("p", Html.text(text)).with("class", "warning");
    }

    /** Returns the style class of a conclusion with this exit code. */
    public static String colour(int exit) {
        return switch (exit) {
            case 0 -> "valid";
            case 2 -> "unknown";
            default -> "invalid";
        };
    }
}
