package tribunal.verify;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that is said of a run: its guarantees, and figures of what they were judged by. */
final class WholeJudgement implements Judgement<Verdicts> {
    private final RunEvidence run;
    private final Verifiers verifiers;
    private final Counts counts = new Counts();
    private final Latencies latencies;
    private final Optional<Latencies> outsideOutages;
    private final Optional<Thirds> thirds;
    private final Segments segments;
    private final Budgets budgets;
    private final Progress.Gathering progress;
    private final OrderWay.Gathering way;

    WholeJudgement(RunEvidence run) {
        this.run = run;
        verifiers = new Verifiers(run);
        latencies = Latencies.of(run);
        outsideOutages =
                run.troubles().outages().isEmpty() ? Optional.empty() : Optional.of(Latencies.outsideOutages(run));
        thirds = Thirds.of(run);
        segments = new Segments(Stream.of(
                        Stream.of(latencies),
                        outsideOutages.stream(),
                        thirds.stream().flatMap(Thirds::latencies))
                .flatMap(all -> all)
                .toList());
        budgets = new Budgets(run);
        progress = Progress.of(run);
        way = new OrderWay.Gathering();
    }

    @Override
    public void add(Evidence part) {
        verifiers.add(part);
        counts.add(part);
        segments.measure(part);
        budgets.add(part);
        progress.add(part);
        way.add(part);
    }

    @Override
    public Verdicts said() {
        Judge.Rulings rulings = verifiers.said();
        FaultCounts faults = verifiers.faults();
        return new Verdicts(
                Verifiers.GUARANTEES.stream()
                        .filter(name -> Verifiers.demanded(name, run.demands()))
                        .toList(),
                counts.counts(),
                faults.met(),
                faults.decided(),
                faults.overtaken(),
                rulings.situations(),
                rulings.guarantees(),
                latencies.told(),
                budgets.judge(outsideOutages.orElse(latencies).told()),
                budgets.scheduleSent(),
                FaultWindow.of(run),
                thirds.map(Thirds::drifts).orElse(List.of()),
                progress.said(),
                way.said());
    }
}
