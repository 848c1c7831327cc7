package tribunal.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Reports what simulation and the judge found of the app's mutants: a score for each package, and each survivor with
 * its reason. {@code scripts/mutate-app} starts it with PIT's {@code mutations.xml} and the file of reasons.
 */
public final class AppMutantReport {
    private static final String JUDGE = "no_guarantee_is_broken";
    private static final String UNEXPLAINED = "**no reason given**";
    private static final String HEAD = """
            # Mutants of the app

            Written by `make mutate-app`. PIT changes Foodcourt in every small way; each mutant is simulated until the judge proves that a
            guarantee is broken. The score leaves out equivalent mutants. *Failed*: no verdict, but the run stopped or a thread ended with an
            exception; *no end*: PIT's time ran out; *unreached*: no seed runs the changed code.

            """;

    /** How a mutant was detected, if it was. */
    enum MutantOutcome {
        /** A guarantee was INVALID. */
        CONVICTED,
        /**
         * The run could not go on, a thread of the app ended with an exception that is no failure of a port, or two
         * threads called a subscriber at once.
         */
        FAILED,
        /** The run did not end in real time. */
        TIMED_OUT,
        SURVIVED,
        /** No seed reaches it. */
        UNREACHED
    }

    /**
     * One change of the app's code. It is identified without its line number, since lines move.
     *
     * @param type the full name of the class
     * @param mutator PIT's name of the mutator, without its package
     * @param change PIT's description
     */
    record Mutant(String type, String method, String mutator, String change, MutantOutcome outcome) {
        String key(String ofMutator, String ofChange) {
            return String.join(" | ", type, method, ofMutator, ofChange);
        }

        String inPackage() {
            return type.substring(0, type.lastIndexOf('.'));
        }
    }

    private AppMutantReport() {}

    /**
     * Prints the scores and the survivors of some reports, or writes the page of all of them.
     *
     * @param args the folder of reports (each is a {@code mutations.xml} in a folder of its own), the file of reasons,
     *     then {@code --page FILE}, {@code --least COUNT} or nothing. The exit code is 1 if fewer mutants than the
     *     least count are found, or if a written page has an unexplained survivor.
     */
    public static void main(String[] args) throws IOException {
        List<Mutant> mutants = new ArrayList<>();
        for (Path report : reports(Path.of(args[0]))) {
            mutants.addAll(read(report));
        }
        Map<String, String> reasons = reasons(Files.readAllLines(Path.of(args[1])));
        List<String> page = page(mutants, reasons);
        long found = mutants.stream().filter(AppMutantReport::isFound).count();
        String option = args.length > 3 ? args[2] : "";
        boolean isGood = true;
        if (option.equals("--page")) {
            Files.write(Path.of(args[3]), page);
            isGood = page.stream().noneMatch(line -> line.contains(UNEXPLAINED));
        } else {
            page.forEach(System.out::println);
        }
        if (option.equals("--least") && found < Long.parseLong(args[3])) {
            System.out.println("%d mutants are found, expected at least %s: the judge has become blind to some"
                    .formatted(found, args[3]));
            isGood = false;
        }
        System.exit(isGood ? 0 : 1);
    }

    private static boolean isFound(Mutant mutant) {
        return mutant.outcome() != MutantOutcome.SURVIVED && mutant.outcome() != MutantOutcome.UNREACHED;
    }

    private static List<Path> reports(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.endsWith("mutations.xml")).sorted().toList();
        }
    }

    /** Reads PIT's report with its full matrix of tests. */
    static List<Mutant> read(Path xml) throws IOException {
        try {
            NodeList nodes = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(xml.toFile())
                    .getElementsByTagName("mutation");
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(n -> mutant((Element) nodes.item(n)))
                    .toList();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(xml + " is no report of PIT", e);
        }
    }

    private static Mutant mutant(Element e) {
        String mutator = text(e, "mutator");
        String killingTest = text(e, "killingTests") + text(e, "killingTest");
        return new Mutant(
                text(e, "mutatedClass"),
                text(e, "mutatedMethod"),
                mutator.substring(mutator.lastIndexOf('.') + 1).replaceFirst("Mutator$", ""),
                text(e, "description"),
                switch (e.getAttribute("status")) {
                    case "KILLED" -> killingTest.contains(JUDGE) ? MutantOutcome.CONVICTED : MutantOutcome.FAILED;
                    case "TIMED_OUT" -> MutantOutcome.TIMED_OUT;
                    case "MEMORY_ERROR", "RUN_ERROR" -> MutantOutcome.FAILED;
                    case "NO_COVERAGE" -> MutantOutcome.UNREACHED;
                    default -> MutantOutcome.SURVIVED;
                });
    }

    private static String text(Element parent, String tag) {
        NodeList nodes = parent.getElementsByTagName(tag);
        return nodes.getLength() == 0 ? "" : nodes.item(0).getTextContent();
    }

    /**
     * Reads lines {@code class | method | mutator | change | reason}; {@code *} means any mutator or change, {@code #}
     * begins a comment.
     */
    static Map<String, String> reasons(List<String> lines) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : lines) {
            int last = line.lastIndexOf(" | ");
            if (!line.startsWith("#") && last > 0) {
                reasons.put(
                        line.substring(0, last).strip(),
                        line.substring(last + 3).strip());
            }
        }
        return reasons;
    }

    private static String reason(Mutant m, Map<String, String> reasons) {
        return Stream.of(m.key(m.mutator(), m.change()), m.key(m.mutator(), "*"), m.key("*", "*"))
                .filter(reasons::containsKey)
                .findFirst()
                .map(reasons::get)
                .orElse(UNEXPLAINED);
    }

    /** How many mutants of each class were tried, and by which seeds, if the script that started this says so. */
    private static List<String> conditions() {
        String limit = System.getProperty("mutants.limit", "");
        String seeds = System.getProperty("mutants.seeds", "");
        if (seeds.isEmpty()) {
            return List.of();
        }
        String tried = limit.isEmpty()
                ? "Every mutant was tried"
                : "Of each class at most %s mutants were tried, a fixed sample,";
        return List.of(tried.formatted(limit) + " with the seeds `" + seeds + "`.", "");
    }

    static List<String> page(List<Mutant> mutants, Map<String, String> reasons) {
        List<String> page = new ArrayList<>(HEAD.lines().toList());
        page.addAll(conditions());
        page.addAll(List.of(
                "| package | mutants | convicted | failed | no end | survived | unreached | equivalent | score |",
                "|---|---|---|---|---|---|---|---|---|"));
        mutants.stream()
                .collect(Collectors.groupingBy(Mutant::inPackage, TreeMap::new, Collectors.toList()))
                .forEach((name, ofPackage) -> page.add(row("`" + name + "`", ofPackage, reasons)));
        page.add(row("together", mutants, reasons));
        page.addAll(List.of("", "## Left", "", "| class and method | change | times | reason |", "|---|---|---|---|"));
        mutants.stream()
                .filter(m -> !isFound(m))
                .collect(Collectors.groupingBy(m -> left(m, reasons), TreeMap::new, Collectors.counting()))
                .forEach((row, times) -> page.add(row.replace("|~|", "| " + times + " |")));
        return page;
    }

    /** The row of a mutant that was not detected, with {@code |~|} in place of the number of such mutants. */
    private static String left(Mutant m, Map<String, String> reasons) {
        return "| `%s.%s` | %s (%s) |~| %s |"
                .formatted(
                        m.type().substring("foodcourt.".length()),
                        m.method(),
                        m.change(),
                        m.outcome() == MutantOutcome.UNREACHED ? "unreached" : m.mutator(),
                        reason(m, reasons));
    }

    private static String row(String name, List<Mutant> mutants, Map<String, String> reasons) {
        String counts = Arrays.stream(MutantOutcome.values())
                .map(outcome ->
                        mutants.stream().filter(m -> m.outcome() == outcome).count() + " | ")
                .collect(Collectors.joining());
        long found = mutants.stream().filter(AppMutantReport::isFound).count();
        long equivalent = mutants.stream()
                .filter(m -> !isFound(m) && reason(m, reasons).startsWith("equivalent"))
                .count();
        return "| %s | %d | %s%d | %d%% |"
                .formatted(
                        name,
                        mutants.size(),
                        counts,
                        equivalent,
                        100 * found / Math.max(1, mutants.size() - equivalent));
    }
}
