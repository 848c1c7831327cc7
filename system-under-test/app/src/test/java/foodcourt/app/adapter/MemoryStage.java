package foodcourt.app.adapter;

import foodcourt.port.Clock;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.FencingToken;
import foodcourt.port.FunctionName;
import foodcourt.port.Settlement;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import foodcourt.port.UnfencedQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import tribunal.history.Entry;
import tribunal.simulation.store.Actor;
import tribunal.simulation.store.Actor.Report;
import tribunal.simulation.store.InMemoryPostgres;
import tribunal.simulation.store.OneAtATime;
import tribunal.simulation.store.Transaction;

/** A stage on the store in memory, with one order in which those go on who are woken together. */
@NullUnmarked
final class MemoryStage extends Stage {
    private final OneAtATime threads = new OneAtATime();
    private final List<Entry> entries = new ArrayList<>();
    private final InMemoryPostgres store = new InMemoryPostgres(threads, new Ticking(), () -> 0, entries::add);
    private final Numbering numbering = new Numbering(0);
    private final Choices choices;

    MemoryStage(Choices choices) {
        this.choices = choices;
    }

    /** A clock that goes on by a millisecond whenever it is read. */
    private static final class Ticking implements Clock {
        private long millis;

        @Override
        public long monotonicNanos() {
            return millis * 1_000_000;
        }

        @Override
        public Instant now() {
            return Instant.ofEpochMilli(++millis);
        }
    }

    @Override
    World world(Cast cast, int number) {
        String node = "n" + number;
        return new World(
                cast,
                new OfNode(store, node),
                new QueueOfNode(store, node),
                store.reads(),
                numbering,
                new ArrayList<>());
    }

    @Override
    SortedMap<Integer, Report> turn(int number) {
        TreeMap<Integer, Report> reports = new TreeMap<>();
        actors.get(number).giveTurn();
        reports.put(number, actors.get(number).reported());
        while (!threads.woken().isEmpty()) {
            Actor next = threads.woken().remove(choices.pick(threads.woken().size()));
            next.giveTurn();
            reports.put(actors.indexOf(next), next.reported());
        }
        reports.entrySet().removeIf(each -> each.getValue().equals(Actor.BLOCKED) && isBlocked(each.getKey()));
        return reports;
    }

    @Override
    String witnessed(Cast cast) {
        return store.openWrites() + " open, " + Testimony.of(entries, numbering, cast);
    }

    private record OfNode(InMemoryPostgres store, String node) implements Transactions {
        @Override
        public <T> T transact(Function<Tx, T> work) {
            Transaction transaction = store.begin(node);
            try {
                T result = work.apply(transaction);
                transaction.commit();
                return result;
            } finally {
                transaction.rollback();
            }
        }
    }

    private record QueueOfNode(InMemoryPostgres store, String node) implements UnfencedQueue {
        @Override
        public Set<FunctionName> due(Set<FunctionName> functions) {
            return store.due(functions);
        }

        @Override
        public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
            return store.claim(node, function, limit, lease);
        }

        @Override
        public Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
            return store.renew(held, lease);
        }

        @Override
        public Set<FencingToken> settle(List<Settlement> batch) {
            return store.settle(batch);
        }

        @Override
        public Set<FencingToken> settle(List<Settlement> batch, UnaryOperator<FencingToken> fence) {
            return store.settle(batch, fence);
        }

        @Override
        public int redrive(Set<DeliveryId> dead) {
            return store.redrive(dead);
        }
    }
}
