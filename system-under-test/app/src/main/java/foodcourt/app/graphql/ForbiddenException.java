package foodcourt.app.graphql;

/** The caller may not see or do this. */
final class ForbiddenException extends RuntimeException {
    ForbiddenException(String message) {
        super(message);
    }
}
