package tribunal.wire;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a route listens and where it leads.
 *
 * @param name in entries and messages
 * @param port on 127.0.0.1; 0 for a free one
 * @param upstream the server, on this machine
 * @param rule for routes to PostgreSQL; without one all bytes pass unread
 */
public record RouteSettings(String name, int port, InetSocketAddress upstream, Optional<FlightRule> rule) {
    /** Throws IllegalArgumentException if the server is not on this machine. */
    public RouteSettings {
        if (upstream.isUnresolved() || !upstream.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("route " + name + " leads to " + upstream
                    + ", which is not a loopback address: the proxy serves 127.0.0.1 and ::1 only");
        }
    }

    /** A route that passes bytes without reading them. */
    public static RouteSettings tcp(String name, InetSocketAddress upstream) {
        return new RouteSettings(name, 0, upstream, Optional.empty());
    }

    /** A route to PostgreSQL. */
    public static RouteSettings postgres(String name, InetSocketAddress upstream, FlightRule rule) {
        return new RouteSettings(name, 0, upstream, Optional.of(rule));
    }

    /** This route, listening on a given port. */
    public RouteSettings withPort(int given) {
        return new RouteSettings(name, given, upstream, rule);
    }
}
