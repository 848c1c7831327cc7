package tribunal.fault.plan;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** A record whose kind is its name in lower case with hyphens: {@code lose-answer}. */
public interface KindedRecord {
    /** The kind of each record class, computed once. */
    ClassValue<String> NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        }
    };

    /** The kind, in the spelling of scenarios and histories. */
    default String kind() {
        return NAMES.get(getClass());
    }

    /** Returns the records of a sealed interface, also of its sealed parts, by their kinds. */
    static <T> SortedMap<String, Class<? extends T>> kinds(Class<T> sealed) {
        SortedMap<String, Class<? extends T>> kinds = new TreeMap<>();
        for (Class<?> part : sealed.getPermittedSubclasses()) {
            Class<? extends T> type = part.asSubclass(sealed);
            if (type.isRecord()) {
                kinds.put(NAMES.get(type), type);
            } else {
                kinds.putAll(kinds(type));
            }
        }
        return kinds;
    }
}
