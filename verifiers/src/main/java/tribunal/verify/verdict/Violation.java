package tribunal.verify.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tribunal.history.Entry;

/**
 * One proven violation of a guarantee.
 *
 * @param sentence what went wrong, in words: {@code order 7f3a was charged twice}
 * @param entity the affected entity; null if no single one is affected
 * @param proof the entries that prove it, in the order of time
 */
public record Violation(String sentence, @Nullable String entity, List<Entry> proof) {}
