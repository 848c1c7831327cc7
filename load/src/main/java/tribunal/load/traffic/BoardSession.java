package tribunal.load.traffic;

import java.time.Duration;
import java.util.Optional;
import tribunal.scenario.schedule.BoardSubscriber;
import tribunal.scenario.schedule.OfflinePeriod;

/** The virtual user that watches a restaurant's board. */
final class BoardSession implements VirtualUser {
    private final BoardSubscriber watcher;
    private final CustomerSession.Stage stage;
    private final ClientSocket socket;

    BoardSession(BoardSubscriber watcher, CustomerSession.Stage stage) {
        this.watcher = watcher;
        this.stage = stage;
        this.socket = new ClientSocket(watcher.id(), stage);
    }

    @Override
    public String id() {
        return watcher.id();
    }

    @Override
    public Duration untilJoining() {
        return until(watcher.joins());
    }

    @Override
    public Duration until(Duration at) {
        return stage.until(at);
    }

    @Override
    public Optional<OfflinePeriod> absence() {
        return watcher.offlinePeriod();
    }

    @Override
    public ClientSocket socket() {
        return socket;
    }

    @Override
    public String firstSubscription() {
        return GraphQlClient.subscribeToBoard(
                socket.subscribing("board", "board:" + watcher.restaurant()), watcher.restaurant());
    }
}
