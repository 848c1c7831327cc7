package tribunal.history;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Joins parts into one name. */
public final class CompositeName {
    private CompositeName() {}

    /**
     * Joins the parts with slashes. A slash or percent sign within a part is escaped as in a URL, so different parts
     * never make the same name.
     */
    public static String of(String... parts) {
        return Stream.of(parts)
                .map(part -> part.replace("%", "%25").replace("/", "%2F"))
                .collect(Collectors.joining("/"));
    }
}
