package tribunal.fault.inject;

/**
 * The crash of an attempt, thrown by every port that the attempt calls. It is an Error, so that functions do not catch
 * it with their exceptions.
 */
final class SimulatedCrash extends Error {
    SimulatedCrash() {
        super("injected crash", null, false, false);
    }
}
