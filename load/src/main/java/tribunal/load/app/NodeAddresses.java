package tribunal.load.app;

import java.net.URI;
import java.util.List;
import tribunal.history.KeyedRandom;

/** The addresses of the app's nodes. In place of a load balancer, each client's name determines its node. */
public record NodeAddresses(List<URI> nodes) {
    private static final KeyedRandom SPREAD = new KeyedRandom(0);

    /** The node for a customer or connection; a customer and their connection may use different nodes. */
    public URI of(String name) {
        return nodes.get(number(name));
    }

    /** Another node than {@link #of} returns, if there are several. */
    public URI otherThan(String name) {
        return nodes.get((number(name) + 1) % nodes.size());
    }

    private int number(String name) {
        return SPREAD.between(name, 0, nodes.size() - 1);
    }
}
