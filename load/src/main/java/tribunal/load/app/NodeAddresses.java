package tribunal.load.app;

import java.net.URI;
import java.util.List;
import tribunal.history.KeyedRandom;

/**
 * The addresses of the app's nodes. In place of a load balancer, each client's name determines its node.
 *
 * @param nodes the address of each node
 * @param socketRoutes the way of a client's WebSocket to a node
 */
public record NodeAddresses(List<URI> nodes, SocketRoutes socketRoutes) {
    private static final KeyedRandom SPREAD = new KeyedRandom(0);

    /** Returns the address under which a client reaches a node's WebSocket; the node is an index. */
    @FunctionalInterface
    public interface SocketRoutes {
        URI route(String client, int node);
    }

    /** All clients reach the nodes directly. */
    public NodeAddresses(List<URI> nodes) {
        this(nodes, (_, node) -> nodes.get(node));
    }

    /** The node for a customer; their connection may use another one. */
    public URI of(String name) {
        return of(name, 0);
    }

    /** The node so many places after the one of {@link #of(String)}: another one, if there are several. */
    public URI of(String name, int places) {
        return nodes.get(number(name, places));
    }

    /** The address for a client's WebSocket; each of its connections may go to another node. */
    public URI socket(String client, String connection) {
        return socketRoutes.route(client, number(connection, 0));
    }

    private int number(String name, int places) {
        return (SPREAD.between(name, 0, nodes.size() - 1) + places) % nodes.size();
    }
}
