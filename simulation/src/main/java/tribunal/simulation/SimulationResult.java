package tribunal.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import tribunal.history.History;
import tribunal.history.file.EntryCodec;

/**
 * The result of a simulated run.
 *
 * @param nanos its length in virtual nanoseconds
 * @param outages how often each kind of outage affected something
 * @param errors exceptions that ended threads of the app, except reports of a failed port, and one for each update that
 *     the app handed over while another thread handed one over to the same subscriber
 */
public record SimulationResult(
        History history, long nanos, SortedMap<String, Long> outages, List<RuntimeException> errors) {
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
        String[] first = lines();
        String[] second = other.lines();
        int n = Arrays.mismatch(first, second);
        if (n < 0) {
            return Optional.empty();
        }
        return Optional.of(
                n < Math.min(first.length, second.length)
                        ? "entry " + (n + 1) + " is " + first[n] + " and " + second[n]
                        : "one has " + first.length + " entries, the other " + second.length);
    }

    private String[] lines() {
        return history.entries().stream().map(EntryCodec::write).toArray(String[]::new);
    }
}
