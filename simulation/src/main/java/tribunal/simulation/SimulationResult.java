package tribunal.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import tribunal.history.Entry;
import tribunal.history.History;
import tribunal.history.file.EntryCodec;

/**
 * The result of a simulated run.
 *
 * @param nanos its length in virtual nanoseconds
 * @param handOvers number of hand-overs from one thread to another
 * @param outages how often each kind of outage affected something
 * @param uncaught exceptions that ended threads of the app, except reports of a failed port
 */
public record SimulationResult(
        History history, long nanos, long handOvers, SortedMap<String, Long> outages, List<RuntimeException> uncaught) {
    /** Returns a fingerprint of the whole history: equal in every JVM, if nothing but the seed decided. */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            history.entries().forEach(e -> digest.update(EntryCodec.write(e).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Describes the first difference between two histories; empty if they are equal to the last byte. */
    public Optional<String> difference(SimulationResult other) {
        List<Entry> first = history.entries();
        List<Entry> second = other.history.entries();
        for (int n = 0; n < Math.min(first.size(), second.size()); n++) {
            String own = EntryCodec.write(first.get(n));
            String others = EntryCodec.write(second.get(n));
            if (!own.equals(others)) {
                return Optional.of("entry " + (n + 1) + " is " + own + " and " + others);
            }
        }
        return first.size() == second.size()
                ? Optional.empty()
                : Optional.of("one has " + first.size() + " entries, the other " + second.size());
    }
}
