package tribunal.load.traffic;

import java.util.Optional;
import tribunal.scenario.schedule.BoardWatcher;
import tribunal.scenario.schedule.OfflinePeriod;

/** The virtual user that watches a restaurant's board. */
final class BoardSession extends VirtualUser {
    private final BoardWatcher watcher;

    BoardSession(BoardWatcher watcher, TrafficContext context) {
        super(watcher.id(), watcher.joins(), context);
        this.watcher = watcher;
    }

    @Override
    Optional<OfflinePeriod> offlinePeriod() {
        return watcher.offlinePeriod();
    }

    @Override
    String firstSubscription() {
        return GraphQlClient.subscribeToBoard(
                socket().subscribing("board", "board:" + watcher.restaurant()), watcher.restaurant());
    }
}
