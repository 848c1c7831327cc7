package tribunal.history.file;

/**
 * Maps links (events, operations, requests) to parts. Links are 64-bit hashes, at 20 to 40 bytes each; a link's first
 * part is kept.
 */
final class PartitionIndex {
    private static final int CAPACITY_MIN = 1 << 10;

    private long[] hashes = new long[CAPACITY_MIN];
    private short[] parts = new short[CAPACITY_MIN];
    private int size;

    /** Adds a link unless it is known; {@code part} is from 0 to {@link Short#MAX_VALUE} - 1. */
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

    /** The part of a link; {@code otherwise} if the link is unknown. */
    int get(long hash, int otherwise) {
        int part = parts[slot(hash)];
        return part == 0 ? otherwise : part - 1;
    }

    /** The slot that contains the hash, or the free slot for it. */
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
