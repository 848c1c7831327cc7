package tribunal.fault.inject;

/** The attempt is dead: thrown out of every port that it calls. An Error, so that no function's catch keeps it alive. */
final class SimulatedCrash extends Error {
    SimulatedCrash() {
        super("injected crash", null, false, false);
    }
}
