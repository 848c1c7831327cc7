package tribunal.report;

import java.util.List;
import java.util.stream.Stream;
import tribunal.history.Entry;
import tribunal.verify.Violation;

/** The entries that prove a violation, a line each. */
final class ProofLines {
    private static final int FIRST = 6;
    private static final int LAST = 5;

    private ProofLines() {}

    /** All of them: {@code  12.204 s  gateway   charge …}. */
    static List<String> all(Violation violation) {
        EntryWords words = EntryWords.of(violation.proof());
        return violation.proof().stream().map(entry -> line(words, entry)).toList();
    }

    /** Twelve at most: of a longer proof its beginning and its end. */
    static List<String> some(Violation violation) {
        List<String> all = all(violation);
        if (all.size() <= FIRST + LAST + 1) {
            return all;
        }
        String gap = "      … " + Figures.count(all.size() - FIRST - LAST) + " more entries, in the report";
        return Stream.of(all.subList(0, FIRST), List.of(gap), all.subList(all.size() - LAST, all.size()))
                .flatMap(List::stream)
                .toList();
    }

    private static String line(EntryWords words, Entry entry) {
        return "%s  %-9s %s".formatted(Figures.timeOfRun(entry.at()), words.witness(entry), words.sentence(entry));
    }
}
