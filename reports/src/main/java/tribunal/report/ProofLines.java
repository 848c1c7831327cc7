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
        return lines(violation, violation.proof()).toList();
    }

    /** Twelve at most: of a longer proof its beginning and its end. */
    static List<String> some(Violation violation) {
        List<Entry> proof = violation.proof();
        if (proof.size() <= FIRST + LAST + 1) {
            return all(violation);
        }
        String gap = "      … " + Figures.count(proof.size() - FIRST - LAST) + " more entries, in the report";
        Stream<String> start = lines(violation, proof.subList(0, FIRST));
        Stream<String> end = lines(violation, proof.subList(proof.size() - LAST, proof.size()));
        return Stream.of(start, Stream.of(gap), end).flatMap(part -> part).toList();
    }

    private static Stream<String> lines(Violation violation, List<Entry> shown) {
        EntryWords words = EntryWords.of(violation.proof());
        return shown.stream().map(entry -> line(words, entry));
    }

    private static String line(EntryWords words, Entry entry) {
        return "%s  %-9s %s".formatted(Figures.timeOfRun(entry.at()), words.witness(entry), words.sentence(entry));
    }
}
