package tribunal.report.text;

import java.util.List;
import java.util.stream.Stream;
import tribunal.history.Entry;
import tribunal.verify.verdict.Violation;

/** Formats the entries that prove a violation, one line each. */
public final class ProofText {
    private ProofText() {}

    /** Returns all entries: {@code  12.204 s  3rd party charge …}. */
    public static List<String> all(Violation violation) {
        return lines(violation, violation.proof()).toList();
    }

    /** Returns at most twelve lines: of a longer proof its beginning and its end. */
    public static List<String> some(Violation violation) {
        return shortened(violation, 6, 5, "in the report");
    }

    /** Returns at most 101 lines, so that a page stays small with a long proof. */
    public static List<String> most(Violation violation) {
        return shortened(violation, 50, 50, "in verdicts.json");
    }

    /** Returns this many lines of both ends of a proof, and between them where to find the others. */
    private static List<String> shortened(Violation violation, int first, int last, String rest) {
        List<Entry> proof = violation.proof();
        int gap = proof.size() - first - last;
        if (gap <= 1) {
            return all(violation);
        }
        Stream<String> start = lines(violation, proof.subList(0, first));
        Stream<String> end = lines(violation, proof.subList(proof.size() - last, proof.size()));
        String between = "      … " + NumberText.count(gap) + " more entries, " + rest;
        return Stream.of(start, Stream.of(between), end).flatMap(part -> part).toList();
    }

    private static Stream<String> lines(Violation violation, List<Entry> shown) {
        EntryText entryText = new EntryText(violation.proof());
        return shown.stream().map(entry -> line(entryText, entry));
    }

    private static String line(EntryText entryText, Entry entry) {
        return "%s  %-9s %s"
                .formatted(NumberText.timeOfRun(entry.at()), entryText.witness(entry), entryText.sentence(entry));
    }
}
