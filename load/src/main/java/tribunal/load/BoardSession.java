package tribunal.load;

import java.time.Duration;
import java.util.Optional;
import tribunal.scenario.Absence;
import tribunal.scenario.BoardWatcher;

/** One client that watches a restaurant's board, as Gatling plays them. */
final class BoardSession implements Visitor {
    private final BoardWatcher watcher;
    private final CustomerSession.Stage stage;
    private int connections;

    BoardSession(BoardWatcher watcher, CustomerSession.Stage stage) {
        this.watcher = watcher;
        this.stage = stage;
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
    public void connecting() {
        connections++;
    }

    private String connection() {
        return id() + "-" + connections;
    }

    private String subscription() {
        return connection() + "/board";
    }

    @Override
    public String socket() {
        return stage.socket(connection());
    }

    @Override
    public String watchMine() {
        stage.witness().subscribed(connection(), subscription(), "board:" + watcher.restaurant());
        return GraphQl.subscribeToBoard(subscription(), watcher.restaurant());
    }

    @Override
    public void disconnecting() {
        stage.witness().unsubscribed(connection(), subscription());
    }

    @Override
    public void ponged() {
        stage.witness().ponged(connection());
    }
}
