package tribunal.fault;

/** The attempt is dead: thrown out of every port that it calls. An Error, so that no function's catch keeps it alive. */
final class Crashed extends Error {
    Crashed() {
        super("injected crash", null, false, false);
    }
}
