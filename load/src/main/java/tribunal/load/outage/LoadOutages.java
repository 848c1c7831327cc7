package tribunal.load.outage;

import java.util.ArrayList;
import java.util.List;
import tribunal.fault.plan.Outage;
import tribunal.fault.plan.Outage.Kind;
import tribunal.fault.plan.Outage.Mode;
import tribunal.load.database.DatabaseOption;

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
            Kind kind = outage.kind();
            if (!kind.isPossibleIn(Mode.LOAD)) {
                notices.add("left out: " + kind.label() + " happens only in simulation");
            } else if (affectsServer(kind) && !database.isOwnProcess()) {
                notices.add("left out: " + kind.label() + " needs --database embedded, whose server this run may end; "
                        + database.shown() + " is not");
            } else {
                possible.add(outage);
            }
        }
        return new LoadOutages(List.copyOf(possible), List.copyOf(notices));
    }

    private static boolean affectsServer(Kind kind) {
        return kind == Kind.KILL_DATABASE || kind == Kind.RESTART_DATABASE || kind == Kind.PAUSE_DATABASE;
    }
}
