package foodcourt.app.graphql;

/** Thrown if the caller may not see or do this. */
final class ForbiddenException extends RuntimeException {
    ForbiddenException(String message) {
        super(message);
    }
}
