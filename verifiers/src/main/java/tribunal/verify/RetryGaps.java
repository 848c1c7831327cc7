package tribunal.verify;

import static tribunal.verify.Findings.violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.FateDecided;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.Entry;

/**
 * The part of amplification that is patience: from a failed answer to the next attempt passes the declared least gap, and
 * gaps do not shrink. Only answers within half a lease count, since an attempt may have been given up before a later one.
 * A gap shrinks if it is below half of the shortest of two or more before it: a single one may have been long by chance. Those
 * before it count as they were meant, from the settle to the time that it set: what a backlog adds to one does not shrink the next.
 */
record RetryGaps(Evidence evidence, Causes causes, Findings findings) {
    private static final int EARLIER_LEAST = 2;

    /** @param meant from the settle to the time before which nobody was to try again; as it came, if none was set */
    private record Gap(Answered failed, Causes.Again again, long meant) {
        long nanos() {
            return again.later().at() - failed.at();
        }
    }

    void judge() {
        List<Gap> gaps = new ArrayList<>(0);
        for (Causes.Again again : causes.repetitions()) {
            gap(again).ifPresent(gaps::add);
        }
        findings.checked("retry gaps", gaps.size());
        long least = evidence.limits().leastRetryGap().toNanos();
        if (gaps.isEmpty()) {
            return;
        }
        Optional<Gap> hasty = gaps.stream().filter(g -> g.nanos() < least).findFirst();
        hasty.ifPresent(g -> convict(g, "the least gap is " + Wording.millis(least)));
        if (hasty.isEmpty()) {
            shrinking(gaps);
        }
    }

    private Optional<Gap> gap(Causes.Again again) {
        boolean next = again.later().attempt() == again.earlier().attempt() + 1;
        long inTime = again.earlier().at() + evidence.limits().lease().toNanos() / 2;
        return causes.answer(again.earlier())
                .filter(a -> next && a.answer() == Answer.FAILED && a.at() <= inTime)
                .filter(a -> a.at() <= again.later().at())
                .map(a -> new Gap(a, again, meant(a, again)));
    }

    private long meant(Answered failed, Causes.Again again) {
        long came = again.later().at() - failed.at();
        return causes.delivery()
                .timeline()
                .first(Settled.class, s -> s.settledBy() == again.earlier().token())
                .map(s -> again.later().due() - s.at())
                .filter(gap -> gap > 0 && gap < came)
                .orElse(came);
    }

    private void shrinking(List<Gap> all) {
        List<Gap> gaps = all.stream().filter(g -> !toldWhen(g)).toList();
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < gaps.size(); i++) {
            if (i >= EARLIER_LEAST && gaps.get(i).nanos() < shortest / 2) {
                convict(gaps.get(i), "those before it were at least " + Wording.millis(shortest));
                return;
            }
            shortest = Math.min(shortest, gaps.get(i).meant());
        }
    }

    /** The failure said when to come again. */
    private boolean toldWhen(Gap gap) {
        return causes.delivery()
                .timeline()
                .has(
                        FateDecided.class,
                        f -> f.attempt() == gap.failed().attempt()
                                && f.detail().toLowerCase(Locale.ROOT).contains("retry"));
    }

    private void convict(Gap gap, String but) {
        DeliveryEvidence delivery = causes.delivery();
        String sentence = "%s failed in attempt %d and was tried again after %s; %s"
                .formatted(delivery.name(), gap.failed().attempt(), Wording.millis(gap.nanos()), but);
        List<Entry> proof = new ArrayList<>(
                List.of(gap.again().earlier(), gap.failed(), gap.again().later()));
        findings.violated("delivery retried in haste", violation(sentence, delivery.order(), proof));
    }
}
