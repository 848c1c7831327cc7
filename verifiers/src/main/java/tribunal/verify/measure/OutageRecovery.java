package tribunal.verify.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.Entry;
import tribunal.verify.evidence.ClientOperation;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.HistoryFold;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RecordedOutage;
import tribunal.verify.evidence.RunEvidence;

/**
 * An outage, and how long the app needed to recover: from its end until nothing that it delayed was outstanding. That
 * is every delivery recorded and every client operation sent before the end, and not finished by then. Poisoned
 * deliveries are left out, and so are those that only waited for a later due time. If other outages overlap the end, the
 * recovery begins with the end of the last of them.
 *
 * @param from when the recovery began, in nanoseconds since the run's origin
 * @param nanos how long it lasted, in nanoseconds; empty if it is not known: for the outage of one client, for one that
 *     did not end, and if something was still outstanding when the run ended
 * @param outstanding how many deliveries and operations it had delayed and were never finished
 */
public record OutageRecovery(RecordedOutage outage, long from, Optional<Long> nanos, long outstanding) {
    /** Collects what each outage of a run delayed. */
    public static final class Builder implements HistoryFold<List<OutageRecovery>> {
        private final RunEvidence run;
        private final List<Progress> recovering = new ArrayList<>();

        public Builder(RunEvidence run) {
            this.run = run;
            List<RecordedOutage> outages = run.outages().recovered();
            for (RecordedOutage outage : outages) {
                long end = outage.to();
                for (RecordedOutage other : outages) {
                    end = other.from() <= end ? Math.max(end, other.to()) : end;
                }
                recovering.add(new Progress(outage, end));
            }
        }

        @Override
        public void add(PartitionEvidence part) {
            for (DeliveryEvidence delivery : part.deliveries().all()) {
                if (delivery.recorded().isPresent() && !part.poisoned().containsKey(delivery.id())) {
                    long recorded = delivery.recorded().get().at();
                    long finished = delivery.finishedAt().orElse(Long.MAX_VALUE);
                    recovering.stream()
                            .filter(outage -> outage.isPending(recorded, finished))
                            .filter(outage -> !isDueLater(delivery, outage))
                            .forEach(outage -> outage.finish(finished));
                }
            }
            for (ClientOperation operation : part.operations()) {
                long closed = closed(operation);
                recovering.stream()
                        .filter(outage -> outage.isPending(operation.first().at(), closed))
                        .forEach(outage -> outage.finish(closed));
            }
        }

        /** Whether the delivery waited all the time for a due time after the end, without an attempt under way. */
        private static boolean isDueLater(DeliveryEvidence delivery, Progress outage) {
            Optional<HandedOver> next = delivery.first(HandedOver.class, h -> h.at() > outage.end);
            return next.filter(h -> h.due() > outage.end).isPresent()
                    && ListQueries.first(delivery.entries().reversed(), e -> e.at() <= outage.end && isStepOfQueue(e))
                            .filter(last -> !(last instanceof Settled) || last.at() >= outage.outage.from())
                            .isEmpty();
        }

        private static boolean isStepOfQueue(Entry entry) {
            return entry instanceof Claimed || entry instanceof HandedOver || entry instanceof Settled;
        }

        /** When the client got a decisive answer, or gave up after its last send; never if a send has no answer. */
        private static long closed(ClientOperation operation) {
            return ListQueries.first(operation.answers(), a -> a.outcome() != Outcome.INDETERMINATE)
                    .or(() -> operation.answers().size() < operation.sends().size()
                            ? Optional.empty()
                            : Optional.of(operation.answers().getLast()))
                    .map(OperationAnswered::at)
                    .orElse(Long.MAX_VALUE);
        }

        /** Returns all outages that lasted, by beginning, those of single clients included. */
        @Override
        public List<OutageRecovery> result() {
            Map<RecordedOutage, Progress> progress =
                    recovering.stream().collect(Collectors.toMap(p -> p.outage, p -> p, (first, _) -> first));
            return run.outages().recorded().stream()
                    .filter(outage -> !outage.isAssault() && outage.from() < outage.to())
                    .map(outage -> Optional.ofNullable(progress.get(outage))
                            .map(Progress::recovery)
                            .orElseGet(() -> new OutageRecovery(outage, outage.to(), Optional.empty(), 0)))
                    .toList();
        }
    }

    /** How far the recovery from one outage is known. */
    private static final class Progress {
        private final RecordedOutage outage;
        private final long end;
        private long recovered;
        private long outstanding;

        Progress(RecordedOutage outage, long end) {
            this.outage = outage;
            this.end = end;
            recovered = end;
        }

        boolean isPending(long begun, long finished) {
            return begun <= end && finished > end;
        }

        void finish(long at) {
            if (at == Long.MAX_VALUE) {
                outstanding++;
            } else {
                recovered = Math.max(recovered, at);
            }
        }

        OutageRecovery recovery() {
            boolean isKnown = end < Long.MAX_VALUE && outstanding == 0;
            return new OutageRecovery(
                    outage, end, isKnown ? Optional.of(recovered - end) : Optional.empty(), outstanding);
        }
    }
}
