package tribunal.simulation.world;

import foodcourt.order.RestaurantId;
import tribunal.history.IndexedRandom;
import tribunal.scenario.schedule.BoardWatcher;

/** The script of a subscriber who watches a restaurant's board. */
public final class BoardWatcherScript {
    private final SimulatedClients clients;
    private final BoardWatcher watcher;
    private final ReconnectingSubscriber subscriber;

    public BoardWatcherScript(SimulatedClients clients, SimulatedCluster cluster, BoardWatcher watcher) {
        this.clients = clients;
        this.watcher = watcher;
        int firstNode = (int) IndexedRandom.key(watcher.id()) & 0xff;
        this.subscriber = new ReconnectingSubscriber(clients, cluster, watcher.id(), firstNode, this::watch);
    }

    public void play() {
        clients.sleepUntil(watcher.joins().toNanos());
        subscriber.connect();
        watcher.offlinePeriod().ifPresent(absence -> {
            clients.sleepUntil(absence.from().toNanos());
            subscriber.leave(absence);
        });
    }

    private void watch(SimulatedSocket socket) {
        RestaurantId restaurant = new RestaurantId(watcher.restaurant());
        socket.watchBoard(
                watcher.restaurant(), s -> socket.app().foodcourt().updates().watch(restaurant, s));
    }
}
