package foodcourt.app.adapter;

import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderStatus;
import foodcourt.order.RequestId;
import foodcourt.port.BoardChange;
import foodcourt.port.NewDelivery;
import foodcourt.port.RecountingTx;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements inside a transaction; Spring binds the transaction to the thread. */
final class PostgresTx implements RecountingTx {
    private static final String LOCK = "SELECT " + OrderRow.COLUMNS + " FROM customer_order WHERE id = ? FOR UPDATE";
    private static final String READ = "SELECT " + OrderRow.COLUMNS + " FROM customer_order WHERE id = ?";
    private static final String INSERT = """
            INSERT INTO customer_order (id, customer, restaurant, placed_by, items, total_cents, status, version)
            VALUES (?, ?, ?, ?, ?::jsonb, ?, ?, ?) ON CONFLICT (id) DO NOTHING""";
    private static final String UPDATE =
            "UPDATE customer_order SET status = ?, version = ?, cancelled_by = ? WHERE id = ? AND version = ?";
    private static final String APPEND = """
            INSERT INTO event (id, order_id, type, ordinal, version, payload) VALUES (?, ?, ?, ?, ?, ?::jsonb)""";
    private static final String DELIVER = """
            INSERT INTO delivery (event, function, due, ready_at)
            SELECT ?, d.function, t.due, t.due
              FROM unnest(?::text[], ?::bigint[]) AS d (function, micros),
                   LATERAL (SELECT now() + d.micros * interval '1 microsecond' AS due) AS t""";
    /** Counts a change on a board. The revision's row is locked first, so changes of one board are sequential. */
    private static final String COUNT = """
            WITH counted AS (%s),
                 revised AS (INSERT INTO board_revision (restaurant, revision) SELECT ?, 1 FROM counted
                             ON CONFLICT (restaurant) DO UPDATE SET revision = board_revision.revision + 1
                             RETURNING restaurant)
            INSERT INTO board (restaurant, status, count)
            SELECT r.restaurant, c.status, c.change
              FROM revised r, unnest(?::text[], ?::bigint[]) AS c (status, change)
            ON CONFLICT (restaurant, status) DO UPDATE SET count = board.count + EXCLUDED.count""";

    private static final String COUNT_ONCE =
            COUNT.formatted("INSERT INTO board_event (event) VALUES (?) ON CONFLICT DO NOTHING RETURNING event");
    private static final String COUNT_EACH_TIME = COUNT.formatted("SELECT");

    private final JdbcClient jdbc;

    PostgresTx(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Order> lock(OrderId id) {
        return jdbc.sql(LOCK).param(id.value()).query(OrderRow::read).optional();
    }

    @Override
    public Placed insert(Order order) {
        int inserted = jdbc.sql(INSERT)
                .params(
                        order.id().value(),
                        order.customer().value(),
                        order.restaurant().value(),
                        order.placedBy().value(),
                        OrderJson.items(order.items()),
                        order.totalCents(),
                        order.status().name(),
                        order.version())
                .update();
        return inserted == 1
                ? new Placed.New()
                : new Placed.AlreadyThere(jdbc.sql(READ)
                        .param(order.id().value())
                        .query(OrderRow::read)
                        .single());
    }

    @Override
    public void update(Order next) {
        RequestId cancelledBy = next.cancelledBy();
        int updated = jdbc.sql(UPDATE)
                .param(next.status().name())
                .param(next.version())
                .param(cancelledBy == null ? null : cancelledBy.value())
                .param(next.id().value())
                .param(next.version() - 1)
                .update();
        if (updated != 1) {
            throw new IllegalStateException(next.id() + " was not locked at version " + (next.version() - 1));
        }
    }

    @Override
    public void append(Event event, List<NewDelivery> deliveries) {
        jdbc.sql(APPEND)
                .params(
                        event.id().value(),
                        event.order().id().value(),
                        event.type().label(),
                        event.ordinal(),
                        event.order().version(),
                        OrderJson.payload(event))
                .update();
        jdbc.sql(DELIVER)
                .param(event.id().value())
                .param(deliveries.stream().map(d -> d.function().value()).toArray(String[]::new))
                .param(deliveries.stream()
                        .map(d -> d.notBefore().toNanos() / 1_000)
                        .toArray(Long[]::new))
                .update();
    }

    @Override
    public boolean moveOnBoard(BoardChange change) {
        return count(jdbc.sql(COUNT_ONCE).param(change.event().value()), change);
    }

    @Override
    public boolean recount(BoardChange change) {
        return count(jdbc.sql(COUNT_EACH_TIME), change);
    }

    private static boolean count(JdbcClient.StatementSpec statement, BoardChange change) {
        OrderStatus from = change.from();
        String to = change.to().name();
        int counts = statement
                .param(change.restaurant().value())
                .param(from == null ? new String[] {to} : new String[] {from.name(), to})
                .param(from == null ? new Long[] {1L} : new Long[] {-1L, 1L})
                .update();
        return counts > 0;
    }
}
