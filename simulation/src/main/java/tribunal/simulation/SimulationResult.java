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
 * What a simulated run leaves.
 *
 * @param nanos how much virtual time it took
 * @param handOvers how often one thread handed on to another
 * @param outages how often each kind of outage befell something
 * @param uncaught exceptions that ended threads of the app, without those that report that a port failed
 */
public record SimulationResult(
        History history, long nanos, long handOvers, SortedMap<String, Long> outages, List<RuntimeException> uncaught) {
    /** A fingerprint of the whole history: the same in every JVM, if nothing but the seed decided. */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            history.entries().forEach(e -> digest.update(EntryCodec.write(e).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Where its history and another's part, in words; empty if they are the same to the last byte. */
    public Optional<String> difference(SimulationResult other) {
        List<Entry> first = history.entries();
        List<Entry> second = other.history.entries();
        for (int n = 0; n < Math.min(first.size(), second.size()); n++) {
            String here = EntryCodec.write(first.get(n));
            String there = EntryCodec.write(second.get(n));
            if (!here.equals(there)) {
                return Optional.of("entry " + (n + 1) + " is " + here + " and " + there);
            }
        }
        return first.size() == second.size()
                ? Optional.empty()
                : Optional.of("one has " + first.size() + " entries, the other " + second.size());
    }
}
