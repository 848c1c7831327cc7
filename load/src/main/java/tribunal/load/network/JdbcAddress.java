package tribunal.load.network;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDBC URL of PostgreSQL, taken apart.
 *
 * @param host without the brackets of an IPv6 address
 * @param rest database and parameters, from the slash on
 */
record JdbcAddress(String host, int port, String rest) {
    private static final String SCHEME = "jdbc:postgresql://";
    private static final Pattern URL = Pattern.compile(Pattern.quote(SCHEME)
            + "(?:\\[(?<six>[0-9a-fA-F:]+)]|(?<host>[^/?@:,\\s]+))(?::(?<port>\\d{1,5}))?(?<rest>/.*)");
    private static final Pattern ENCRYPTION = Pattern.compile(
            "(?i)[?&](sslmode=(?:require|verify-ca|verify-full)|ssl=true|sslNegotiation=direct|gssEncMode=require)(?:&|$)");
    private static final int DEFAULT_PORT = 5432;

    /** Empty if the URL names no server, or several. */
    static Optional<JdbcAddress> of(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String host = Optional.ofNullable(parts.group("six")).orElseGet(() -> parts.group("host"));
        int port =
                Optional.ofNullable(parts.group("port")).map(Integer::parseInt).orElse(DEFAULT_PORT);
        return Optional.of(new JdbcAddress(host, port, parts.group("rest")));
    }

    InetSocketAddress server() {
        return new InetSocketAddress(host, port);
    }

    boolean isOnThisMachine() {
        return !server().isUnresolved() && server().getAddress().isLoopbackAddress();
    }

    /** The parameter that demands an encrypted connection, which the proxy declines; empty if there is none. */
    Optional<String> encryption() {
        Matcher found = ENCRYPTION.matcher(rest);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** The URL of the same database behind a port of 127.0.0.1. */
    String behind(int proxyPort) {
        return SCHEME + "127.0.0.1:" + proxyPort + rest;
    }
}
