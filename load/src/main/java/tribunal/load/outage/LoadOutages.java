package tribunal.load.outage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tribunal.fault.plan.Outage;
import tribunal.fault.plan.Outage.Kind;
import tribunal.fault.plan.Outage.Mode;
import tribunal.load.database.DatabaseOption;
import tribunal.load.database.JdbcDatabaseOption;
import tribunal.load.network.NetworkFaults;

/**
 * The outages of a scenario under load.
 *
 * @param possible those that this run executes
 * @param notices a line for each kind that it leaves out, and why
 */
public record LoadOutages(List<Outage> possible, List<String> notices) {
    public static LoadOutages of(List<Outage> wanted, DatabaseOption database) {
        List<Outage> possible = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        for (Outage outage : wanted) {
            obstacle(outage.kind(), database)
                    .ifPresentOrElse(
                            why -> notices.add("left out: " + outage.kind().label() + ": " + why),
                            () -> possible.add(outage));
        }
        return new LoadOutages(List.copyOf(possible), List.copyOf(notices));
    }

    private static Optional<String> obstacle(Kind kind, DatabaseOption database) {
        if (!kind.isPossibleIn(Mode.LOAD)) {
            return Optional.of("happens only in simulation");
        }
        if (affectsServer(kind) && !database.isOwnProcess()) {
            return Optional.of("expected --database embedded, the server of this run; this one is " + database.shown());
        }
        return database instanceof JdbcDatabaseOption own ? NetworkFaults.obstacle(kind, own.url()) : Optional.empty();
    }

    private static boolean affectsServer(Kind kind) {
        return kind == Kind.KILL_DATABASE || kind == Kind.RESTART_DATABASE || kind == Kind.PAUSE_DATABASE;
    }
}
