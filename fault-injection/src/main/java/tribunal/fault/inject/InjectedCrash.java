package tribunal.fault.inject;

/**
 * The crash of an attempt, thrown by every port that the attempt calls. It is an Error, so that functions do not catch
 * it with their exceptions.
 */
final class InjectedCrash extends Error {
    InjectedCrash() {
        super("injected crash", null, false, false);
    }
}
