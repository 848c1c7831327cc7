package tribunal.load.app;

import java.time.Duration;
import java.util.List;
import tribunal.history.HarnessEntry.FaultStruck;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.load.run.RunClock;
import tribunal.load.run.WitnessRecorder;

/**
 * The assault of Chaos Monkey on all nodes, which the history records as one fault window.
 *
 * @param clients one for each started node; empty in most runs
 */
public record ChaosMonkeyAssault(List<ChaosMonkeyClient> clients, WitnessRecorder harness, RunClock clock) {
    private static final String FAULT = "chaos-monkey";

    public void begin(Duration storm) {
        if (!clients.isEmpty()) {
            harness.record(new FaultWindowOpened(clock.at(), FAULT));
            clients.forEach(client -> client.begin(storm));
        }
    }

    /** Ends the assault, and records how often it struck each node. */
    public void end() {
        if (!clients.isEmpty()) {
            clients.forEach(client -> harness.record(new FaultStruck(clock.at(), FAULT, client.node(), client.end())));
            harness.record(new FaultWindowClosed(clock.at(), FAULT));
        }
    }
}
