package tribunal.verify.guarantee.nooverlap;

import java.time.Duration;
import java.util.List;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks that late answers decide nothing: an attempt that is not answered within the delivery timeout is given up, so
 * its later answer settles no delivery. A node with an outage in the meantime is excused: after a pause, answer and
 * timeout are due at once.
 */
final class LateAnswerCheck {
    private final RunEvidence run;
    private final Duration timeout;
    private final Findings findings;

    LateAnswerCheck(RunEvidence run, Duration timeout, Findings findings) {
        this.run = run;
        this.timeout = timeout;
        this.findings = findings;
    }

    void judge(DeliveryEvidence delivery) {
        for (HandedOver handed : delivery.all(HandedOver.class)) {
            delivery.answer(handed)
                    .filter(answer -> isTooLate(handed, answer))
                    .ifPresent(answer -> judge(delivery, handed, answer));
        }
    }

    private boolean isTooLate(HandedOver handed, Answered answer) {
        return answer.answer() == Answer.DONE
                && answer.at() - handed.at() > timeout.toNanos() + run.threadDelayMax()
                && !run.outages().anyFaultOn(handed.node(), handed.at(), answer.at());
    }

    private void judge(DeliveryEvidence delivery, HandedOver handed, Answered answer) {
        delivery.first(Settled.class, s -> s.settledBy() == handed.token() && s.outcome() == SettleOutcome.DONE)
                .ifPresent(settled -> findings.report(
                        "late answer settled",
                        ("%s was settled as done by an answer that came %s after the hand-over, but attempts "
                                        + "are given up after %s")
                                .formatted(
                                        delivery.description(),
                                        FindingText.seconds(answer.at() - handed.at()),
                                        FindingText.seconds(timeout.toNanos())),
                        delivery.entity(),
                        List.of(handed, answer, settled)));
    }
}
