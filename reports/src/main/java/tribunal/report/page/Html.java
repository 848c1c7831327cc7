package tribunal.report.page;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.report.file.JunitXml;

/** A piece of HTML that is safe to put into a page: text enters only escaped. */
public record Html(String markup) {

    public static Html text(String text) {
        return new Html(escape(text));
    }

    /** An element with its content. */
    public static Html element(String name, Html... content) {
        return new Html("<" + name + ">" + join(Arrays.stream(content)) + "</" + name + ">");
    }

    public static Html all(Stream<Html> parts) {
        return new Html(join(parts));
    }

    public static Html all(Html... parts) {
        return all(Arrays.stream(parts));
    }

    public static Html all(Collection<Html> parts) {
        return all(parts.stream());
    }

    /** The same with an attribute more on its outermost element. */
    public Html with(String attribute, String value) {
        int end = markup.indexOf('>');
        return new Html(
                markup.substring(0, end) + " " + attribute + "=\"" + escape(value) + "\"" + markup.substring(end));
    }

    private static String join(Stream<Html> parts) {
        return parts.map(Html::markup).collect(Collectors.joining());
    }

    /** Also safe inside a quoted attribute, and free of characters that no page may hold. */
    static String escape(String text) {
        return JunitXml.legal(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
