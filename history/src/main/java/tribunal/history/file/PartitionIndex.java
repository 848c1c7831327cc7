package tribunal.history.file;

/** Which part each link to an order belongs to: links as hashes of 64 bits, 20 to 40 bytes for each. Told once, a link stays. */
final class PartitionIndex {
    private static final int LEAST = 1 << 10;

    private long[] hashes = new long[LEAST];
    private short[] parts = new short[LEAST];
    private int size;

    /** A part is from 0 to {@link Short#MAX_VALUE} - 1. */
    void put(long hash, int part) {
        int slot = slot(hash);
        if (parts[slot] == 0) {
            hashes[slot] = hash;
            parts[slot] = (short) (part + 1);
            size++;
            if (size > hashes.length / 2) {
                grow();
            }
        }
    }

    /** {@code otherwise} if nobody told. */
    int get(long hash, int otherwise) {
        int part = parts[slot(hash)];
        return part == 0 ? otherwise : part - 1;
    }

    /** Where it stands, or is to stand. */
    private int slot(long hash) {
        int mask = hashes.length - 1;
        int slot = (int) hash & mask;
        while (parts[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] knownHashes = hashes;
        short[] knownParts = parts;
        hashes = new long[2 * knownHashes.length];
        parts = new short[2 * knownParts.length];
        for (int i = 0; i < knownHashes.length; i++) {
            if (knownParts[i] != 0) {
                int slot = slot(knownHashes[i]);
                hashes[slot] = knownHashes[i];
                parts[slot] = knownParts[i];
            }
        }
    }
}
