package tribunal.simulation.world;

import foodcourt.order.RestaurantId;
import tribunal.scenario.schedule.BoardSubscriber;
import tribunal.simulation.time.SequentialRandom;

/** What somebody does who watches a restaurant's board. */
public final class BoardWatcherScript {
    private final SimulatedClients clients;
    private final BoardSubscriber watcher;
    private final ReconnectingSubscriber visitor;
    private int knocks;

    public BoardWatcherScript(SimulatedClients clients, SimulatedCluster cluster, BoardSubscriber watcher) {
        this.clients = clients;
        this.watcher = watcher;
        int door = (int) SequentialRandom.key(watcher.id()) & 0xff;
        this.visitor =
                new ReconnectingSubscriber(clients, watcher.id(), () -> cluster.any(door + knocks++), this::watch);
    }

    ReconnectingSubscriber visitor() {
        return visitor;
    }

    public void play() {
        clients.until(watcher.joins().toNanos());
        visitor.connect();
        watcher.absence().ifPresent(away -> {
            clients.until(away.from().toNanos());
            visitor.leave(away);
        });
    }

    private void watch(SimulatedSocket connection) {
        RestaurantId restaurant = new RestaurantId(watcher.restaurant());
        connection.watchBoard(
                watcher.restaurant(),
                s -> connection.app().foodcourt().updates().watch(restaurant, s));
    }
}
