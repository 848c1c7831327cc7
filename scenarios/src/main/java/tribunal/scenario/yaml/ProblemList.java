package tribunal.scenario.yaml;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** Everything that is wrong with an input, a line each, unknown keys first; each place and value once. */
public final class ProblemList {
    private static final int SHOWN_MAX = 20;

    /** A misspelt key explains what follows it: a key that is missing, a share that is too small. */
    private static final String UNKNOWN = ": unknown: ";

    private static final String EXPECTED = ": expected ";
    private static final String MISSING = EXPECTED + "the key ";

    /** By what is wrong: two checks may expect the same of it in other words. */
    private final SequencedMap<String, String> lines = new LinkedHashMap<>();

    void add(BadInputException problem) {
        String.valueOf(problem.getMessage()).lines().forEach(line -> lines.putIfAbsent(subject(line), line));
    }

    private static String subject(String line) {
        int end = line.contains(MISSING) ? -1 : line.indexOf(EXPECTED);
        return end < 0 ? line : line.substring(0, end);
    }

    /** What this returns; empty if it is bad input, which is kept. */
    public <T> Optional<T> attempt(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (BadInputException e) {
            add(e);
            return Optional.empty();
        }
    }

    /**
     * Ends the reading.
     *
     * @throws BadInputException with all that was kept, if anything was
     */
    public void requireNone() {
        if (lines.isEmpty()) {
            return;
        }
        List<String> shown = lines.values().stream()
                .sorted(Comparator.comparing(line -> !line.contains(UNKNOWN)))
                .limit(SHOWN_MAX)
                .toList();
        int more = lines.size() - shown.size();
        throw new BadInputException(String.join("\n", shown) + (more == 0 ? "" : "\nand " + more + " more problems"));
    }
}
