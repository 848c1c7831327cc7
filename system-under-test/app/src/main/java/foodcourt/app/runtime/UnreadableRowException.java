package foodcourt.app.runtime;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowMapper;

/**
 * A row holds a value that the app never writes, for example after an operator's edit or a broken migration. It affects
 * no other row.
 */
final class UnreadableRowException extends RuntimeException {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRowException.class);

    UnreadableRowException(String which, RuntimeException cause) {
        super(which + " cannot be read: " + cause.getMessage(), cause);
    }

    /**
     * Maps rows that are read together. An unreadable row is logged and left out, so that the others are still read.
     */
    static <T> RowMapper<Optional<T>> skippingUnreadable(RowMapper<T> mapper) {
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
