package tribunal.load;

import java.time.Duration;
import java.util.Optional;
import tribunal.scenario.Absence;
import tribunal.scenario.BoardWatcher;

/** One client that watches a restaurant's board, as Gatling plays them. */
final class BoardSession implements Visitor {
    private final BoardWatcher watcher;
    private final CustomerSession.Stage stage;
    private final ClientSocket socket;

    BoardSession(BoardWatcher watcher, CustomerSession.Stage stage) {
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
    public Optional<Absence> absence() {
        return watcher.absence();
    }

    @Override
    public ClientSocket socket() {
        return socket;
    }

    @Override
    public String watchMine() {
        return GraphQl.subscribeToBoard(
                socket.subscribing("board", "board:" + watcher.restaurant()), watcher.restaurant());
    }
}
