package foodcourt.app.adapter;

import foodcourt.order.EventId;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.FencingToken;
import foodcourt.port.FunctionName;
import foodcourt.port.Settlement;
import foodcourt.port.StoreException;
import foodcourt.port.UnfencedQueue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The delivery queue in PostgreSQL. Each operation is one statement, and so one transaction; a settle that met a
 * renewal takes a second transaction. Only settles wait for locks, so they cannot deadlock with claims and renewals.
 * Named rows are found by primary key alone: if their state were a search condition, the planner could scan all waiting
 * rows, once for each named row.
 */
final class PostgresQueue implements UnfencedQueue {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresQueue.class);

    /**
     * Claims due deliveries. The commit does not wait for the disk: a claim undone by a server crash counts as never
     * made, and a later settle that reaches the disk brings the claim with it. Locked rows are found again by their
     * physical place, which is cheaper than by key. A row that has changed between snapshot and lock is left to the
     * next claim.
     */
    static final String CLAIM = """
            WITH unflushed AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
                 next AS (
                SELECT d.ctid AS place FROM unflushed, delivery d
                 WHERE d.function = ? AND d.state IN ('PENDING', 'CLAIMED') AND d.ready_at <= now()
                 ORDER BY d.ready_at LIMIT ? FOR UPDATE OF d SKIP LOCKED)
            UPDATE delivery d
               SET state = 'CLAIMED', attempt = d.attempt + 1, token = nextval('delivery_token'), node = ?,
                   ready_at = now() + ? * interval '1 microsecond'
              FROM next n, event e
             WHERE d.ctid = n.place AND e.id = d.event
            RETURNING d.event, d.function, d.attempt, d.token, d.due, e.type, e.ordinal, e.payload""";

    /** Finds functions with a claimable delivery by one index probe each, no matter how many deliveries wait. */
    static final String DUE = """
            SELECT f.function FROM unnest(?::text[]) AS f (function)
             WHERE EXISTS (SELECT FROM delivery d
                            WHERE d.function = f.function AND d.state IN ('PENDING', 'CLAIMED') AND d.ready_at <= now())""";

    /**
     * Renews leases without waiting for locks: a row that another statement holds is being settled. So renewals and
     * settles cannot deadlock.
     */
    static final String RENEW = """
            WITH held AS (
                SELECT d.event, d.function, d.state
                  FROM delivery d JOIN unnest(?::text[]::uuid[], ?::text[], ?::bigint[]) AS h (event, function, token)
                    ON d.event = h.event AND d.function = h.function AND d.token = h.token
                 FOR UPDATE OF d SKIP LOCKED)
            UPDATE delivery d SET ready_at = now() + ? * interval '1 microsecond'
              FROM held h WHERE d.event = h.event AND d.function = h.function AND h.state = 'CLAIMED'
            RETURNING d.event, d.function, d.token""";
    /**
     * Locks the rows of a settlement batch, so that a {@link #SETTLE} in the same transaction finds each row as it is.
     * Without it, if a renewal holds the rows, PostgreSQL's recheck after the wait finds only the first of them again
     * (seen in 18.1).
     */
    static final String HOLD = """
            SELECT 1 FROM delivery d JOIN unnest(?::text[]::uuid[], ?::text[]) AS h (event, function)
                          ON d.event = h.event AND d.function = h.function
             ORDER BY d.event, d.function FOR UPDATE OF d""";

    /**
     * Settles a batch. The order of the names is the order of locking, as far as rows are found by key. The commit does
     * not wait for the disk. The effects of the attempt were flushed at their own commit. A settle undone by a server
     * crash is a lost answer, so the delivery is attempted again.
     */
    static final String SETTLE = """
            WITH unflushed AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
            UPDATE delivery d
               SET state = CASE h.outcome WHEN 'DONE' THEN 'DONE' WHEN 'DEAD' THEN 'DEAD' ELSE 'PENDING' END,
                   attempt = d.attempt - CASE h.outcome WHEN 'RELEASED' THEN 1 ELSE 0 END,
                   due = CASE h.outcome WHEN 'RETRY' THEN now() + h.micros * interval '1 microsecond' ELSE d.due END,
                   ready_at = now() + h.micros * interval '1 microsecond',
                   settled_by = h.token, settled_as = h.outcome, why = h.why
              FROM unflushed,
                   (SELECT * FROM unnest(?::text[]::uuid[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[])
                                  AS h (event, function, token, fence, outcome, micros, why)
                     ORDER BY event, function) h
             WHERE d.event = h.event AND d.function = h.function AND d.token = h.fence
               AND CASE d.state WHEN 'CLAIMED' THEN true ELSE false END
            RETURNING d.event, d.function, h.token""";

    static final String REDRIVE = """
            WITH dead AS (
                SELECT d.event, d.function, d.state
                  FROM delivery d JOIN unnest(?::text[]::uuid[], ?::text[]) AS h (event, function)
                    ON d.event = h.event AND d.function = h.function
                 ORDER BY d.event, d.function FOR UPDATE OF d)
            UPDATE delivery d SET state = 'PENDING', attempt = 0, due = now(), ready_at = now()
              FROM dead h WHERE d.event = h.event AND d.function = h.function AND h.state = 'DEAD'""";

    /**
     * Longest wait for a turn: longer than claims take on a busy machine, and short against the time in which the
     * answer to a claim is useful.
     */
    private static final Duration TURN_MAX = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final String node;
    private final Semaphore turns;

    /** @param turns how many claims, polls and redrives may run at once; fewer than there are connections */
    PostgresQueue(JdbcClient jdbc, TransactionOperations transaction, String node, int turns) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.node = node;
        this.turns = new Semaphore(turns, true);
    }

    /** Returns none if no turn is free within {@link #TURN_MAX}. */
    @Override
    public Set<FunctionName> due(Set<FunctionName> functions) {
        return inTurn(
                Set::<FunctionName>of,
                () -> jdbc.sql(DUE)
                        .param(texts(functions, FunctionName::value))
                        .query((row, _) -> new FunctionName(row.getString("function")))
                        .set());
    }

    /**
     * Returns none if no turn is free within {@link #TURN_MAX}. A delivery whose event cannot be read becomes a dead
     * letter at once: events never change, so another attempt would read the same.
     */
    @Override
    public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
        return inTurn(List::<Delivery>of, () -> {
            List<Settlement> unreadable = new ArrayList<>();
            List<Optional<Delivery>> claimed = jdbc.sql(CLAIM)
                    .params(function.value(), limit, node, micros(lease))
                    .query((row, number) -> readable(row, number, unreadable))
                    .list();
            giveUp(unreadable);
            return claimed.stream().flatMap(Optional::stream).toList();
        });
    }

    private static Optional<Delivery> readable(ResultSet row, int number, List<Settlement> unreadable)
            throws SQLException {
        try {
            return Optional.of(delivery(row, number));
        } catch (UnreadableRowException e) {
            unreadable.add(new Settlement.Dead(token(row, number), String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /**
     * Settles unreadable deliveries as dead letters. If that fails, their leases lapse and the next claim finds them
     * again. The other deliveries of the claim are not delayed.
     */
    private void giveUp(List<Settlement> unreadable) {
        if (unreadable.isEmpty()) {
            return;
        }
        LOG.error("gives {} deliveries up: {}", unreadable.size(), why(unreadable.getFirst()));
        try {
            settle(unreadable);
        } catch (StoreException e) {
            LOG.warn("cannot give {} deliveries up yet: {}", unreadable.size(), e.toString());
        }
    }

    private <T> T inTurn(Supplier<T> whenBusy, Supplier<T> statement) {
        if (!awaitTurn()) {
            return whenBusy.get();
        }
        try {
            return SqlErrorTranslator.translated(statement);
        } finally {
            turns.release();
        }
    }

    private boolean awaitTurn() {
        try {
            return turns.tryAcquire(TURN_MAX.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        FencingToken token = token(row, number);
        return new Delivery(
                token.delivery(),
                OrderJson.event(
                        token.delivery().event().value(),
                        row.getString("type"),
                        row.getInt("ordinal"),
                        row.getString("payload")),
                row.getInt("attempt"),
                token,
                row.getObject("due", OffsetDateTime.class).toInstant());
    }

    private static FencingToken token(ResultSet row, int number) throws SQLException {
        DeliveryId id = new DeliveryId(
                new EventId(row.getObject("event", UUID.class)), new FunctionName(row.getString("function")));
        return new FencingToken(id, row.getLong("token"));
    }

    @Override
    public Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
        List<FencingToken> tokens = List.copyOf(held);
        return SqlErrorTranslator.translated(() -> new LinkedHashSet<>(jdbc.sql(RENEW)
                .param(texts(tokens, t -> t.delivery().event().toString()))
                .param(texts(tokens, t -> t.delivery().function().value()))
                .param(numbers(tokens, FencingToken::value))
                .param(micros(lease))
                .query(PostgresQueue::token)
                .list()));
    }

    @Override
    public Set<FencingToken> settle(List<Settlement> batch) {
        return settle(batch, UnaryOperator.identity());
    }

    @Override
    public Set<FencingToken> settle(List<Settlement> batch, UnaryOperator<FencingToken> fence) {
        List<Settlement> refused = settleOnce(batch, fence);
        return (refused.isEmpty() ? refused : SqlErrorTranslator.translated(() -> settleAfterLocking(refused, fence)))
                .stream().map(Settlement::token).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Settlement> settleAfterLocking(List<Settlement> batch, UnaryOperator<FencingToken> fence) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            jdbc.sql(HOLD)
                    .param(texts(batch, s -> s.token().delivery().event().toString()))
                    .param(texts(batch, s -> s.token().delivery().function().value()))
                    .query()
                    .listOfRows();
            return settleOnce(batch, fence);
        }));
    }

    /** Settles a batch; returns the settlements that did not end their claims. */
    private List<Settlement> settleOnce(List<Settlement> batch, UnaryOperator<FencingToken> fence) {
        List<FencingToken> settled = SqlErrorTranslator.translated(() -> jdbc.sql(SETTLE)
                .param(texts(batch, s -> s.token().delivery().event().toString()))
                .param(texts(batch, s -> s.token().delivery().function().value()))
                .param(numbers(batch, s -> s.token().value()))
                .param(numbers(batch, s -> fence.apply(s.token()).value()))
                .param(texts(batch, PostgresQueue::outcome))
                .param(numbers(batch, s -> s instanceof Settlement.Retry retry ? micros(retry.after()) : 0))
                .param(texts(batch, PostgresQueue::why))
                .query(PostgresQueue::token)
                .list());
        if (settled.size() == batch.size()) {
            return List.of();
        }
        Set<FencingToken> ended = new HashSet<>(settled);
        return batch.stream().filter(s -> !ended.contains(s.token())).toList();
    }

    private static String outcome(Settlement settlement) {
        return switch (settlement) {
            case Settlement.Done _ -> "DONE";
            case Settlement.Retry _ -> "RETRY";
            case Settlement.Dead _ -> "DEAD";
            case Settlement.Released _ -> "RELEASED";
        };
    }

    private static String why(Settlement settlement) {
        return switch (settlement) {
            case Settlement.Retry retry -> retry.why();
            case Settlement.Dead dead -> dead.why();
            case Settlement.Done _, Settlement.Released _ -> "";
        };
    }

    @Override
    public int redrive(Set<DeliveryId> dead) {
        return inTurn(
                PostgresQueue::tooBusy,
                () -> jdbc.sql(REDRIVE)
                        .param(texts(dead, d -> d.event().toString()))
                        .param(texts(dead, d -> d.function().value()))
                        .update());
    }

    private static Integer tooBusy() {
        throw new StoreException.NotCommitted(
                "the queue is too busy", new TimeoutException("no turn within " + TURN_MAX));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private static <T> String[] texts(Collection<T> of, Function<T, String> text) {
        return of.stream().map(text).toArray(String[]::new);
    }

    private static <T> Long[] numbers(Collection<T> of, Function<T, Long> number) {
        return of.stream().map(number).toArray(Long[]::new);
    }
}
