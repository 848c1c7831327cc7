package foodcourt.app;

import static java.time.Duration.ZERO;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import foodcourt.order.Event;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.DeliveryQueue;
import foodcourt.port.FencingToken;
import foodcourt.port.FunctionName;
import foodcourt.port.NewDelivery;
import foodcourt.port.Settlement;
import foodcourt.port.UnfencedQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The queue's contract, on PostgreSQL. Each test's function is one that the running app does not have. */
@NullUnmarked
class QueueIT extends RunningApp {
    private static final Duration LONG = Duration.ofMinutes(10);

    @Autowired
    @Qualifier("queue")
    DataSource connections;

    private final FunctionName function = new FunctionName("Test" + UUID.randomUUID());
    private DeliveryQueue queue;

    @BeforeEach
    void takeQueue() {
        queue = ports.queue();
    }

    @Test
    void each_due_delivery_is_claimed_once_with_a_token_of_its_own() {
        Set<DeliveryId> waiting = waiting(3);
        List<Delivery> claimed = queue.claim(function, 10, LONG);
        assertThat(claimed).extracting(Delivery::id).containsExactlyInAnyOrderElementsOf(waiting);
        assertThat(claimed).extracting(Delivery::attempt).containsOnly(1);
        assertThat(claimed).extracting(d -> d.token().value()).doesNotHaveDuplicates();
        assertThat(queue.claim(function, 10, LONG)).isEmpty();
    }

    @Test
    void a_poll_returns_the_functions_with_a_due_delivery_and_claims_nothing() {
        assertThat(queue.due(Set.of(function))).isEmpty();
        append(LONG);
        assertThat(queue.due(Set.of(function))).as("not due yet").isEmpty();
        waiting();
        Set<FunctionName> both = Set.of(function, new FunctionName("Test" + UUID.randomUUID()));
        assertThat(queue.due(both)).containsExactly(function);
        assertThat(claim(LONG).attempt()).isEqualTo(1);
        assertThat(queue.due(both)).as("held").isEmpty();
    }

    @Test
    void a_lapsed_lease_is_due() {
        waiting();
        claim(ZERO);
        assertThat(queue.due(Set.of(function))).containsExactly(function);
    }

    @Test
    void a_claim_hands_over_the_event_as_it_was_written() {
        Event written = append(ZERO);
        assertThat(queue.claim(function, 1, LONG)).extracting(Delivery::event).containsExactly(written);
    }

    @Test
    void a_claim_takes_no_more_than_its_limit_and_the_longest_due_first() {
        DeliveryId first = waiting();
        DeliveryId second = waiting();
        DeliveryId third = waiting();
        assertThat(claimedIds(2)).containsExactlyInAnyOrder(first, second);
        assertThat(claimedIds(2)).containsExactly(third);
    }

    @Test
    void a_lapsed_lease_is_claimed_again_with_a_higher_token_and_one_attempt_more() {
        waiting();
        Delivery old = claim(ZERO);
        Delivery next = claim(LONG);
        assertThat(next.id()).isEqualTo(old.id());
        assertThat(next.token().value()).isGreaterThan(old.token().value());
        assertThat(next.attempt()).isEqualTo(2);
    }

    @Test
    void the_old_token_is_fenced_off_and_changes_nothing() {
        waiting();
        FencingToken old = claim(ZERO).token();
        FencingToken present = claim(LONG).token();
        assertThat(queue.settle(List.of(new Settlement.Done(old)))).containsExactly(old);
        assertThat(row(old.delivery())).containsEntry("state", "CLAIMED").containsEntry("settled_by", null);
        assertThat(queue.renew(Set.of(old, present), LONG)).containsExactly(present);
    }

    @Test
    void what_counts_is_the_fence_and_who_settles_is_written_down() {
        waiting();
        FencingToken old = claim(ZERO).token();
        FencingToken present = claim(LONG).token();
        assertThat(((UnfencedQueue) queue).settle(List.of(new Settlement.Done(old)), _ -> present))
                .isEmpty();
        assertThat(row(old.delivery()))
                .containsEntry("state", "DONE")
                .containsEntry("token", present.value())
                .containsEntry("settled_by", old.value());
    }

    @Test
    void a_settled_token_is_fenced_off_the_second_time() {
        waiting();
        FencingToken token = claim(LONG).token();
        assertThat(queue.settle(List.of(new Settlement.Done(token)))).isEmpty();
        assertThat(queue.settle(List.of(new Settlement.Dead(token, "late")))).containsExactly(token);
        assertThat(queue.renew(Set.of(token), LONG)).isEmpty();
        assertThat(row(token.delivery())).containsEntry("state", "DONE");
    }

    @Test
    void renewal_keeps_a_lease_from_being_claimed() {
        waiting();
        FencingToken lapsed = claim(ZERO).token();
        assertThat(queue.renew(Set.of(lapsed), LONG)).containsExactly(lapsed);
        assertThat(queue.claim(function, 1, LONG)).isEmpty();
    }

    @Test
    void one_stale_token_does_not_fail_its_neighbours() {
        waiting(3);
        FencingToken stale = queue.claim(function, 1, ZERO).getFirst().token();
        List<FencingToken> held =
                queue.claim(function, 3, LONG).stream().map(Delivery::token).toList();
        List<Settlement> batch = new ArrayList<>();
        held.stream()
                .filter(t -> !t.delivery().equals(stale.delivery()))
                .map(Settlement.Done::new)
                .forEach(batch::add);
        batch.add(1, new Settlement.Done(stale));
        assertThat(queue.settle(batch)).containsExactly(stale);
        assertThat(batch).hasSize(3);
        assertThat(states()).containsExactlyInAnyOrder("DONE", "DONE", "CLAIMED");
    }

    @Test
    void a_settle_writes_by_which_token_and_as_what() {
        waiting(4);
        List<FencingToken> tokens =
                queue.claim(function, 4, LONG).stream().map(Delivery::token).toList();
        queue.settle(List.of(
                new Settlement.Done(tokens.get(0)),
                new Settlement.Retry(tokens.get(1), LONG, "busy"),
                new Settlement.Dead(tokens.get(2), "hopeless"),
                new Settlement.Released(tokens.get(3))));
        assertThat(tokens)
                .extracting(t -> row(t.delivery()).get("settled_by"))
                .isEqualTo(tokens.stream().map(FencingToken::value).toList());
        assertThat(tokens)
                .extracting(t -> row(t.delivery()).get("settled_as"))
                .containsExactly("DONE", "RETRY", "DEAD", "RELEASED");
        assertThat(tokens)
                .extracting(t -> row(t.delivery()).get("state"))
                .containsExactly("DONE", "PENDING", "DEAD", "PENDING");
        assertThat(tokens).extracting(t -> row(t.delivery()).get("why")).containsExactly("", "busy", "hopeless", "");
    }

    @Test
    void a_retry_is_due_later_and_counts_its_attempts() {
        waiting();
        Delivery first = claim(LONG);
        queue.settle(List.of(new Settlement.Retry(first.token(), LONG, "busy")));
        assertThat(queue.claim(function, 1, LONG)).isEmpty();
        makeReady();
        Delivery second = claim(LONG);
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(Duration.between(first.due(), second.due())).isGreaterThanOrEqualTo(LONG);
    }

    @Test
    void a_dead_letter_can_be_read_and_redriven() {
        DeliveryId id = waiting();
        queue.settle(List.of(new Settlement.Dead(claim(LONG).token(), "hopeless")));
        assertThat(queue.claim(function, 1, LONG)).isEmpty();
        assertThat(ports.reads().deadLetters(1_000))
                .filteredOn(l -> l.id().equals(id))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.attempts()).isEqualTo(1);
                    assertThat(letter.why()).isEqualTo("hopeless");
                });
        assertThat(queue.redrive(Set.of(id))).isEqualTo(1);
        assertThat(queue.redrive(Set.of(id))).isZero();
        assertThat(ports.reads().deadLetters(1_000)).noneMatch(l -> l.id().equals(id));
        assertThat(claim(LONG).attempt()).isEqualTo(1);
    }

    @Test
    void a_released_delivery_is_claimed_again_at_once_as_the_same_attempt() {
        waiting();
        queue.settle(List.of(new Settlement.Released(claim(LONG).token())));
        assertThat(claim(LONG).attempt()).isEqualTo(1);
    }

    @Test
    void a_delivery_is_not_claimed_before_its_time() {
        Instant before = Instant.now();
        append(LONG);
        assertThat(queue.claim(function, 1, LONG)).isEmpty();
        makeReady();
        assertThat(Duration.between(before, claim(LONG).due())).isBetween(LONG.minusSeconds(1), LONG.plusSeconds(60));
    }

    @Test
    void concurrent_claimers_never_get_the_same_delivery() throws Exception {
        Set<DeliveryId> waiting = waiting(200);
        List<DeliveryId> got = new ArrayList<>();
        try (ExecutorService claimers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<DeliveryId>> each : claimers.invokeAll(List.of(drain(), drain(), drain(), drain()))) {
                got.addAll(each.get());
            }
        }
        assertThat(got).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(waiting);
    }

    /** Four claimers with leases that lapse at once fight with renewals and settles over the same 40 rows. */
    @Test
    void claim_renew_and_settle_over_the_same_rows_never_deadlock_and_settle_each_once() throws Exception {
        Set<DeliveryId> waiting = waiting(40);
        Set<DeliveryId> settled = new HashSet<>();
        int accepted = 0;
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<DeliveryId>> each : workers.invokeAll(List.of(work(), work(), work(), work()))) {
                settled.addAll(each.get());
                accepted += each.get().size();
            }
        }
        assertThat(settled).isEqualTo(waiting);
        assertThat(accepted)
                .as("each delivery is accepted from one token alone")
                .isEqualTo(40);
    }

    /**
     * PostgreSQL's recheck after the wait would find the first row alone; the other claims would lapse and run again.
     */
    @Test
    void a_settle_that_waits_for_a_renewal_ends_every_claim() throws Exception {
        waiting(20);
        List<FencingToken> held =
                queue.claim(function, 20, LONG).stream().map(Delivery::token).toList();
        List<Settlement> done =
                held.stream().<Settlement>map(Settlement.Done::new).toList();
        try (ExecutorService settler = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Set<FencingToken>> fenced = new TransactionTemplate(new JdbcTransactionManager(connections))
                    .execute(_ -> {
                        assertThat(queue.renew(new HashSet<>(held), LONG)).hasSize(20);
                        Future<Set<FencingToken>> settling = settler.submit(() -> queue.settle(done));
                        await().until(this::somebodyWaitsForALock);
                        return settling;
                    });
            assertThat(fenced.get()).isEmpty();
        }
        assertThat(states()).hasSize(20).containsOnly("DONE");
    }

    private boolean somebodyWaitsForALock() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
                .query(Boolean.class)
                .single();
    }

    private Callable<List<DeliveryId>> drain() {
        return () -> {
            List<DeliveryId> got = new ArrayList<>();
            for (List<DeliveryId> next = claimedIds(7); !next.isEmpty(); next = claimedIds(7)) {
                got.addAll(next);
            }
            return got;
        };
    }

    private Callable<List<DeliveryId>> work() {
        return () -> {
            List<DeliveryId> done = new ArrayList<>();
            while (states().contains("PENDING") || states().contains("CLAIMED")) {
                Set<FencingToken> held = queue.claim(function, 20, ZERO).stream()
                        .map(Delivery::token)
                        .collect(toSet());
                Set<FencingToken> renewed = queue.renew(held, ZERO);
                Set<FencingToken> fenced = queue.settle(
                        renewed.stream().<Settlement>map(Settlement.Done::new).toList());
                renewed.stream()
                        .filter(t -> !fenced.contains(t))
                        .map(FencingToken::delivery)
                        .forEach(done::add);
            }
            return done;
        };
    }

    private Delivery claim(Duration lease) {
        return queue.claim(function, 1, lease).getFirst();
    }

    private List<DeliveryId> claimedIds(int limit) {
        return queue.claim(function, limit, LONG).stream().map(Delivery::id).toList();
    }

    private Set<DeliveryId> waiting(int count) {
        Set<DeliveryId> ids = new HashSet<>();
        while (ids.size() < count) {
            ids.add(waiting());
        }
        return ids;
    }

    private DeliveryId waiting() {
        return new DeliveryId(append(ZERO).id(), function);
    }

    private Event append(Duration notBefore) {
        Event event = Event.of(Orders.placed(), null);
        return ports.transactions().transact(tx -> {
            tx.insert(event.order());
            tx.append(event, List.of(new NewDelivery(function, notBefore)));
            return event;
        });
    }

    /** As if the time until then had passed. */
    private void makeReady() {
        jdbc.sql("UPDATE delivery SET ready_at = now() WHERE function = ?")
                .param(function.value())
                .update();
    }

    private Map<String, Object> row(DeliveryId id) {
        return jdbc.sql("SELECT * FROM delivery WHERE event = ? AND function = ?")
                .params(id.event().value(), id.function().value())
                .query()
                .singleRow();
    }

    private List<String> states() {
        return jdbc.sql("SELECT state FROM delivery WHERE function = ?")
                .param(function.value())
                .query(String.class)
                .list();
    }
}
