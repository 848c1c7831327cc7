package tribunal.load.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tribunal.fault.plan.Outage;
import tribunal.fault.plan.Outage.Kind;
import tribunal.fault.plan.OutagePlan;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.TransactionDisturbed;
import tribunal.history.IndexedRandom;
import tribunal.wire.Flight;
import tribunal.wire.FlightAction;
import tribunal.wire.FlightRule;
import tribunal.wire.TransactionStatus;

/** Which flights between a node and the database are disturbed, and how. */
class DatabaseRulesTest {
    private static final int COMMITS = 10_000;

    private final List<HarnessEntry> entries = new CopyOnWriteArrayList<>();

    private static Outage outage(Kind kind, double ratio) {
        return new Outage(kind, 0, 0, ratio, Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    private DatabaseRules rules(long seed, Outage... outages) {
        OutagePlan plan = new OutagePlan(
                new IndexedRandom(seed), Duration.ZERO, Duration.ofSeconds(10), List.of("node-1"), List.of());
        return new DatabaseRules(plan, List.of(outages), () -> 7, entries::add);
    }

    private DatabaseRules started(Outage... outages) {
        DatabaseRules rules = rules(1, outages);
        rules.start();
        return rules;
    }

    private static Flight flight(int connection, int number, TransactionStatus before, String... sql) {
        return new Flight(
                "database",
                connection,
                number,
                before,
                List.of(sql).contains("COMMIT"),
                OptionalInt.empty(),
                List.of(sql));
    }

    /** The action at the commit of a transaction that has written. */
    private static FlightAction atCommit(FlightRule rule, int connection, int number) {
        rule.decide(flight(connection, number - 1, TransactionStatus.IDLE, "BEGIN", "UPDATE t SET i = 1"));
        return rule.decide(flight(connection, number, TransactionStatus.IN_TRANSACTION, "COMMIT"));
    }

    private static List<FlightAction> atCommits(FlightRule rule) {
        return IntStream.rangeClosed(1, COMMITS)
                .mapToObj(n -> atCommit(rule, 1 + n % 16, n))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Map<String, Long> counts(List<FlightAction> actions) {
        return actions.stream()
                .map(action -> action instanceof FlightAction.Refuse refuse
                        ? refuse.sqlState()
                        : action.getClass().getSimpleName())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void each_fault_affects_its_share_of_the_commits() {
        FlightRule rule = started(
                        outage(Kind.CONFLICT, 0.3),
                        outage(Kind.UNKNOWN_COMMIT, 0.2),
                        outage(Kind.LOSE_CONNECTION, 0.1),
                        outage(Kind.HOLD_TRANSACTION, 0.05),
                        outage(Kind.ROLL_BACK, 0.15))
                .rule("node-1");
        List<FlightAction> actions = atCommits(rule);
        Map<String, Long> counts = counts(actions);

        // Four standard deviations of a share of 0.3 in 10,000 are 4 * sqrt(10,000 * 0.3 * 0.7) = 183.
        assertThat(counts.get("40001")).isCloseTo(3_000, within(183L));
        assertThat(counts.get("53200")).isCloseTo(1_500, within(183L));
        assertThat(counts.get("Hold")).isCloseTo(500, within(183L));
        // One half of the unknown commits is executed: 0.1, and 0.1 + 0.1 are cut before.
        assertThat(counts.get("CutAfter")).isCloseTo(1_000, within(183L));
        assertThat(counts.get("CutBefore")).isCloseTo(2_000, within(183L));
        actions.removeIf(FlightAction.forward()::equals);
        assertThat(entries).hasSameSizeAs(actions);
    }

    @Test
    void decisions_follow_from_seed_node_connection_and_flight() {
        Outage half = outage(Kind.CONFLICT, 0.5);
        List<FlightAction> first = atCommits(started(half).rule("node-1"));
        FlightRule again = started(half).rule("node-1");
        for (int n = COMMITS; n >= 1; n--) {
            assertThat(atCommit(again, 1 + n % 16, n)).isEqualTo(first.get(n - 1));
        }
        DatabaseRules otherSeed = rules(2, half);
        otherSeed.start();

        // Independent draws of one half agree in one half.
        assertThat(agreements(first, atCommits(started(half).rule("node-2")))).isCloseTo(5_000, within(200L));
        assertThat(agreements(first, atCommits(otherSeed.rule("node-1")))).isCloseTo(5_000, within(200L));
        assertThat(IntStream.rangeClosed(1, COMMITS)
                        .filter(n -> atCommit(again, 17, n).equals(first.get(n - 1)))
                        .count())
                .isCloseTo(5_000, within(200L));
    }

    private static long agreements(List<FlightAction> one, List<FlightAction> other) {
        return IntStream.range(0, one.size())
                .filter(n -> one.get(n).equals(other.get(n)))
                .count();
    }

    @Test
    void entries_say_whether_the_database_gets_the_commit() {
        FlightRule rule = started(outage(Kind.UNKNOWN_COMMIT, 1)).rule("node-1");
        List<FlightAction> actions = atCommits(rule);

        assertThat(entries.get(1))
                .isEqualTo(new TransactionDisturbed(
                        7, "unknown-commit", "node-1", 3, 2, actions.get(1) instanceof FlightAction.CutAfter));
        assertThat(entries)
                .zipSatisfy(
                        actions,
                        (entry, action) -> assertThat(((TransactionDisturbed) entry).executed())
                                .isEqualTo(action instanceof FlightAction.CutAfter));
    }

    @Test
    void nothing_is_disturbed_before_the_start_and_after_heal() {
        DatabaseRules rules = rules(1, outage(Kind.CONFLICT, 1));
        FlightRule rule = rules.rule("node-1");
        assertThat(atCommit(rule, 1, 2)).isEqualTo(FlightAction.forward());
        rules.start();
        assertThat(atCommit(rule, 1, 4)).isInstanceOf(FlightAction.Refuse.class);
        rules.heal();
        assertThat(atCommit(rule, 1, 6)).isEqualTo(FlightAction.forward());
        assertThat(entries).hasSize(1);
    }

    @Test
    void a_transaction_that_wrote_before_the_start_is_disturbed() {
        DatabaseRules rules = rules(1, outage(Kind.CONFLICT, 1));
        FlightRule rule = rules.rule("node-1");
        rule.decide(flight(1, 1, TransactionStatus.IDLE, "BEGIN", "UPDATE t SET i = 1"));
        rules.start();

        assertThat(rule.decide(flight(1, 2, TransactionStatus.IN_TRANSACTION, "COMMIT")))
                .isInstanceOf(FlightAction.Refuse.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM t",
                "WITH next AS (SELECT 1 FROM t FOR UPDATE SKIP LOCKED) UPDATE t SET i = 1 FROM next"
            })
    void a_single_statement_that_writes_is_a_transaction(String sql) {
        FlightRule rule = started(outage(Kind.CONFLICT, 1)).rule("node-1");

        assertThat(rule.decide(flight(1, 1, TransactionStatus.IDLE, sql))).isInstanceOf(FlightAction.Refuse.class);
    }

    @Test
    void reads_listeners_and_work_before_a_commit_are_left_alone() {
        FlightRule rule = started(outage(Kind.CONFLICT, 1)).rule("node-1");
        List<Flight> flights = List.of(
                flight(1, 1, TransactionStatus.IDLE, "SELECT 1 FROM t FOR UPDATE"),
                flight(1, 2, TransactionStatus.IDLE, "LISTEN news"),
                flight(1, 3, TransactionStatus.IDLE, ""),
                flight(1, 4, TransactionStatus.IDLE, "SELECT pg_notify('news', 'x')"),
                // The lock of a migration that finds nothing to do.
                flight(1, 5, TransactionStatus.IDLE, "BEGIN", "SELECT pg_try_advisory_xact_lock(1)"),
                flight(1, 6, TransactionStatus.IN_TRANSACTION, "COMMIT"),
                flight(1, 7, TransactionStatus.IDLE, "BEGIN", "INSERT INTO t VALUES (1)"),
                flight(1, 8, TransactionStatus.IN_TRANSACTION, "ROLLBACK"),
                flight(1, 9, TransactionStatus.IDLE, "BEGIN", "SELECT 1"),
                flight(1, 10, TransactionStatus.IN_TRANSACTION, "COMMIT"),
                flight(1, 11, TransactionStatus.IDLE, "BEGIN", "INSERT INTO t VALUES (1)"),
                flight(1, 12, TransactionStatus.FAILED, "COMMIT"),
                flight(1, 13, TransactionStatus.UNKNOWN, "DELETE FROM t"));

        assertThat(flights).allSatisfy(flight -> assertThat(rule.decide(flight)).isEqualTo(FlightAction.forward()));
        assertThat(entries).isEmpty();
    }

    @Test
    void heal_releases_what_is_held() {
        DatabaseRules rules = started(outage(Kind.HOLD_TRANSACTION, 1));
        FlightAction.Hold hold = (FlightAction.Hold) atCommit(rules.rule("node-1"), 1, 2);
        assertThat(hold.release()).isNotDone();
        rules.heal();

        assertThat(hold.release()).isCompletedWithValue(FlightAction.forward());
        assertThat(entries).containsExactly(new TransactionDisturbed(7, "hold-transaction", "node-1", 1, 2, true));
    }

    @Test
    void a_hold_ends_by_itself() {
        DatabaseRules rules =
                started(new Outage(Kind.HOLD_TRANSACTION, 0, 0, 1, Duration.ofMillis(5), Duration.ofMillis(10)));
        FlightAction.Hold hold = (FlightAction.Hold) atCommit(rules.rule("node-1"), 1, 2);

        await().until(() -> hold.release().isDone());
        assertThat(hold.release()).isCompletedWithValue(FlightAction.forward());
    }

    @Test
    void sessions_are_refused_only_while_connections_are_exhausted() {
        DatabaseRules rules = rules(1);
        Flight startup = flight(1, 0, TransactionStatus.UNKNOWN);
        FlightRule rule = rules.rule("node-1");
        assertThat(rule.decideStartup(startup)).isEqualTo(FlightAction.forward());
        rules.exhaust(true);
        assertThat(rule.decideStartup(startup))
                .isEqualTo(new FlightAction.Refuse("53300", "sorry, too many clients already"));
        rules.exhaust(false);
        assertThat(rule.decideStartup(startup)).isEqualTo(FlightAction.forward());
    }
}
