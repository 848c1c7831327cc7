package tribunal.verify.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tribunal.history.Entry;

/**
 * One proven breach of a guarantee.
 *
 * @param sentence what went wrong, in words: {@code order 7f3a was charged twice}
 * @param order whose; null if it concerns no single order
 * @param proof the entries that show it, in the order of time
 */
public record Violation(String sentence, @Nullable String order, List<Entry> proof) {}
