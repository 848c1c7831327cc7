package tribunal.verify;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.Demands.Expectation;

/**
 * Whether the faults and situations that the scenario expects occurred often enough. It never convicts. A ratio is one of
 * the deliveries that the plan could harm: those of orders that were wanted in the storm, neither the rehearsal's nor the
 * warm-up's nor the canary's.
 */
final class Coverage implements Guarantee {
    /** What has occurred convicts nobody and acquits by being there, also in a history that was cut short. */
    @Override
    public Findings judge(Evidence evidence) {
        Findings findings = new Findings(true);
        List<Expectation> expects = evidence.run().demands().expects();
        SortedMap<String, Long> faults = FaultCounts.met(evidence);
        SortedMap<String, Long> situations = situations(expects, faults, evidence);
        long atRisk = atRisk(evidence);
        List<String> shortfalls = expects.stream()
                .flatMap(e ->
                        shortfall(e, faults.getOrDefault(e.what(), situations.getOrDefault(e.what(), 0L)), atRisk)
                                .stream())
                .toList();
        shortfalls.forEach(findings::doubt);
        long ofFaults =
                expects.stream().filter(e -> faults.containsKey(e.what())).count();
        findings.opportunities(expects.size());
        findings.checked("deliveries at risk", atRisk);
        findings.checked("faults", ofFaults);
        findings.checked("situations", expects.size() - ofFaults);
        findings.summary("%s and %s, %s"
                .formatted(
                        Wording.count(ofFaults, "fault"),
                        Wording.count(expects.size() - ofFaults, "situation"),
                        shortfalls.isEmpty()
                                ? "each as often as expected"
                                : Wording.number(shortfalls.size()) + " less often than expected"));
        return findings;
    }

    /** None are counted if faults alone are expected. */
    private static SortedMap<String, Long> situations(
            List<Expectation> expects, SortedMap<String, Long> faults, Evidence evidence) {
        return expects.stream().allMatch(e -> faults.containsKey(e.what())) ? new TreeMap<>() : Situations.of(evidence);
    }

    private static Optional<String> shortfall(Expectation expected, long met, long atRisk) {
        double needed = expected.ofDeliveries() ? expected.atLeast() * atRisk : expected.atLeast();
        return met >= needed
                ? Optional.empty()
                : Optional.of("%s occurred %s, expected at least %s"
                        .formatted(expected.what(), times(met), Wording.number((long) Math.ceil(needed))));
    }

    private static long atRisk(Evidence evidence) {
        return evidence.orders().values().stream()
                .filter(evidence::inStorm)
                .mapToLong(order -> order.deliveries().size())
                .sum();
    }

    private static String times(long n) {
        return n == 1 ? "once" : Wording.number(n) + " times";
    }
}
