package tribunal.verify.guarantee.coverage;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.Demands.Expectation;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * The coverage guarantee: the faults and situations that the scenario expects occurred often enough. It never reports a
 * violation. A ratio refers to the deliveries that the fault plan could affect: those of entities that were intended
 * during the storm. Entities of the rehearsal, the warm-up phase and the canary do not count.
 */
public final class Coverage implements Verifier {
    private final RunEvidence run;
    private final FaultCounts faults;
    private final Situations situations;
    private long atRisk;

    /** Judges by counts that the caller keeps. */
    public Coverage(RunEvidence run, FaultCounts faults, Situations situations) {
        this.run = run;
        this.faults = faults;
        this.situations = situations;
    }

    @Override
    public void judge(PartitionEvidence evidence) {
        atRisk += evidence.entities().values().stream()
                .filter(evidence::inStorm)
                .mapToLong(entity -> entity.deliveries().size())
                .sum();
    }

    /** Judges a truncated history like a whole one: occurrences prove themselves, and nothing is a violation. */
    @Override
    public Findings findings() {
        Findings findings = new Findings(true);
        List<Expectation> expects = run.demands().expects();
        SortedMap<String, Long> occurred = new TreeMap<>(situations.situations());
        long ofSituations =
                expects.stream().filter(e -> occurred.containsKey(e.what())).count();
        long ofFaults = expects.size() - ofSituations;
        occurred.putAll(faults.met());
        List<String> shortfalls = expects.stream()
                .flatMap(e -> shortfall(e, occurred.getOrDefault(e.what(), 0L), atRisk).stream())
                .toList();
        shortfalls.forEach(findings::doubt);
        findings.countOpportunities(expects.size());
        findings.countChecked("deliveries at risk", atRisk);
        findings.countChecked("faults", ofFaults);
        findings.countChecked("situations", ofSituations);
        findings.summarize("%s and %s, %s"
                .formatted(
                        FindingText.count(ofFaults, "fault"),
                        FindingText.count(ofSituations, "situation"),
                        shortfalls.isEmpty()
                                ? "each as often as expected"
                                : FindingText.number(shortfalls.size()) + " less often than expected"));
        return findings;
    }

    private Optional<String> shortfall(Expectation expected, long met, long atRisk) {
        double needed = expected.ofDeliveries() ? expected.atLeast() * atRisk : expected.atLeast();
        return met >= needed
                ? Optional.empty()
                : Optional.of("%s occurred %s, expected at least %s%s"
                        .formatted(
                                expected.what(),
                                times(met),
                                FindingText.number((long) Math.ceil(needed)),
                                unobserved(expected.what())));
    }

    private String unobserved(String situation) {
        List<String> parts = Situations.unobserved(situation, run.model());
        return parts.isEmpty() ? "" : " (" + FindingText.unobserved(parts) + ")";
    }

    private static String times(long n) {
        return n == 1 ? "once" : FindingText.number(n) + " times";
    }
}
