package tribunal.verify.guarantee.amplification;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tribunal.history.AppModel;
import tribunal.history.AppModel.BackOff;
import tribunal.history.AppModel.Engine;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.FateKind;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RetryCauses;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks the gaps between retries. From a failed answer to the next attempt at least the declared minimum gap passes,
 * and as long as the failure asked for. A permanent failure is not retried. Where the model declares the back-off, each
 * gap is within it; otherwise gaps do not shrink.
 *
 * <p>Only answers within half a lease count, since an attempt may have been given up before a later one. A gap shrinks
 * if it is below half of the shortest of two or more earlier gaps: a single one may have been long by chance. Earlier
 * gaps count as intended, from the settle to the time that it set: a gap that a backlog lengthened does not make the
 * next one shrink.
 */
record RetryGapCheck(PartitionEvidence evidence, RetryCauses causes, Findings findings) {
    private static final int EARLIER_LEAST = 2;

    /** @param intended from the settle to the time before which no retry was allowed; the actual gap if none was set */
    private record Gap(Answered failed, RetryCauses.Repetition repetition, long intended) {
        long nanos() {
            return repetition.later().at() - failed.at();
        }
    }

    /** The shortest and the longest pause that the back-off allows after the attempt with this number. */
    private record AllowedPause(BackOff backOff, int attempt) {
        private static final double NANOS_PER_MILLI = 1e6;

        long least() {
            return (long) (millis() * (1 - backOff.jitter()) * NANOS_PER_MILLI);
        }

        long most() {
            return (long) (millis() * (1 + backOff.jitter()) * NANOS_PER_MILLI);
        }

        private double millis() {
            return Math.min(
                    (double) backOff.capMillis(), backOff.firstMillis() * Math.pow(backOff.factor(), attempt - 1.0));
        }
    }

    /** The back-off that the model declares. */
    static Optional<BackOff> backOff(AppModel model) {
        return Optional.ofNullable(model.engine()).map(Engine::backOff);
    }

    void judge() {
        List<Gap> gaps = new ArrayList<>(0);
        for (RetryCauses.Repetition repetition : causes.repetitions()) {
            gapBefore(repetition).ifPresent(gaps::add);
        }
        findings.countChecked("retry gaps", gaps.size());
        for (Gap gap : gaps) {
            Optional<String> problem = problem(gap);
            if (problem.isPresent()) {
                report(gap, problem.get());
                return;
            }
        }
        if (backOff(evidence.model()).isEmpty() && evidence.model().observesSettles()) {
            checkShrinking(gaps);
        }
    }

    /** What is wrong with this gap by itself; empty if nothing is. */
    private Optional<String> problem(Gap gap) {
        long least = evidence.limits().leastRetryGap().toNanos();
        long asked = Objects.requireNonNullElse(gap.failed().retryAfter(), 0L);
        if (gap.nanos() < least) {
            return Optional.of("the least gap is " + FindingText.millis(least));
        }
        if (gap.nanos() < asked) {
            return Optional.of("it had asked for " + FindingText.millis(asked));
        }
        if (gap.failed().permanent()) {
            return Optional.of("it had failed for good");
        }
        return backOff(evidence.model()).flatMap(backOff -> problem(gap, backOff));
    }

    /**
     * Judged only where the attempt's own claim returned the delivery and nothing was out of service. A lapsed lease
     * and a database that loses a settle cause pauses of their own.
     */
    private Optional<String> problem(Gap gap, BackOff backOff) {
        RetryCauses.Repetition repetition = gap.repetition();
        Optional<Settled> settled = causes.delivery()
                .first(
                        Settled.class,
                        s -> s.settledBy() == repetition.earlier().token() && s.outcome() == SettleOutcome.RETRY);
        if (settled.isEmpty()
                || evidence.run()
                        .outages()
                        .anyOutage(repetition.earlier().at(), repetition.later().at())) {
            return Optional.empty();
        }
        AllowedPause allowed = new AllowedPause(backOff, gap.failed().attempt());
        long slack = evidence.clocks().epsilon();
        long set = repetition.later().due() - settled.get().at();
        return gap.nanos() < allowed.least() - slack
                ? Optional.of("its back-off is at least " + FindingText.millis(allowed.least()))
                : set > allowed.most() + slack && !mayHaveAsked(gap)
                        ? Optional.of("its back-off is at most " + FindingText.millis(allowed.most()))
                        : Optional.empty();
    }

    private Optional<Gap> gapBefore(RetryCauses.Repetition repetition) {
        boolean next = repetition.later().attempt() == repetition.earlier().attempt() + 1;
        long inTime = repetition.earlier().at() + evidence.limits().lease().toNanos() / 2;
        return causes.delivery()
                .answer(repetition.earlier())
                .filter(a -> next && a.answer() == Answer.FAILED && a.at() <= inTime)
                .filter(a -> a.at() <= repetition.later().at())
                .map(a -> new Gap(a, repetition, intendedGap(a, repetition)));
    }

    private long intendedGap(Answered failed, RetryCauses.Repetition repetition) {
        long came = repetition.later().at() - failed.at();
        return causes.delivery()
                .settledBy(repetition.earlier().token())
                .map(s -> repetition.later().due() - s.at())
                .filter(gap -> gap > 0 && gap < came)
                .orElse(came);
    }

    private void checkShrinking(List<Gap> all) {
        List<Gap> gaps = all.stream().filter(g -> !mayHaveAsked(g)).toList();
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < gaps.size(); i++) {
            if (i >= EARLIER_LEAST && gaps.get(i).nanos() < shortest / 2) {
                report(gaps.get(i), "those before it were at least " + FindingText.millis(shortest));
                return;
            }
            shortest = Math.min(shortest, gaps.get(i).intended());
        }
    }

    /** Whether the failure asked for a delay, or may have: older histories do not record what injected ones ask. */
    private boolean mayHaveAsked(Gap gap) {
        return gap.failed().retryAfter() != null
                || causes.delivery()
                        .has(
                                FateMet.class,
                                f -> f.attempt() == gap.failed().attempt()
                                        && FateKind.ofLabel(f.fate())
                                                .filter(FateKind::answersInstead)
                                                .isPresent());
    }

    private void report(Gap gap, String problem) {
        DeliveryEvidence delivery = causes.delivery();
        String sentence = "%s failed in attempt %d and was tried again after %s; %s"
                .formatted(delivery.description(), gap.failed().attempt(), FindingText.millis(gap.nanos()), problem);
        findings.report(
                "delivery retried in haste",
                sentence,
                delivery.entity(),
                List.of(
                        gap.repetition().earlier(),
                        gap.failed(),
                        gap.repetition().later()));
    }
}
