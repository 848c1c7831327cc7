package foodcourt.app.adapter;

import com.github.benmanes.caffeine.cache.Interner;
import foodcourt.order.CustomerId;
import foodcourt.order.EventId;
import foodcourt.order.EventType;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderStatus;
import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.port.DeadLetter;
import foodcourt.port.DeliveryId;
import foodcourt.port.FunctionName;
import foodcourt.port.OrderVersion;
import foodcourt.port.ReadModels;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Reads from PostgreSQL; each read is one statement. */
final class PostgresReads implements ReadModels {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresReads.class);
    private static final String SELECT = "SELECT " + OrderRow.COLUMNS + ", placed_at FROM customer_order ";
    private static final String NEWEST_OF = " WHERE customer = %s ORDER BY placed_at DESC, id DESC LIMIT " + ORDERS_MAX;
    private static final String ORDERS_OF =
            "SELECT * FROM (" + SELECT + NEWEST_OF.formatted("?") + ") AS newest ORDER BY placed_at, id";
    private static final String VERSIONS = """
            SELECT id, customer, version FROM customer_order WHERE id = ANY (?::text[]::uuid[])
             UNION
            SELECT id, customer, version FROM customer_order WHERE customer = ANY (?)""";
    private static final String BOARD = """
            SELECT r.revision, b.status, b.count
              FROM board_revision r JOIN board b USING (restaurant) WHERE restaurant = ?""";
    private static final String REVISIONS =
            "SELECT restaurant, revision FROM board_revision WHERE restaurant = ANY (?)";
    private static final String DEAD_LETTERS = """
            SELECT d.event, d.function, e.type, e.order_id, d.attempt, d.why
              FROM delivery d JOIN event e ON e.id = d.event
             WHERE d.state = 'DEAD' ORDER BY e.recorded_at, d.event, d.function LIMIT ?""";

    private final JdbcClient jdbc;

    /** Keeps one object per version of an order, no matter how many subscribers wait for it. */
    private final Interner<Order> orders = Interner.newWeakInterner();

    PostgresReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Order> order(OrderId id) {
        return SqlErrorTranslator.translated(() -> jdbc.sql(SELECT + "WHERE id = ?")
                .param(id.value())
                .query(this::interned)
                .optional());
    }

    @Override
    public List<Order> orders(Set<OrderId> ids) {
        return readable(
                jdbc.sql(SELECT + "WHERE id = ANY (?::text[]::uuid[])")
                        .param(ids.stream().map(OrderId::toString).toArray(String[]::new)),
                this::interned);
    }

    @Override
    public List<Order> ordersOf(CustomerId customer) {
        return readable(jdbc.sql(ORDERS_OF).param(customer.value()), this::interned);
    }

    private Order interned(ResultSet row, int number) throws SQLException {
        return orders.intern(OrderRow.read(row, number));
    }

    @Override
    public List<OrderVersion> versions(Set<OrderId> orders, Set<CustomerId> customers) {
        return SqlErrorTranslator.translated(() -> jdbc.sql(VERSIONS)
                .param(orders.stream().map(OrderId::toString).toArray(String[]::new))
                .param(customers.stream().map(CustomerId::value).toArray(String[]::new))
                .query(PostgresReads::version)
                .list());
    }

    private static OrderVersion version(ResultSet row, int number) throws SQLException {
        return new OrderVersion(
                new OrderId(row.getObject("id", UUID.class)),
                new CustomerId(row.getString("customer")),
                row.getInt("version"));
    }

    @Override
    public Board board(RestaurantId restaurant) {
        record Count(long revision, OrderStatus status, long orders) {}
        List<Count> counts = readable(
                jdbc.sql(BOARD).param(restaurant.value()),
                (row, _) -> new Count(row.getLong("revision"), status(row), row.getLong("count")));
        TreeMap<OrderStatus, Long> byStatus = new TreeMap<>();
        counts.forEach(count -> byStatus.put(count.status(), count.orders()));
        return new Board(restaurant, counts.isEmpty() ? 0 : counts.getFirst().revision(), byStatus);
    }

    private static OrderStatus status(ResultSet row) throws SQLException {
        try {
            return OrderStatus.valueOf(row.getString("status"));
        } catch (IllegalArgumentException e) {
            throw new UnreadableRowException("a count of a board", e);
        }
    }

    @Override
    public Map<RestaurantId, Long> boardRevisions(Set<RestaurantId> restaurants) {
        record Revision(RestaurantId restaurant, long number) {}
        List<Revision> revisions = SqlErrorTranslator.translated(() -> jdbc.sql(REVISIONS)
                .param(restaurants.stream().map(RestaurantId::value).toArray(String[]::new))
                .query((row, _) -> new Revision(new RestaurantId(row.getString("restaurant")), row.getLong("revision")))
                .list());
        Map<RestaurantId, Long> present = new TreeMap<>();
        revisions.forEach(revision -> present.put(revision.restaurant(), revision.number()));
        return present;
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        return readable(jdbc.sql(DEAD_LETTERS).param(limit), PostgresReads::deadLetter);
    }

    /** The rows of a statement. An unreadable row is logged and left out, so that the others are still read. */
    private static <T> List<T> readable(StatementSpec statement, RowMapper<T> mapper) {
        RowMapper<Optional<T>> skipping = (row, number) -> {
            try {
                return Optional.of(mapper.mapRow(row, number));
            } catch (UnreadableRowException e) {
                LOG.error("{}", e.getMessage());
                return Optional.empty();
            }
        };
        return SqlErrorTranslator.translated(() -> statement.query(skipping).list().stream()
                .flatMap(Optional::stream)
                .toList());
    }

    private static DeadLetter deadLetter(ResultSet row, int number) throws SQLException {
        return new DeadLetter(
                new DeliveryId(
                        new EventId(row.getObject("event", UUID.class)), new FunctionName(row.getString("function"))),
                type(row),
                new OrderId(row.getObject("order_id", UUID.class)),
                row.getInt("attempt"),
                row.getString("why"));
    }

    private static EventType type(ResultSet row) throws SQLException {
        try {
            return EventType.labelled(row.getString("type"));
        } catch (IllegalArgumentException e) {
            throw new UnreadableRowException("event " + row.getString("event"), e);
        }
    }
}
