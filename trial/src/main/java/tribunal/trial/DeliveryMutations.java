package tribunal.trial;

import static tribunal.trial.RecordedHistory.MS;
import static tribunal.trial.RecordedHistory.copy;

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
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.Demands.Expectation;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.Phase;
import tribunal.history.file.EntryCodec;

/** Operators that change deliveries: claims, attempts, settlements, and their times; and two that change the run. */
final class DeliveryMutations {
    private DeliveryMutations() {}

    private static Optional<HandedOver> completion(RecordedHistory r) {
        return r.deliveriesTo("CompleteDelivery").findFirst();
    }

    private static Optional<Settled> settled(RecordedHistory r, HandedOver delivery) {
        return r.first(Settled.class, r.entriesOf(delivery)::test);
    }

    /** Drops a delivery whose event is old enough that no attempt is expected any more. */
    static Optional<RecordedHistory> dropDelivery(RecordedHistory r) {
        long silence = r.limits().longestSilence().toNanos();
        return r.deliveriesTo("NotifyCustomer")
                .filter(h -> r.recordedAt(h) + silence < r.end())
                .filter(h -> isPassed(r, h, silence))
                .findFirst()
                .map(h -> r.without(r.entriesOf(h)));
    }

    /**
     * Whether the function got deliveries that were due long after this one, so that this one did not wait in a
     * backlog.
     */
    private static boolean isPassed(RecordedHistory r, HandedOver delivery, long silence) {
        return r.all(HandedOver.class)
                .anyMatch(h -> h.function().equals(delivery.function())
                        && h.attempt() == 1
                        && h.due() > r.recordedAt(delivery) + silence);
    }

    /** Moves the hand-over of a delivery between outages, and all that followed, by 300 ms; no slot may be scarce. */
    static Optional<RecordedHistory> lateHandOver(RecordedHistory r) {
        return r.deliveriesTo("NotifyCustomer")
                .filter(h -> r.isUndisturbed(r.recordedAt(h)) && r.limits().concurrency() != 1)
                .findFirst()
                .map(h -> r.moved(r.entriesOf(h), 300 * MS));
    }

    static Optional<RecordedHistory> unworked(RecordedHistory r) {
        return completion(r)
                .map(h -> r.without(
                        e -> r.entriesOf(h).test(e) && (e instanceof AttemptStarted || e instanceof AttemptEnded)));
    }

    static Optional<RecordedHistory> phantom(RecordedHistory r) {
        return r.deliveriesTo("ReleaseCourier")
                .findFirst()
                .map(h -> r.with(copy(
                        h,
                        json -> json.put("at", h.at() + MS)
                                .put("event", "00000000-0000-5000-8000-000000000000")
                                .put("token", h.token() + 1_000_000))));
    }

    static Optional<RecordedHistory> dead(RecordedHistory r) {
        return completion(r).flatMap(h -> settled(r, h)).map(s -> r.changed(s, json -> json.put("outcome", "DEAD")));
    }

    /** Allows only as many attempts as one delivery had before it was retried. */
    static Optional<RecordedHistory> retriedForTooLong(RecordedHistory r) {
        return r.first(Settled.class, s -> s.outcome() == SettleOutcome.RETRY)
                .flatMap(s -> r.first(Claimed.class, c -> c.token() == s.settledBy()))
                .map(claim -> r.changed(
                        r.run(), json -> json.withObjectProperty("limits").put("attempts", claim.attempt())));
    }

    static Optional<RecordedHistory> unfenced(RecordedHistory r) {
        return completion(r)
                .flatMap(h -> settled(r, h))
                .map(s -> r.changed(s, json -> json.put("settledBy", s.settledBy() - 1)));
    }

    /** Adds a second attempt after the settlement of the first. */
    static Optional<RecordedHistory> needless(RecordedHistory r) {
        return completion(r).map(h -> {
            long at = settled(r, h).orElseThrow().at();
            long token = h.token() + 1_000_000;
            return r.with(
                    new Claimed(at + MS, h.event(), h.function(), token, h.node(), 2),
                    copy(
                            h,
                            json -> json.put("at", at + 2 * MS)
                                    .put("attempt", 2)
                                    .put("token", token)),
                    new AttemptStarted(at + 3 * MS, h.event(), h.function(), 2, 0),
                    new AttemptEnded(at + 4 * MS, h.event(), h.function(), 2, 0, Ending.DONE, null),
                    new Answered(at + 5 * MS, h.event(), h.function(), 2, Answer.DONE, null, null, false),
                    new Settled(at + 6 * MS, h.event(), h.function(), token, token, SettleOutcome.DONE));
        });
    }

    /** Moves the work on one delivery to long after heal; the harness waits for it. */
    static Optional<RecordedHistory> lateRecovery(RecordedHistory r) {
        long shift = 2 * r.limits().recoveryBound().toNanos();
        return heal(r).flatMap(heal -> r.deliveriesTo("NotifyCustomer")
                .filter(h -> r.recordedAt(h) < heal.at() && hasOutage(r))
                .findFirst()
                .map(h -> r.moved(Drained.class::isInstance, shift)
                        .moved(r.entriesOf(h), heal.at() + shift * 3 / 4 - r.recordedAt(h))));
    }

    private static Optional<PhaseStarted> heal(RecordedHistory r) {
        return r.first(PhaseStarted.class, p -> p.phase() == Phase.HEAL);
    }

    private static boolean hasOutage(RecordedHistory r) {
        return r.all(HarnessEntry.class)
                .anyMatch(e -> e instanceof NodeKilled || e instanceof NodePaused || e instanceof FaultWindowOpened);
    }

    static Optional<RecordedHistory> dropFaults(RecordedHistory r) {
        List<Expectation> expected = List.of(new Expectation("duplicate", 1, false));
        return Optional.of(r.without(e -> e instanceof FateMet m && m.fate().equals("duplicate"))
                .changed(
                        r.run(),
                        json -> json.withObjectProperty("demands")
                                .set("expects", EntryCodec.json().valueToTree(expected))));
    }

    static Optional<RecordedHistory> cutOff(RecordedHistory r) {
        return heal(r).map(heal -> r.without(e -> e.at() >= heal.at()));
    }
}
