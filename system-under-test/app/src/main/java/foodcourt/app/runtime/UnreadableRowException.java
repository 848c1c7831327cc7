package foodcourt.app.runtime;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowMapper;

/** A row holds what the app never writes: an operator's edit, a broken migration. It harms nobody but itself. */
final class UnreadableRowException extends RuntimeException {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRowException.class);

    UnreadableRowException(String which, RuntimeException cause) {
        super(which + " cannot be read: " + cause.getMessage(), cause);
    }

    /** Maps rows that are read together: one that cannot be read is logged and left out, and does not hide the others. */
    static <T> RowMapper<Optional<T>> leftOut(RowMapper<T> mapper) {
        return (row, number) -> {
            try {
                return Optional.of(mapper.mapRow(row, number));
            } catch (UnreadableRowException e) {
                LOG.error("{}", e.getMessage());
                return Optional.empty();
            }
        };
    }
}
