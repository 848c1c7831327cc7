package tribunal.simulation;

import foodcourt.order.RestaurantId;
import tribunal.scenario.BoardWatcher;
import tribunal.simulation.time.Chance;

/** What somebody does who watches a restaurant's board. */
final class BoardPlan {
    private final Clients clients;
    private final BoardWatcher watcher;
    private final Visitor visitor;
    private int knocks;

    BoardPlan(Clients clients, Cluster cluster, BoardWatcher watcher) {
        this.clients = clients;
        this.watcher = watcher;
        int door = (int) Chance.key(watcher.id()) & 0xff;
        this.visitor = new Visitor(clients, watcher.id(), () -> cluster.any(door + knocks++), this::watch);
    }

    Visitor visitor() {
        return visitor;
    }

    void play() {
        clients.until(watcher.joins().toNanos());
        visitor.connect();
        watcher.absence().ifPresent(away -> {
            clients.until(away.from().toNanos());
            visitor.leave(away);
        });
    }

    private void watch(Connection connection) {
        RestaurantId restaurant = new RestaurantId(watcher.restaurant());
        connection.watchBoard(
                watcher.restaurant(),
                s -> connection.app().foodcourt().updates().watch(restaurant, s));
    }
}
