package tribunal.report;

import java.util.List;
import java.util.stream.Stream;
import tribunal.history.Entry;
import tribunal.verify.Violation;

/** The entries that prove a violation, a line each. */
final class ProofLines {
    private static final int FIRST = 6;
    private static final int LAST = 5;
    private static final int MOST = 50;

    private ProofLines() {}

    /** All of them: {@code  12.204 s  gateway   charge …}. */
    static List<String> all(Violation violation) {
        return lines(violation, violation.proof()).toList();
    }

    /** Twelve at most: of a longer proof its beginning and its end. */
    static List<String> some(Violation violation) {
        return shortened(violation, new Ends(FIRST, LAST, "in the report"));
    }

    /** So many that a page stays light whatever the proof. */
    static List<String> most(Violation violation) {
        return shortened(violation, new Ends(MOST, MOST, "in verdicts.json"));
    }

    /** How many entries of a proof are shown, and where the others are. */
    private record Ends(int first, int last, String rest) {}

    private static List<String> shortened(Violation violation, Ends ends) {
        List<Entry> proof = violation.proof();
        int gap = proof.size() - ends.first() - ends.last();
        if (gap <= 1) {
            return all(violation);
        }
        Stream<String> start = lines(violation, proof.subList(0, ends.first()));
        Stream<String> end = lines(violation, proof.subList(proof.size() - ends.last(), proof.size()));
        String between = "      … " + Figures.count(gap) + " more entries, " + ends.rest();
        return Stream.of(start, Stream.of(between), end).flatMap(part -> part).toList();
    }

    private static Stream<String> lines(Violation violation, List<Entry> shown) {
        EntryWords words = EntryWords.of(violation.proof());
        return shown.stream().map(entry -> line(words, entry));
    }

    private static String line(EntryWords words, Entry entry) {
        return "%s  %-9s %s".formatted(Figures.timeOfRun(entry.at()), words.witness(entry), words.sentence(entry));
    }
}
