package tribunal.load.app;

import java.net.URI;
import java.util.List;
import tribunal.history.KeyedRandom;

/** Where the app's nodes answer. Who talks to which is a pure function of what they are called; it stands in for a load balancer. */
public record NodeAddresses(List<URI> nodes) {
    private static final KeyedRandom SPREAD = new KeyedRandom(0);

    public NodeAddresses {
        nodes = List.copyOf(nodes);
    }

    /** The node for this customer's requests, or for this connection: the two need not be the same. */
    public URI of(String who) {
        return nodes.get(number(who));
    }

    /** Another node than the one for these requests, if there are several. */
    public URI besides(String who) {
        return nodes.get((number(who) + 1) % nodes.size());
    }

    private int number(String who) {
        return SPREAD.between(who, 0, nodes.size() - 1);
    }
}
