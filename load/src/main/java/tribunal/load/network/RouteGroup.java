package tribunal.load.network;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import tribunal.load.harness.LoadFailureException;
import tribunal.wire.Direction;
import tribunal.wire.Route;
import tribunal.wire.RouteSettings;
import tribunal.wire.Toxic;
import tribunal.wire.WireProxy;

/** One route per node, which share their faults. A route that is opened during an outage has its faults too. */
final class RouteGroup {
    private final WireProxy proxy;
    private final Map<String, Route> routes = new TreeMap<>();
    private final Map<String, Fault> faults = new LinkedHashMap<>();
    private boolean isDown;

    /** A toxic in one direction. */
    record Fault(Direction direction, Toxic toxic) {
        private void addTo(Route route, String name) {
            route.add(name, direction, toxic);
        }
    }

    RouteGroup(WireProxy proxy) {
        this.proxy = proxy;
    }

    /** The port of a node's route, which is opened when it is asked for first. */
    synchronized int port(String node, Supplier<RouteSettings> settings) {
        return routes.computeIfAbsent(node, _ -> open(settings.get())).port();
    }

    private Route open(RouteSettings settings) {
        try {
            Route route = proxy.open(settings);
            faults.forEach((name, fault) -> fault.addTo(route, name));
            if (isDown) {
                route.down();
            }
            return route;
        } catch (IOException e) {
            throw new LoadFailureException("route " + settings.name() + " was not opened: " + e.getMessage(), e);
        }
    }

    synchronized void add(String name, Fault fault) {
        faults.put(name, fault);
        routes.values().forEach(route -> fault.addTo(route, name));
    }

    synchronized void remove(String name) {
        faults.remove(name);
        routes.values().forEach(route -> route.remove(name));
    }

    /** Closes all ports and connections. */
    synchronized void down() {
        isDown = true;
        routes.values().forEach(Route::down);
    }

    /** Opens all ports again. */
    synchronized void up() {
        isDown = false;
        for (Route route : routes.values()) {
            try {
                route.up();
            } catch (IOException e) {
                throw new LoadFailureException("route " + route.name() + ": " + e.getMessage(), e);
            }
        }
    }

    /** Resets all connections; new ones are accepted. */
    synchronized void reset() {
        routes.values().forEach(Route::resetConnections);
    }
}
