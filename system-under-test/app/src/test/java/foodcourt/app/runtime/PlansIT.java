package foodcourt.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.app.RunningApp;
import java.util.Collections;
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

    /** 20,000 events, each done by 5 functions; nothing of it is ever committed. */
    @BeforeEach
    void fill() {
        transaction = manager.getTransaction(null);
        sql("SET LOCAL plan_cache_mode = force_generic_plan");
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
        sql("ANALYZE customer_order, event, delivery");
    }

    @AfterEach
    void forget() {
        manager.rollback(transaction);
    }

    @Test
    void a_claim_walks_what_waits() {
        assertThat(plan(PostgresQueue.CLAIM)).contains("delivery_waiting").doesNotContain("Seq Scan");
    }

    @Test
    void what_is_named_is_found_by_its_key() {
        for (String statement : new String[] {PostgresQueue.RENEW, PostgresQueue.SETTLE, PostgresQueue.REDRIVE}) {
            assertThat(plan(statement))
                    .contains("delivery_pkey")
                    .doesNotContain("delivery_waiting")
                    .doesNotContain("Seq Scan");
        }
    }

    private String plan(String statement) {
        int parameters = statement.length() - statement.replace("?", "").length();
        String numbered = statement;
        for (int n = 1; n <= parameters; n++) {
            numbered = numbered.replaceFirst(Pattern.quote("?"), Matcher.quoteReplacement("$" + n));
        }
        sql("PREPARE planned AS " + numbered);
        String nulls = String.join(", ", Collections.nCopies(parameters, "NULL"));
        String plan = String.join(
                "\n",
                jdbc.sql("EXPLAIN EXECUTE planned (" + nulls + ")")
                        .query(String.class)
                        .list());
        sql("DEALLOCATE planned");
        return plan;
    }

    private void sql(String statement) {
        jdbc.sql(statement).update();
    }
}
