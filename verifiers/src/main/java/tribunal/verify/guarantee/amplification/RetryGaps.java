package tribunal.verify.guarantee.amplification;

import static tribunal.verify.verdict.Findings.violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tribunal.history.AppModel.Engine;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DatabaseEntry.Settlement;
import tribunal.history.Entry;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RetryCauses;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * The part of amplification that is patience: from a failed answer to the next attempt passes the declared least gap, and as
 * long as the failure asked for; what failed for good is not tried again. Where the model declares the back-off, each gap is
 * within it ({@link BackOffCheck}); else gaps do not shrink. Only answers within half a lease count, since an attempt may have been given up before a later one.
 * A gap shrinks if it is below half of the shortest of two or more before it: a single one may have been long by chance. Those
 * before it count as they were meant, from the settle to the time that it set: what a backlog adds to one does not shrink the next.
 */
record RetryGaps(PartitionEvidence evidence, RetryCauses causes, Findings findings) {
    private static final int EARLIER_LEAST = 2;
    /** Fates that answer in the function's place. */
    private static final Set<String> ASKING = Set.of("fail", "poison");

    /** @param meant from the settle to the time before which nobody was to try again; as it came, if none was set */
    private record Gap(Answered failed, RetryCauses.Again again, long meant) {
        long nanos() {
            return again.later().at() - failed.at();
        }
    }

    void judge() {
        List<Gap> gaps = new ArrayList<>(0);
        for (RetryCauses.Again again : causes.repetitions()) {
            gap(again).ifPresent(gaps::add);
        }
        findings.checked("retry gaps", gaps.size());
        for (Gap gap : gaps) {
            Optional<String> wrong = wrong(gap);
            if (wrong.isPresent()) {
                convict(gap, wrong.get());
                return;
            }
        }
        if (evidence.model().engine() == null) {
            shrinking(gaps);
        }
    }

    /** What is wrong with it by itself. */
    private Optional<String> wrong(Gap gap) {
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
        return evidence.model().engine() == null ? Optional.empty() : backOff(gap);
    }

    /**
     * Only where the attempt's own claim gave it back and nothing was out of service: a lease that lapses and a database that
     * loses a settle make pauses of their own.
     */
    private Optional<String> backOff(Gap gap) {
        Engine engine = Objects.requireNonNull(evidence.model().engine());
        RetryCauses.Again again = gap.again();
        Optional<Settled> settled = causes.delivery()
                .timeline()
                .first(Settled.class, s -> s.settledBy() == again.earlier().token() && s.outcome() == Settlement.RETRY);
        if (settled.isEmpty()
                || evidence.troubles()
                        .anyOutage(again.earlier().at(), again.later().at())) {
            return Optional.empty();
        }
        BackOffCheck check = new BackOffCheck(engine.backOff(), gap.failed().attempt());
        long slack = evidence.clocks().epsilon();
        long set = again.later().due() - settled.get().at();
        return gap.nanos() < check.least() - slack
                ? Optional.of("its back-off is at least " + FindingText.millis(check.least()))
                : set > check.most() + slack && !mayHaveAsked(gap)
                        ? Optional.of("its back-off is at most " + FindingText.millis(check.most()))
                        : Optional.empty();
    }

    private Optional<Gap> gap(RetryCauses.Again again) {
        boolean next = again.later().attempt() == again.earlier().attempt() + 1;
        long inTime = again.earlier().at() + evidence.limits().lease().toNanos() / 2;
        return causes.delivery()
                .answer(again.earlier())
                .filter(a -> next && a.answer() == Answer.FAILED && a.at() <= inTime)
                .filter(a -> a.at() <= again.later().at())
                .map(a -> new Gap(a, again, meant(a, again)));
    }

    private long meant(Answered failed, RetryCauses.Again again) {
        long came = again.later().at() - failed.at();
        return causes.delivery()
                .timeline()
                .first(Settled.class, s -> s.settledBy() == again.earlier().token())
                .map(s -> again.later().due() - s.at())
                .filter(gap -> gap > 0 && gap < came)
                .orElse(came);
    }

    private void shrinking(List<Gap> all) {
        List<Gap> gaps = all.stream().filter(g -> !mayHaveAsked(g)).toList();
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < gaps.size(); i++) {
            if (i >= EARLIER_LEAST && gaps.get(i).nanos() < shortest / 2) {
                convict(gaps.get(i), "those before it were at least " + FindingText.millis(shortest));
                return;
            }
            shortest = Math.min(shortest, gaps.get(i).meant());
        }
    }

    /** The failure said when to come again, or may have: in histories that do not record it, the injector's failures can. */
    private boolean mayHaveAsked(Gap gap) {
        return gap.failed().retryAfter() != null
                || causes.delivery()
                        .timeline()
                        .has(FateMet.class, f -> f.attempt() == gap.failed().attempt() && ASKING.contains(f.fate()));
    }

    private void convict(Gap gap, String but) {
        DeliveryEvidence delivery = causes.delivery();
        String sentence = "%s failed in attempt %d and was tried again after %s; %s"
                .formatted(delivery.name(), gap.failed().attempt(), FindingText.millis(gap.nanos()), but);
        List<Entry> proof = new ArrayList<>(
                List.of(gap.again().earlier(), gap.failed(), gap.again().later()));
        findings.violated("delivery retried in haste", violation(sentence, delivery.order(), proof));
    }
}
