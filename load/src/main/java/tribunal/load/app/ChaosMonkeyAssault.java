package tribunal.load.app;

import java.time.Duration;
import java.util.List;
import tribunal.history.HarnessEntry.FaultStruck;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.load.run.RunClock;
import tribunal.load.run.WitnessRecorder;

/**
 * The monkeys of all nodes: none in most runs. What they do is one fault window of the history.
 *
 * @param each one of each node, once they have been started
 */
public record ChaosMonkeyAssault(List<ChaosMonkeyClient> each, WitnessRecorder harness, RunClock clocks) {
    private static final String FAULT = "chaos-monkey";

    /** Lets them loose. */
    public void begin(Duration storm) {
        if (!each.isEmpty()) {
            harness.record(new FaultWindowOpened(clocks.at(), FAULT));
            each.forEach(monkey -> monkey.begin(storm));
        }
    }

    /** Puts them to sleep, and records how often they struck. */
    public void end() {
        if (!each.isEmpty()) {
            each.forEach(monkey -> harness.record(new FaultStruck(clocks.at(), FAULT, monkey.node(), monkey.end())));
            harness.record(new FaultWindowClosed(clocks.at(), FAULT));
        }
    }
}
