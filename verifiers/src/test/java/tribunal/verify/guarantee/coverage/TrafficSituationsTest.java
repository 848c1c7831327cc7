package tribunal.verify.guarantee.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.history;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tribunal.history.ClientEntry.Content;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.Phase;
import tribunal.verify.HistoryBuilder;

class TrafficSituationsTest {
    private static final long MS = 1_000_000;

    private static long count(String situation, HistoryBuilder story) {
        return story.judged().situations().getOrDefault(situation, -1L);
    }

    private static OperationSent sent(long ms, String kind, String operation, int send, String order) {
        return sent(ms, kind, operation, send, order, null);
    }

    private static OperationSent sent(
            long ms, String kind, String operation, int send, String order, @Nullable Long total) {
        return new OperationSent(ms * MS, operation, send, kind, order, "c-1", ms * MS, input("r-1", total), null);
    }

    private static Map<String, String> input(String restaurant, @Nullable Long total) {
        return total == null ? Map.of() : Map.of("restaurant", restaurant, "total", total.toString());
    }

    private static OperationAnswered answered(long ms, String operation, int send, Outcome outcome) {
        return new OperationAnswered(ms * MS, operation, send, outcome, 1, "PLACED", null, Map.of());
    }

    private static Committed commit(long ms, String order, int version, String status) {
        return new Committed(
                ms * MS,
                "t-" + ms,
                order,
                version,
                version == 1 ? null : "PLACED",
                status,
                HistoryBuilder.attributes("r-1", "c-1", 5));
    }

    /** Placed from 10 to 20 ms. */
    private static HistoryBuilder placed(String order, String request, @Nullable Long total) {
        return place(history(), order, request, total);
    }

    private static HistoryBuilder place(HistoryBuilder story, String order, String request, @Nullable Long total) {
        String operation = "place/c-1/" + request;
        return story.add(sent(10, "PLACE", operation, 1, order, total))
                .add(commit(15, order, 1, "PLACED"))
                .add(answered(20, operation, 1, Outcome.ACKNOWLEDGED));
    }

    private static HistoryBuilder placed() {
        return placed("order:o-1", "p-1", null);
    }

    @Test
    void a_read_follows_a_write_that_was_acknowledged_before_it_was_sent() {
        assertThat(count("read-after-write", read(placed(), 20, Outcome.ACKNOWLEDGED)))
                .isEqualTo(1);
        assertThat(count("read-after-write", read(placed(), 19, Outcome.ACKNOWLEDGED)))
                .isZero();
        assertThat(count("read-after-write", read(placed(), 20, Outcome.REFUSED)))
                .isZero();
        assertThat(count("read-after-write", read(history(), 20, Outcome.ACKNOWLEDGED)))
                .isZero();
    }

    private static HistoryBuilder read(HistoryBuilder story, long at, Outcome outcome) {
        return story.add(sent(at, "READ", "read/c-1/r-1", 1, "order:o-1"))
                .add(answered(at + 5, "read/c-1/r-1", 1, outcome));
    }

    @Test
    void an_order_is_refused_for_its_content() {
        HistoryBuilder refused = history()
                .add(sent(10, "PLACE", "place/c-1/p", 1, "order:o-1"))
                .add(answered(11, "place/c-1/p", 1, Outcome.REFUSED));

        assertThat(count("refused-content", refused)).isEqualTo(1);
        assertThat(count("refused-content", placed())).isZero();
    }

    @Test
    void a_step_was_illegal_to_ask_for_if_it_was_refused_and_nothing_else_had_done_it() {
        HistoryBuilder unknown = cancel(history(), 30, "k-1", Outcome.REFUSED);
        HistoryBuilder done = cancel(placed().add(commit(25, "order:o-1", 2, "CANCELLED")), 30, "k-1", Outcome.REFUSED);

        assertThat(count("illegal-step-asked", unknown)).isEqualTo(1);
        assertThat(count("illegal-step-asked", done)).isZero();
        assertThat(count("illegal-step-asked", cancel(placed(), 30, "k-1", Outcome.INDETERMINATE)))
                .isZero();
    }

    @Test
    void a_cancel_that_is_refused_for_its_content_is_refused_content_and_no_other_cancel() {
        HistoryBuilder both = forbidden(cancel(placed(), 30, "k-1", Outcome.REFUSED), 40, Outcome.REFUSED);

        assertThat(count("refused-content", both)).isEqualTo(1);
        assertThat(count("illegal-step-asked", both)).isEqualTo(1);
        assertThat(count("other-cancel", both)).isZero();
        assertThat(count("refused-content", forbidden(placed(), 40, Outcome.INDETERMINATE)))
                .isZero();
    }

    private static HistoryBuilder forbidden(HistoryBuilder story, long at, Outcome outcome) {
        String operation = "cancel/c-1/forbidden";
        long now = at * MS;
        return story.add(new OperationSent(
                        now, operation, 1, "CANCEL", "order:o-1", "c-1", now, Map.of(), Content.FORBIDDEN))
                .add(answered(at + 5, operation, 1, outcome));
    }

    private static HistoryBuilder foreign(HistoryBuilder story, long at, Outcome outcome) {
        String operation = "read/c-2/foreign";
        long now = at * MS;
        return story.add(new OperationSent(
                        now, operation, 1, "READ", "order:o-1", "c-2", now, Map.of(), Content.FORBIDDEN))
                .add(answered(at + 5, operation, 1, outcome));
    }

    @Test
    void a_refused_request_about_an_order_of_another_customer_is_foreign() {
        assertThat(count("foreign-request", foreign(placed(), 40, Outcome.REFUSED)))
                .isEqualTo(1);
        assertThat(count("refused-content", foreign(placed(), 40, Outcome.REFUSED)))
                .isZero();
        assertThat(count("foreign-request", foreign(placed(), 40, Outcome.INDETERMINATE)))
                .isZero();
        assertThat(count("foreign-request", foreign(history(), 40, Outcome.REFUSED)))
                .isZero();
    }

    private static HistoryBuilder cancel(HistoryBuilder story, long at, String request, Outcome outcome) {
        return story.add(sent(at, "CANCEL", "cancel/c-1/" + request, 1, "order:o-1"))
                .add(answered(at + 5, "cancel/c-1/" + request, 1, outcome));
    }

    @Test
    void each_further_send_of_a_cancel_and_each_further_cancel_counts() {
        HistoryBuilder twice = cancel(cancel(placed(), 30, "k-1", Outcome.ACKNOWLEDGED), 40, "k-2", Outcome.REFUSED)
                .add(sent(50, "CANCEL", "cancel/c-1/k-1", 2, "order:o-1"));

        assertThat(count("cancel-again", twice)).isEqualTo(1);
        assertThat(count("other-cancel", twice)).isEqualTo(1);
        assertThat(count("other-cancel", placed())).isZero();
    }

    @Test
    void an_order_is_placed_again_once_it_was_acknowledged() {
        assertThat(count("place-again", placed().add(sent(30, "PLACE", "place/c-1/p-1", 2, "order:o-1"))))
                .isEqualTo(1);
        assertThat(count("place-again", placed().add(sent(19, "PLACE", "place/c-1/p-1", 2, "order:o-1"))))
                .isZero();
    }

    @Test
    void two_orders_are_equal_if_customer_restaurant_and_total_are() {
        assertThat(count("equal-orders", place(placed("order:o-1", "p-1", 500L), "order:o-2", "p-2", 500L)))
                .isEqualTo(1);
        assertThat(count("equal-orders", place(placed("order:o-1", "p-1", 500L), "order:o-2", "p-2", 501L)))
                .isZero();
        assertThat(count("equal-orders", place(placed(), "order:o-2", "p-2", null)))
                .isZero();
    }

    @Test
    void a_request_id_is_shared_by_orders_of_different_customers() {
        HistoryBuilder shared = placed("order:o-1", "1", null)
                .add(sent(10, "PLACE", "place/c-2/1", 1, "order:o-2"))
                .add(answered(20, "place/c-2/1", 1, Outcome.ACKNOWLEDGED));

        assertThat(count("shared-request-id", shared)).isEqualTo(1);
        assertThat(count("shared-request-id", placed())).isZero();
    }

    @Test
    void content_is_extreme_if_its_request_is_called_by_more_than_ascii() {
        assertThat(count("extreme-content", placed("order:o-1", "q-\u00e9", null)))
                .isEqualTo(1);
        assertThat(count("extreme-content", placed())).isZero();
    }

    @Test
    void somebody_subscribed_between_the_send_less_100_ms_and_the_first_commit() {
        assertThat(count("subscribed-before-commit", subscribed(12, "customer:c-1")))
                .isEqualTo(1);
        assertThat(count("subscribed-before-commit", subscribed(12, "order:o-1")))
                .isEqualTo(1);
        assertThat(count("subscribed-before-commit", subscribed(-90, "order:o-1")))
                .isEqualTo(1);
        assertThat(count("subscribed-before-commit", subscribed(-91, "order:o-1")))
                .isZero();
        assertThat(count("subscribed-before-commit", subscribed(15, "order:o-1")))
                .isZero();
        assertThat(count("subscribed-before-commit", subscribed(12, "order:o-2")))
                .isZero();
    }

    private static HistoryBuilder subscribed(long ms, String entity) {
        return history()
                .add(new Subscribed(ms * MS, "ws", "ws/s", entity))
                .add(sent(10, "PLACE", "place/c-1/p-1", 1, "order:o-1"))
                .add(commit(15, "order:o-1", 1, "PLACED"))
                .add(answered(20, "place/c-1/p-1", 1, Outcome.ACKNOWLEDGED));
    }

    @Test
    void what_was_asked_for_before_the_warm_up_does_not_count() {
        HistoryBuilder rehearsed =
                cancel(history(), 30, "k-1", Outcome.REFUSED).add(new PhaseStarted(31 * MS, Phase.WARM_UP));

        assertThat(count("illegal-step-asked", rehearsed)).isZero();
    }
}
