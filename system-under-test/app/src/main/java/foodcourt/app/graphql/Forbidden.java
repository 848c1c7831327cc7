package foodcourt.app.graphql;

/** The caller may not see or do this. */
final class Forbidden extends RuntimeException {
    Forbidden(String message) {
        super(message);
    }
}
