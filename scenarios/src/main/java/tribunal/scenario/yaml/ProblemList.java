package tribunal.scenario.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tribunal.scenario.input.BadInputException;

/** The problems of an input, a line for each: first bad keys, then missing keys, then bad values. */
public final class ProblemList {
    private static final int SHOWN_MAX = 20;

    private final List<Problem> problems = new ArrayList<>();

    /**
     * Kinds of problems. Bad keys come first, since a misspelt key explains others: a missing key, too small a share.
     */
    private enum ProblemKind {
        BAD_KEY,
        MISSING_KEY,
        BAD_VALUE
    }

    private record Problem(ProblemKind kind, String line) {}

    /** Adds a problem that is no matter of keys. */
    public void add(String line) {
        problems.add(new Problem(ProblemKind.BAD_VALUE, line));
    }

    void addBadKey(String line) {
        problems.add(new Problem(ProblemKind.BAD_KEY, line));
    }

    void addMissingKey(String line) {
        problems.add(new Problem(ProblemKind.MISSING_KEY, line));
    }

    int size() {
        return problems.size();
    }

    /** Returns the result of {@code part}; empty, after adding the problem, if it throws {@link BadInputException}. */
    public <T> Optional<T> attempt(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (BadInputException e) {
            problems.add(new Problem(ProblemKind.BAD_VALUE, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /** Throws a {@link BadInputException} with all problems, if there are any. */
    public void requireNone() {
        if (problems.isEmpty()) {
            return;
        }
        List<String> shown = problems.stream()
                .sorted(Comparator.comparing(Problem::kind))
                .limit(SHOWN_MAX)
                .map(Problem::line)
                .toList();
        int more = problems.size() - shown.size();
        throw new BadInputException(String.join("\n", shown) + (more == 0 ? "" : "\nand " + more + " more problems"));
    }
}
