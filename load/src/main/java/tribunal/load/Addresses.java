package tribunal.load;

import java.net.URI;
import java.util.List;
import tribunal.history.Draw;

/** Where the app's nodes answer. Who talks to which is a pure function of what they are called; it stands in for a load balancer. */
record Addresses(List<URI> nodes) {
    private static final Draw SPREAD = new Draw(0);

    Addresses {
        nodes = List.copyOf(nodes);
    }

    /** The node for this customer's requests, or for this connection: the two need not be the same. */
    URI of(String who) {
        return nodes.get(number(who));
    }

    /** Another node than the one for these requests, if there are several. */
    URI besides(String who) {
        return nodes.get((number(who) + 1) % nodes.size());
    }

    private int number(String who) {
        return SPREAD.between(who, 0, nodes.size() - 1);
    }
}
