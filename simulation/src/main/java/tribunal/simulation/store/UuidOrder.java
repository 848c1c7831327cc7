package tribunal.simulation.store;

import java.util.UUID;

/** PostgreSQL's order of UUIDs, which compares bytes. Java's own order compares two signed numbers. */
final class UuidOrder {
    private UuidOrder() {}

    static int compare(UUID first, UUID second) {
        int high = Long.compareUnsigned(first.getMostSignificantBits(), second.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(first.getLeastSignificantBits(), second.getLeastSignificantBits());
    }
}
