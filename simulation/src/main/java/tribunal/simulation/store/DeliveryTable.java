package tribunal.simulation.store;

import foodcourt.port.Clock;
import foodcourt.port.DeadLetter;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.FencingToken;
import foodcourt.port.FunctionName;
import foodcourt.port.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import tribunal.history.DatabaseEntry;
import tribunal.history.Entry;
import tribunal.simulation.store.DeliveryRow.State;

/**
 * The committed deliveries. Each operation is a single statement that never waits and commits by itself, so it never
 * finds a locked row. It skips rows that an earlier statement has changed.
 */
final class DeliveryTable {
    /** Order of the partial index; equally ready rows are in the order of their commits. */
    private static final Comparator<DeliveryRow> BY_READINESS =
            Comparator.<DeliveryRow>comparingLong(row -> row.readyAt).thenComparingLong(row -> row.commitOrder);

    /** PostgreSQL compares UUIDs by bytes, as their text does; Java compares two signed numbers. */
    private static final Comparator<DeliveryRow> BY_AGE = Comparator.<DeliveryRow>comparingLong(row -> row.recordedAt)
            .thenComparing(row -> row.id.event().toString())
            .thenComparing(row -> row.id.function());

    private final Clock clock;
    private final LongSupplier at;
    private final Consumer<Entry> witness;
    private final Map<DeliveryId, DeliveryRow> rows = new LinkedHashMap<>();
    private final Map<FunctionName, NavigableSet<DeliveryRow>> waiting = new LinkedHashMap<>();
    private final NavigableSet<DeliveryRow> dead = new TreeSet<>(BY_AGE);
    private long lastToken;

    DeliveryTable(Clock clock, LongSupplier at, Consumer<Entry> witness) {
        this.clock = clock;
        this.at = at;
        this.witness = witness;
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    /** The database's time at PostgreSQL's resolution: microseconds since the epoch. */
    long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.now());
    }

    void add(DeliveryRow row) {
        rows.put(row.id, row);
        row.commitOrder = rows.size();
        waitingFor(row.id.function()).add(row);
    }

    private NavigableSet<DeliveryRow> waitingFor(FunctionName function) {
        return waiting.computeIfAbsent(function, _ -> new TreeSet<>(BY_READINESS));
    }

    /** Returns the functions that have a due delivery, in the order given. */
    Set<FunctionName> due(Set<FunctionName> functions) {
        long now = now();
        Set<FunctionName> due = new LinkedHashSet<>();
        for (FunctionName function : functions) {
            NavigableSet<DeliveryRow> index = waitingFor(function);
            if (!index.isEmpty() && index.first().readyAt <= now) {
                due.add(function);
            }
        }
        return due;
    }

    List<Delivery> claim(String node, FunctionName function, int limit, Duration lease) {
        long now = now();
        NavigableSet<DeliveryRow> index = waitingFor(function);
        List<DeliveryRow> rowsTaken = new ArrayList<>();
        while (rowsTaken.size() < limit && !index.isEmpty() && index.first().readyAt <= now) {
            rowsTaken.add(index.pollFirst());
        }
        List<Delivery> claimed = new ArrayList<>(rowsTaken.size());
        for (DeliveryRow row : rowsTaken) {
            claimed.add(claim(row, node, now + micros(lease)));
            index.add(row);
        }
        return claimed;
    }

    private Delivery claim(DeliveryRow row, String node, long until) {
        row.state = State.CLAIMED;
        row.attempt++;
        row.token = ++lastToken;
        row.readyAt = until;
        witness.accept(new DatabaseEntry.Claimed(
                at.getAsLong(), row.id.event().toString(), row.id.function().value(), row.token, node, row.attempt));
        return row.claimed();
    }

    Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
        long until = now() + micros(lease);
        Set<FencingToken> renewed = new LinkedHashSet<>();
        for (FencingToken token : held) {
            DeliveryRow row = rows.get(token.delivery());
            if (row != null && row.isHeldBy(token.value())) {
                move(row, State.CLAIMED, until);
                renewed.add(token);
            }
        }
        return renewed;
    }

    Set<FencingToken> settle(List<Settlement> batch, UnaryOperator<FencingToken> fence) {
        long now = now();
        Set<FencingToken> ended = new LinkedHashSet<>();
        Set<FencingToken> refused = new LinkedHashSet<>();
        for (Settlement settlement : batch) {
            DeliveryRow row = rows.get(settlement.token().delivery());
            if (row != null && row.isHeldBy(fence.apply(settlement.token()).value())) {
                settle(row, settlement, now);
                ended.add(settlement.token());
            } else {
                refused.add(settlement.token());
            }
        }
        refused.removeAll(ended);
        return refused;
    }

    private void settle(DeliveryRow row, Settlement settlement, long now) {
        switch (settlement) {
            case Settlement.Done _ -> end(row, State.DONE, now, "");
            case Settlement.Dead letter -> end(row, State.DEAD, now, letter.why());
            case Settlement.Retry retry -> {
                end(row, State.PENDING, now + micros(retry.after()), retry.why());
                row.due = row.readyAt;
            }
            case Settlement.Released _ -> {
                end(row, State.PENDING, now, "");
                row.attempt--;
            }
        }
        recordSettled(row, settlement);
    }

    private void end(DeliveryRow row, State state, long readyAt, String why) {
        move(row, state, readyAt);
        row.why = why;
    }

    /** Records a settlement as the triggers do: a second one by the same token is not recorded. */
    private void recordSettled(DeliveryRow row, Settlement settlement) {
        long settledBy = settlement.token().value();
        if (row.settledBy != settledBy) {
            row.settledBy = settledBy;
            witness.accept(new DatabaseEntry.Settled(
                    at.getAsLong(),
                    row.id.event().toString(),
                    row.id.function().value(),
                    row.token,
                    settledBy,
                    outcome(settlement)));
        }
    }

    private static DatabaseEntry.SettleOutcome outcome(Settlement settlement) {
        return switch (settlement) {
            case Settlement.Done _ -> DatabaseEntry.SettleOutcome.DONE;
            case Settlement.Retry _ -> DatabaseEntry.SettleOutcome.RETRY;
            case Settlement.Dead _ -> DatabaseEntry.SettleOutcome.DEAD;
            case Settlement.Released _ -> DatabaseEntry.SettleOutcome.RELEASED;
        };
    }

    int pending() {
        int pending = 0;
        for (NavigableSet<DeliveryRow> rows : waiting.values()) {
            pending += rows.size();
        }
        return pending;
    }

    int redrive(Set<DeliveryId> ids) {
        long now = now();
        int redriven = 0;
        for (DeliveryId id : ids) {
            DeliveryRow row = rows.get(id);
            if (row != null && row.state == State.DEAD) {
                move(row, State.PENDING, now);
                row.attempt = 0;
                row.due = now;
                redriven++;
            }
        }
        return redriven;
    }

    /** Changes a row and keeps the indexes: a row must leave them before it changes. */
    private void move(DeliveryRow row, State state, long readyAt) {
        NavigableSet<DeliveryRow> index = waitingFor(row.id.function());
        index.remove(row);
        dead.remove(row);
        row.state = state;
        row.readyAt = readyAt;
        if (row.isWaiting()) {
            index.add(row);
        } else if (state == State.DEAD) {
            dead.add(row);
        }
    }

    List<DeadLetter> deadLetters(int limit) {
        List<DeadLetter> letters = new ArrayList<>();
        for (DeliveryRow row : dead) {
            if (letters.size() == limit) {
                break;
            }
            letters.add(
                    new DeadLetter(row.id, row.event.type(), row.event.order().id(), row.attempt, row.why));
        }
        return letters;
    }
}
