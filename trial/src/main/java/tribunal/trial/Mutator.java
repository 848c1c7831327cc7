package tribunal.trial;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tribunal.history.History;
import tribunal.verify.Ruling;

/**
 * Makes a valid history lie in one point (the mutation operators of DeMillo, Lipton and Sayward, 1978, on evidence instead of
 * programs).
 *
 * @param name what it does, in two or three words: {@code drop-delivery}
 * @param lie what the changed history tells, in one line
 * @param flips what each guarantee must say of it; the others must say what they said before
 * @param change the changed history; empty if the recording offers no place for it
 */
record Mutator(
        String name, String lie, SortedMap<String, Ruling> flips, Function<Recording, Optional<History>> change) {

    /** One that convicts these guarantees; none if it is harmless. */
    static Mutator convicting(
            String name, String lie, Function<Recording, Optional<History>> change, String... guarantees) {
        return of(name, lie, change, Ruling.INVALID, guarantees);
    }

    /** One after which nobody can know what these guarantees are to say. */
    static Mutator obscuring(
            String name, String lie, Function<Recording, Optional<History>> change, String... guarantees) {
        return of(name, lie, change, Ruling.UNKNOWN, guarantees);
    }

    private static Mutator of(
            String name,
            String lie,
            Function<Recording, Optional<History>> change,
            Ruling ruling,
            String... guarantees) {
        SortedMap<String, Ruling> flips = new TreeMap<>();
        for (String guarantee : guarantees) {
            flips.put(guarantee, ruling);
        }
        return new Mutator(name, lie, flips, change);
    }

    /** The same, after which these guarantees cannot know either. */
    Mutator andObscuring(String... guarantees) {
        SortedMap<String, Ruling> both = new TreeMap<>(flips);
        for (String guarantee : guarantees) {
            both.put(guarantee, Ruling.UNKNOWN);
        }
        return new Mutator(name, lie, both, change);
    }

    /** What a guarantee that said this must say now. */
    Ruling expected(Map.Entry<String, Ruling> before) {
        return flips.getOrDefault(before.getKey(), before.getValue());
    }
}
