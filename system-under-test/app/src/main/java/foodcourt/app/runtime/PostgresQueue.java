package foodcourt.app.runtime;

import foodcourt.order.EventId;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.FunctionName;
import foodcourt.port.Queue;
import foodcourt.port.Settlement;
import foodcourt.port.Token;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The deliveries in PostgreSQL. Each operation is one statement and so one transaction; batches lock their rows in one
 * order, so that a settle and a renewal cannot deadlock. Rows that are named are found by the primary key alone: were their
 * state a condition of the search, the planner could walk all that wait, once for each.
 */
final class PostgresQueue implements Queue {
    /**
     * Its commit does not wait for the disk: a claim that a crash of the server undoes is a claim that was never made, and
     * whatever is settled later takes it along.
     */
    static final String CLAIM = """
            WITH unflushed AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
                 next AS (
                SELECT d.event, d.function FROM unflushed, delivery d
                 WHERE d.function = ? AND d.state IN ('PENDING', 'CLAIMED') AND d.ready_at <= now()
                 ORDER BY d.ready_at LIMIT ? FOR UPDATE OF d SKIP LOCKED)
            UPDATE delivery d
               SET state = 'CLAIMED', attempt = d.attempt + 1, token = nextval('delivery_token'), node = ?,
                   ready_at = now() + ? * interval '1 microsecond'
              FROM next n, event e
             WHERE d.event = n.event AND d.function = n.function AND e.id = d.event
            RETURNING d.event, d.function, d.attempt, d.token, d.due, e.type, e.ordinal, e.payload""";

    static final String RENEW = """
            WITH held AS (
                SELECT d.event, d.function, d.state
                  FROM delivery d JOIN unnest(?::text[]::uuid[], ?::text[], ?::bigint[]) AS h (event, function, token)
                    ON d.event = h.event AND d.function = h.function AND d.token = h.token
                 ORDER BY d.event, d.function FOR UPDATE OF d)
            UPDATE delivery d SET ready_at = now() + ? * interval '1 microsecond'
              FROM held h WHERE d.event = h.event AND d.function = h.function AND h.state = 'CLAIMED'
            RETURNING d.event, d.function, d.token""";
    static final String SETTLE = """
            WITH ended AS (
                SELECT d.event, d.function, d.state, h.token, h.outcome, h.micros, h.why
                  FROM delivery d
                  JOIN unnest(?::text[]::uuid[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[])
                       AS h (event, function, token, outcome, micros, why)
                    ON d.event = h.event AND d.function = h.function AND d.token = h.token
                 ORDER BY d.event, d.function FOR UPDATE OF d)
            UPDATE delivery d
               SET state = CASE h.outcome WHEN 'DONE' THEN 'DONE' WHEN 'DEAD' THEN 'DEAD' ELSE 'PENDING' END,
                   attempt = d.attempt - CASE h.outcome WHEN 'RELEASED' THEN 1 ELSE 0 END,
                   due = CASE h.outcome WHEN 'RETRY' THEN now() + h.micros * interval '1 microsecond' ELSE d.due END,
                   ready_at = now() + h.micros * interval '1 microsecond',
                   settled_by = h.token, settled_as = h.outcome, why = h.why
              FROM ended h WHERE d.event = h.event AND d.function = h.function AND h.state = 'CLAIMED'
            RETURNING d.event, d.function, h.token""";
    static final String REDRIVE = """
            WITH dead AS (
                SELECT d.event, d.function, d.state
                  FROM delivery d JOIN unnest(?::text[]::uuid[], ?::text[]) AS h (event, function)
                    ON d.event = h.event AND d.function = h.function
                 ORDER BY d.event, d.function FOR UPDATE OF d)
            UPDATE delivery d SET state = 'PENDING', attempt = 0, due = now(), ready_at = now()
              FROM dead h WHERE d.event = h.event AND d.function = h.function AND h.state = 'DEAD'""";
    private static final Comparator<Token> IN_ORDER = Comparator.comparing(
                    (Token t) -> t.delivery().event())
            .thenComparing(t -> t.delivery().function())
            .thenComparing(Token::value);

    private final JdbcClient jdbc;
    private final String node;

    PostgresQueue(JdbcClient jdbc, String node) {
        this.jdbc = jdbc;
        this.node = node;
    }

    @Override
    public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
        return StoreFailures.translated(() -> jdbc.sql(CLAIM)
                .params(function.value(), limit, node, micros(lease))
                .query(PostgresQueue::delivery)
                .list());
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        Token token = token(row, number);
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

    private static Token token(ResultSet row, int number) throws SQLException {
        DeliveryId id = new DeliveryId(
                new EventId(row.getObject("event", UUID.class)), new FunctionName(row.getString("function")));
        return new Token(id, row.getLong("token"));
    }

    @Override
    public Set<Token> renew(Set<Token> held, Duration lease) {
        List<Token> tokens = held.stream().sorted(IN_ORDER).toList();
        return StoreFailures.translated(() -> new LinkedHashSet<>(jdbc.sql(RENEW)
                .param(texts(tokens, t -> t.delivery().event().toString()))
                .param(texts(tokens, t -> t.delivery().function().value()))
                .param(numbers(tokens, Token::value))
                .param(micros(lease))
                .query(PostgresQueue::token)
                .list()));
    }

    @Override
    public Set<Token> settle(List<Settlement> batch) {
        List<Settlement> sorted = batch.stream()
                .sorted(Comparator.comparing(Settlement::token, IN_ORDER))
                .toList();
        List<Token> settled = StoreFailures.translated(() -> jdbc.sql(SETTLE)
                .param(texts(sorted, s -> s.token().delivery().event().toString()))
                .param(texts(sorted, s -> s.token().delivery().function().value()))
                .param(numbers(sorted, s -> s.token().value()))
                .param(texts(sorted, PostgresQueue::outcome))
                .param(numbers(sorted, s -> s instanceof Settlement.Retry retry ? micros(retry.after()) : 0))
                .param(texts(sorted, PostgresQueue::why))
                .query(PostgresQueue::token)
                .list());
        Set<Token> fenced = sorted.stream().map(Settlement::token).collect(Collectors.toCollection(LinkedHashSet::new));
        settled.forEach(fenced::remove);
        return fenced;
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
            case Settlement.Retry(Token _, Duration _, String why) -> why;
            case Settlement.Dead(Token _, String why) -> why;
            case Settlement.Done _, Settlement.Released _ -> "";
        };
    }

    @Override
    public int redrive(Set<DeliveryId> dead) {
        return StoreFailures.translated(() -> jdbc.sql(REDRIVE)
                .param(texts(dead, d -> d.event().toString()))
                .param(texts(dead, d -> d.function().value()))
                .update());
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
