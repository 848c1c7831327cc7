package tribunal.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A piece of HTML that is safe to put into a page: text enters only escaped. */
record Html(String markup) {

    static Html text(String text) {
        return new Html(escape(text));
    }

    /** An element with its content. */
    static Html element(String name, Html... content) {
        return new Html("<" + name + ">" + join(Arrays.stream(content)) + "</" + name + ">");
    }

    static Html all(Stream<Html> parts) {
        return new Html(join(parts));
    }

    static Html all(Html... parts) {
        return all(Arrays.stream(parts));
    }

    static Html all(Collection<Html> parts) {
        return all(parts.stream());
    }

    /** The same with an attribute more on its outermost element. */
    Html with(String attribute, String value) {
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
