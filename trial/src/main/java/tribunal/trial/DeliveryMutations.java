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
import tribunal.trial.RecordedHistory.Part;

/** Operators that change deliveries: claims, attempts, settlements, and when they were. */
final class DeliveryMutations {
    private DeliveryMutations() {}

    /** Early enough that nobody is still about to try. */
    static Optional<History> dropDelivery(RecordedHistory r) {
        long silence = r.run().limits().longestSilence().toNanos();
        return r.parts("NotifyCustomer")
                .filter(part -> part.event().at() + silence < r.end())
                .filter(part -> isPassed(r, part, silence))
                .findFirst()
                .map(part -> r.without(r.of(part)));
    }

    /** Its function got deliveries that became due long after this one, so it cannot have waited behind a backlog. */
    private static boolean isPassed(RecordedHistory r, Part part, long silence) {
        return r.all(HandedOver.class)
                .anyMatch(h -> h.function().equals(part.function())
                        && h.attempt() == 1
                        && h.due() > part.event().at() + silence);
    }

    /** A delivery between outages that was taken up 300 ms later than it was, with all that followed. */
    static Optional<History> lateHandOver(RecordedHistory r) {
        return r.parts("NotifyCustomer")
                .filter(part -> r.isUndisturbed(part.event().at()) && !r.isSlotScarce())
                .findFirst()
                .map(part -> r.changed(e -> r.of(part).test(e) ? RecordedHistory.later(e, 300 * MS) : e));
    }

    static Optional<History> unworked(RecordedHistory r) {
        return r.parts("CompleteDelivery")
                .findFirst()
                .map(part -> r.without(
                        e -> r.of(part).test(e) && (e instanceof AttemptStarted || e instanceof AttemptEnded)));
    }

    static Optional<History> phantom(RecordedHistory r) {
        return r.parts("ReleaseCourier")
                .findFirst()
                .flatMap(part -> handedOver(r, part)
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
        return r.parts("CompleteDelivery")
                .findFirst()
                .flatMap(part -> settled(r, part)
                        .map(s -> r.changed(
                                s,
                                new Settled(
                                        s.at(), s.event(), s.function(), s.token(), s.settledBy(), Settlement.DEAD))));
    }

    static Optional<History> unfenced(RecordedHistory r) {
        return r.parts("CompleteDelivery")
                .findFirst()
                .flatMap(part -> settled(r, part)
                        .map(s -> r.changed(
                                s,
                                new Settled(
                                        s.at(), s.event(), s.function(), s.token(), s.settledBy() - 1, s.outcome()))));
    }

    static Optional<History> needless(RecordedHistory r) {
        return r.parts("CompleteDelivery")
                .findFirst()
                .flatMap(part -> handedOver(r, part).map(h -> {
                    long at = settled(r, part).orElseThrow().at();
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

    /** All that happens after heal happens that much later. */
    static Optional<History> lateRecovery(RecordedHistory r) {
        long shift = 2 * r.run().limits().recoveryBound().toNanos();
        Optional<Long> heal = r.all(PhaseStarted.class)
                .filter(p -> p.phase() == Phase.HEAL)
                .map(PhaseStarted::at)
                .findFirst();
        return heal.flatMap(at -> r.parts("NotifyCustomer")
                .filter(part -> part.event().at() < at && hasOutage(r))
                .findFirst()
                .map(part -> r.changed(e -> late(r, part, at + shift * 3 / 4, shift, e))));
    }

    private static boolean hasOutage(RecordedHistory r) {
        return r.all(HarnessEntry.class)
                .anyMatch(e -> e instanceof NodeKilled || e instanceof NodePaused || e instanceof FaultWindowOpened);
    }

    /** The work on one delivery waits until long after heal, and the harness waits for it. */
    private static Entry late(RecordedHistory r, Part part, long begins, long shift, Entry e) {
        if (e instanceof Drained) {
            return RecordedHistory.later(e, shift);
        }
        boolean isWork = r.of(part).test(e) && !(e instanceof EventRecorded);
        return isWork ? RecordedHistory.later(e, begins - part.event().at()) : e;
    }

    static Optional<History> dropFaults(RecordedHistory r) {
        RunStarted run = r.run();
        Requirements demands = new Requirements(
                run.demands().judges(),
                List.of(new Requirements.Expectation("duplicate", 1, false)),
                run.demands().budgets());
        RunStarted demanding = new RunStarted(
                run.at(),
                run.scenario(),
                run.seed(),
                run.mode(),
                run.orders(),
                run.couriers(),
                run.limits(),
                demands,
                run.poisoned());
        return Optional.of(new RecordedHistory(
                        r.without(e -> e instanceof FateMet m && m.fate().equals("duplicate")))
                .changed(e -> e.equals(run) ? demanding : e));
    }

    static Optional<History> cutOff(RecordedHistory r) {
        return r.all(PhaseStarted.class)
                .filter(p -> p.phase() == Phase.HEAL)
                .findFirst()
                .map(heal -> r.until(heal.at() - 1));
    }

    private static Optional<HandedOver> handedOver(RecordedHistory r, Part part) {
        return r.all(HandedOver.class).filter(h -> r.of(part).test(h)).findFirst();
    }

    private static Optional<Settled> settled(RecordedHistory r, Part part) {
        return r.all(Settled.class).filter(s -> r.of(part).test(s)).findFirst();
    }
}
