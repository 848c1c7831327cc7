package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Searches lists by plain loops. The judge searches short lists so often that streams would slow it down. */
public final class ListQueries {
    private ListQueries() {}

    public static <T> Optional<T> first(List<T> items, Predicate<? super T> condition) {
        for (int i = 0; i < items.size(); i++) {
            if (condition.test(items.get(i))) {
                return Optional.of(items.get(i));
            }
        }
        return Optional.empty();
    }

    public static <T> boolean any(List<T> items, Predicate<? super T> condition) {
        for (int i = 0; i < items.size(); i++) {
            if (condition.test(items.get(i))) {
                return true;
            }
        }
        return false;
    }

    public static <T> long count(List<T> items, Predicate<? super T> condition) {
        long count = 0;
        for (int i = 0; i < items.size(); i++) {
            count += condition.test(items.get(i)) ? 1 : 0;
        }
        return count;
    }

    /** The items that meet the condition, in a new list. */
    public static <T> List<T> all(List<T> items, Predicate<? super T> condition) {
        List<T> all = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            if (condition.test(items.get(i))) {
                all.add(items.get(i));
            }
        }
        return all;
    }
}
