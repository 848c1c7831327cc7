package tribunal.report.page;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.report.file.JunitXml;

/** A piece of HTML that is safe to put into a page, since all text in it is escaped. */
public record Html(String markup) {

    public static Html text(String text) {
        return new Html(escape(text));
    }

    /** Returns an element with its content. */
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

    /** Returns a copy with a further attribute of its outermost element. */
    public Html with(String attribute, String value) {
        int end = markup.indexOf('>');
        return new Html(
                markup.substring(0, end) + " " + attribute + "=\"" + escape(value) + "\"" + markup.substring(end));
    }

    private static String join(Stream<Html> parts) {
        return parts.map(Html::markup).collect(Collectors.joining());
    }

    /** Escapes text, also for quoted attributes, and replaces characters that a page may not contain. */
    static String escape(String text) {
        return JunitXml.legal(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
