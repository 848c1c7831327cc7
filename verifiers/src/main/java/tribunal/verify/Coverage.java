package tribunal.verify;

import java.util.List;
import java.util.SortedMap;
import tribunal.history.Demands.Expectation;

/** Whether the faults and situations that the scenario expects occurred often enough. It never convicts. */
final class Coverage implements Guarantee {
    /** What has occurred convicts nobody and acquits by being there, also in a history that was cut short. */
    @Override
    public Findings judge(Evidence evidence) {
        Findings findings = new Findings(true);
        SortedMap<String, Long> faults = Counts.faults(evidence);
        SortedMap<String, Long> situations = Situations.of(evidence);
        long deliveries = Counts.deliveries(evidence);
        List<Expectation> expects = evidence.run().demands().expects();
        for (Expectation expected : expects) {
            long met = faults.getOrDefault(expected.what(), situations.getOrDefault(expected.what(), 0L));
            double needed = expected.ofDeliveries() ? expected.atLeast() * deliveries : expected.atLeast();
            if (met < needed) {
                findings.doubt("%s occurred %s, expected at least %s"
                        .formatted(expected.what(), times(met), Wording.number((long) Math.ceil(needed))));
            }
        }
        findings.opportunities(expects.size());
        long ofFaults =
                expects.stream().filter(e -> faults.containsKey(e.what())).count();
        findings.checked("faults", ofFaults);
        findings.checked("situations", expects.size() - ofFaults);
        findings.summary("%s and %s expected"
                .formatted(Wording.count(ofFaults, "fault"), Wording.count(expects.size() - ofFaults, "situation")));
        return findings;
    }

    private static String times(long n) {
        return n == 1 ? "once" : Wording.number(n) + " times";
    }
}
