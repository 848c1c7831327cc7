package tribunal.history;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names that are made of parts. */
public final class CompositeName {
    private CompositeName() {}

    /**
     * The parts, joined by slashes. A slash or percent sign within a part is escaped as in a URL, so that different parts never
     * make the same name.
     */
    public static String of(String... parts) {
        return Stream.of(parts)
                .map(part -> part.replace("%", "%25").replace("/", "%2F"))
                .collect(Collectors.joining("/"));
    }
}
