package tribunal.scenario.yaml;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** The problems of an input: one line for each place and value, unknown keys first. */
public final class ProblemList {
    private static final int SHOWN_MAX = 20;

    /** Marks an unknown key. It comes first, since a misspelt key explains others: a missing key, too small a share. */
    private static final String UNKNOWN = ": unknown: ";

    private static final String EXPECTED = ": expected ";
    private static final String MISSING = EXPECTED + "the key ";

    /** The lines by their subject, since two checks may report the same problem in other words. */
    private final SequencedMap<String, String> lines = new LinkedHashMap<>();

    void add(BadInputException problem) {
        String.valueOf(problem.getMessage()).lines().forEach(line -> lines.putIfAbsent(subject(line), line));
    }

    private static String subject(String line) {
        int end = line.contains(MISSING) ? -1 : line.indexOf(EXPECTED);
        return end < 0 ? line : line.substring(0, end);
    }

    /** Returns the result of {@code part}; empty, after adding the problem, if it throws {@link BadInputException}. */
    public <T> Optional<T> attempt(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (BadInputException e) {
            add(e);
            return Optional.empty();
        }
    }

    /**
     * Fails if there is any problem.
     *
     * @throws BadInputException with all problems, if there are any
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
