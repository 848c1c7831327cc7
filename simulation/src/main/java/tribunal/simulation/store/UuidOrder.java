package tribunal.simulation.store;

import java.util.UUID;

/** PostgreSQL's order of UUIDs: as bytes. Java's takes them for two signed numbers. */
final class UuidOrder {
    private UuidOrder() {}

    static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
