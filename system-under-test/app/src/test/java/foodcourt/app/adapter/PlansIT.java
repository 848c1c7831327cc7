package foodcourt.app.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.app.RunningApp;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;

/** How PostgreSQL means to run the queue's statements among 100,000 deliveries that are done and 100 that wait. */
@NullUnmarked
class PlansIT extends RunningApp {
    @Autowired
    PlatformTransactionManager manager;

    private TransactionStatus transaction;

    /** 20,000 events, each done by 5 functions; none of this is ever committed. */
    @BeforeEach
    void fill() {
        transaction = manager.getTransaction(null);
        sql("SET LOCAL session_replication_role = replica");
        sql("""
            INSERT INTO customer_order (id, customer, restaurant, placed_by, items, total_cents, status, version)
            SELECT gen_random_uuid(), 'plans', 'r-' || n % 50, n, '[]', 1, 'DELIVERED', 5 FROM generate_series(1, 20000) n""");
        sql("""
            INSERT INTO event (id, order_id, type, ordinal, version, payload)
            SELECT id, id, 'OrderPlaced', 1, 1, '{}' FROM customer_order WHERE customer = 'plans'""");
        sql("""
            INSERT INTO delivery (event, function, state, due, ready_at)
            SELECT id, 'Done' || n, 'DONE', now(), now() FROM customer_order, generate_series(1, 5) n WHERE customer = 'plans'""");
        sql("""
            INSERT INTO delivery (event, function, due, ready_at)
            SELECT id, 'Waits', now(), now() FROM customer_order WHERE customer = 'plans' LIMIT 100""");
    }

    @AfterEach
    void forget() {
        manager.rollback(transaction);
    }

    /** Statistics of an empty table are the hardest case: they make any index look short. */
    @Test
    void a_claim_walks_what_waits_and_what_is_named_is_found_by_its_key() {
        for (String statistics : List.of("NULL", "ANALYZE customer_order, event, delivery")) {
            jdbc.sql("DO $$ BEGIN " + statistics + "; END $$").update();
            assertThat(plan(PostgresQueue.CLAIM, "'Waits'", "64", "'n'", "1"))
                    .contains("delivery_waiting")
                    .doesNotContain("Seq Scan");
            assertByKey(plan(PostgresQueue.RENEW, events(), functions(), numbers(), "1"));
            assertByKey(plan(
                    PostgresQueue.SETTLE,
                    events(),
                    functions(),
                    numbers(),
                    numbers(),
                    functions(),
                    numbers(),
                    functions()));
            assertByKey(plan(PostgresQueue.HOLD, events(), functions()));
            assertByKey(plan(PostgresQueue.REDRIVE, events(), functions()));
        }
    }

    private static void assertByKey(String plan) {
        assertThat(plan)
                .contains("delivery_pkey")
                .doesNotContain("delivery_waiting")
                .doesNotContain("delivery_dead")
                .doesNotContain("Seq Scan");
    }

    private String events() {
        return jdbc.sql("SELECT quote_literal(array_agg(event)::text) FROM delivery WHERE function = 'Waits'")
                .query(String.class)
                .single();
    }

    private static String functions() {
        return "'{" + String.join(",", Collections.nCopies(100, "Waits")) + "}'";
    }

    private static String numbers() {
        return "'{" + String.join(",", Collections.nCopies(100, "1")) + "}'";
    }

    private String plan(String statement, String... arguments) {
        String filled = statement;
        for (String argument : arguments) {
            filled = filled.replaceFirst(Pattern.quote("?"), Matcher.quoteReplacement(argument));
        }
        return String.join(
                "\n", jdbc.sql("EXPLAIN " + filled).query(String.class).list());
    }

    private void sql(String statement) {
        jdbc.sql(statement).update();
    }
}
