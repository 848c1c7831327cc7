package tribunal.trial;

import static tribunal.trial.RecordedHistory.MS;

import java.util.List;
import java.util.Optional;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DatabaseEntry.Settlement;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.History;
import tribunal.history.Phase;
import tribunal.history.Requirements;
import tribunal.trial.RecordedHistory.FunctionDelivery;

/** Operators that change deliveries: claims, attempts, settlements, and their times. */
final class DeliveryMutations {
    private DeliveryMutations() {}

    /** Drops a delivery whose event is old enough that no attempt is expected any more. */
    static Optional<History> dropDelivery(RecordedHistory r) {
        long silence = r.run().limits().longestSilence().toNanos();
        return r.deliveriesTo("NotifyCustomer")
                .filter(delivery -> delivery.event().at() + silence < r.end())
                .filter(delivery -> isPassed(r, delivery, silence))
                .findFirst()
                .map(delivery -> r.without(r.entriesOf(delivery)));
    }

    /**
     * Whether the function got deliveries that became due long after this one, so that it cannot have waited behind a
     * backlog.
     */
    private static boolean isPassed(RecordedHistory r, FunctionDelivery delivery, long silence) {
        return r.all(HandedOver.class)
                .anyMatch(h -> h.function().equals(delivery.function())
                        && h.attempt() == 1
                        && h.due() > delivery.event().at() + silence);
    }

    /** Moves the hand-over of a delivery between outages, and all that followed, by 300 ms. */
    static Optional<History> lateHandOver(RecordedHistory r) {
        return r.deliveriesTo("NotifyCustomer")
                .filter(delivery -> r.isUndisturbed(delivery.event().at()) && !r.isSlotScarce())
                .findFirst()
                .map(delivery ->
                        r.changed(e -> r.entriesOf(delivery).test(e) ? RecordedHistory.moved(e, 300 * MS) : e));
    }

    static Optional<History> unworked(RecordedHistory r) {
        return r.deliveriesTo("CompleteDelivery")
                .findFirst()
                .map(delivery -> r.without(e ->
                        r.entriesOf(delivery).test(e) && (e instanceof AttemptStarted || e instanceof AttemptEnded)));
    }

    static Optional<History> phantom(RecordedHistory r) {
        return r.deliveriesTo("ReleaseCourier")
                .findFirst()
                .flatMap(delivery -> handedOver(r, delivery)
                        .map(h -> r.with(new HandedOver(
                                h.at() + MS,
                                "00000000-0000-5000-8000-000000000000",
                                h.function(),
                                1,
                                h.token() + 1_000_000,
                                h.node(),
                                h.order(),
                                h.eventType(),
                                h.ordinal(),
                                h.due()))));
    }

    static Optional<History> dead(RecordedHistory r) {
        return r.deliveriesTo("CompleteDelivery")
                .findFirst()
                .flatMap(delivery -> settled(r, delivery)
                        .map(s -> r.changed(
                                s,
                                new Settled(
                                        s.at(), s.event(), s.function(), s.token(), s.settledBy(), Settlement.DEAD))));
    }

    static Optional<History> unfenced(RecordedHistory r) {
        return r.deliveriesTo("CompleteDelivery")
                .findFirst()
                .flatMap(delivery -> settled(r, delivery)
                        .map(s -> r.changed(
                                s,
                                new Settled(
                                        s.at(), s.event(), s.function(), s.token(), s.settledBy() - 1, s.outcome()))));
    }

    static Optional<History> needless(RecordedHistory r) {
        return r.deliveriesTo("CompleteDelivery")
                .findFirst()
                .flatMap(delivery -> handedOver(r, delivery).map(h -> {
                    long at = settled(r, delivery).orElseThrow().at();
                    long token = h.token() + 1_000_000;
                    return r.with(
                            new Claimed(at + MS, h.event(), h.function(), token, h.node(), 2),
                            new HandedOver(
                                    at + 2 * MS,
                                    h.event(),
                                    h.function(),
                                    2,
                                    token,
                                    h.node(),
                                    h.order(),
                                    h.eventType(),
                                    h.ordinal(),
                                    h.due()),
                            new AttemptStarted(at + 3 * MS, h.event(), h.function(), 2, 0),
                            new AttemptEnded(at + 4 * MS, h.event(), h.function(), 2, 0, Ending.DONE, null),
                            new Answered(at + 5 * MS, h.event(), h.function(), 2, Answer.DONE, null),
                            new Settled(at + 6 * MS, h.event(), h.function(), token, token, Settlement.DONE));
                }));
    }

    /** Moves the work on one delivery to long after heal. */
    static Optional<History> lateRecovery(RecordedHistory r) {
        long shift = 2 * r.run().limits().recoveryBound().toNanos();
        Optional<Long> heal = r.all(PhaseStarted.class)
                .filter(p -> p.phase() == Phase.HEAL)
                .map(PhaseStarted::at)
                .findFirst();
        return heal.flatMap(at -> r.deliveriesTo("NotifyCustomer")
                .filter(delivery -> delivery.event().at() < at && hasOutage(r))
                .findFirst()
                .map(delivery -> r.changed(e -> late(r, delivery, at + shift * 3 / 4, shift, e))));
    }

    private static boolean hasOutage(RecordedHistory r) {
        return r.all(HarnessEntry.class)
                .anyMatch(e -> e instanceof NodeKilled || e instanceof NodePaused || e instanceof FaultWindowOpened);
    }

    /** Moves the work on one delivery until long after heal; the harness waits for it. */
    private static Entry late(RecordedHistory r, FunctionDelivery delivery, long begins, long shift, Entry e) {
        if (e instanceof Drained) {
            return RecordedHistory.moved(e, shift);
        }
        boolean isWork = r.entriesOf(delivery).test(e) && !(e instanceof EventRecorded);
        return isWork ? RecordedHistory.moved(e, begins - delivery.event().at()) : e;
    }

    static Optional<History> dropFaults(RecordedHistory r) {
        RunStarted run = r.run();
        Requirements requirements = new Requirements(
                run.demands().judges(),
                List.of(new Requirements.Expectation("duplicate", 1, false)),
                run.demands().budgets());
        RunStarted changed = new RunStarted(
                run.at(),
                run.scenario(),
                run.seed(),
                run.mode(),
                run.orders(),
                run.couriers(),
                run.limits(),
                requirements,
                run.poisoned());
        return Optional.of(new RecordedHistory(
                        r.without(e -> e instanceof FateMet m && m.fate().equals("duplicate")))
                .changed(e -> e.equals(run) ? changed : e));
    }

    static Optional<History> cutOff(RecordedHistory r) {
        return r.all(PhaseStarted.class)
                .filter(p -> p.phase() == Phase.HEAL)
                .findFirst()
                .map(heal -> r.truncatedAt(heal.at() - 1));
    }

    private static Optional<HandedOver> handedOver(RecordedHistory r, FunctionDelivery delivery) {
        return r.all(HandedOver.class)
                .filter(h -> r.entriesOf(delivery).test(h))
                .findFirst();
    }

    private static Optional<Settled> settled(RecordedHistory r, FunctionDelivery delivery) {
        return r.all(Settled.class).filter(s -> r.entriesOf(delivery).test(s)).findFirst();
    }
}
