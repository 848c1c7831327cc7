package tribunal.simulation.store;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.simulation.store.Scene.CHARGE;
import static tribunal.simulation.store.Scene.LEASE;

import foodcourt.order.Event;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.FencingToken;
import foodcourt.port.NewDelivery;
import foodcourt.port.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Settled;

class DeliveryTableTest {
    private final Scene scene = new Scene();
    private final InMemoryPostgres store = scene.store;

    @Test
    void a_delivery_can_be_claimed_when_its_transaction_has_committed() {
        Event event = Scene.placed(Scene.order("ann"));
        Transaction tx = scene.begin();
        tx.insert(event.order());
        tx.append(event, List.of(new NewDelivery(CHARGE, ZERO)));
        assertThat(claim(LEASE)).isEmpty();
        tx.commit();
        assertThat(claim(LEASE)).extracting(Delivery::event).containsExactly(event);
        assertThat(claim(LEASE)).isEmpty();
    }

    /** The transaction's time is its first statement's: 5 s after that it is due, 1 s of which its work took. */
    @Test
    void a_delivery_is_due_its_delay_after_its_transaction_began() {
        Event event = Scene.placed(Scene.order("ann"));
        Transaction tx = scene.begin();
        scene.pass(Duration.ofSeconds(10));
        tx.insert(event.order());
        scene.pass(Duration.ofSeconds(1));
        tx.append(event, List.of(new NewDelivery(CHARGE, Duration.ofSeconds(5))));
        tx.commit();
        scene.pass(Duration.ofSeconds(4).minusNanos(1_000));
        assertThat(claim(LEASE)).isEmpty();
        scene.pass(Duration.ofNanos(1_000));
        assertThat(claim(LEASE)).extracting(Delivery::due).containsExactly(Instant.ofEpochSecond(15));
    }

    @Test
    void the_longest_ready_are_claimed_first() {
        List<DeliveryId> ids = new ArrayList<>();
        for (String customer : List.of("ann", "bob", "eve")) {
            ids.add(new DeliveryId(scene.given(customer, CHARGE).id(), CHARGE));
            scene.pass(Duration.ofMillis(1));
        }
        assertThat(store.claim("n1", CHARGE, 2, LEASE))
                .extracting(Delivery::id)
                .containsExactlyElementsOf(ids.subList(0, 2));
        assertThat(claim(LEASE)).extracting(Delivery::id).containsExactly(ids.get(2));
    }

    @Test
    void a_lapsed_lease_is_claimed_again_and_the_old_token_is_fenced_off() {
        scene.given("ann", CHARGE);
        FencingToken old = claim(LEASE).getFirst().token();
        scene.pass(LEASE);
        Delivery next = claim(LEASE).getFirst();
        assertThat(next.attempt()).isEqualTo(2);
        assertThat(next.token().value()).isGreaterThan(old.value());
        assertThat(store.renew(Set.of(old), LEASE)).isEmpty();
        assertThat(store.settle(List.of(new Settlement.Done(old)))).containsExactly(old);
        assertThat(store.settle(List.of(new Settlement.Done(next.token())))).isEmpty();
        assertThat(store.settle(List.of(new Settlement.Done(next.token())))).containsExactly(next.token());
    }

    @Test
    void renewal_keeps_a_lease_from_lapsing() {
        scene.given("ann", CHARGE);
        FencingToken token = claim(LEASE).getFirst().token();
        scene.pass(Duration.ofSeconds(2));
        assertThat(store.renew(Set.of(token), LEASE)).containsExactly(token);
        scene.pass(Duration.ofSeconds(2));
        assertThat(claim(LEASE)).isEmpty();
        scene.pass(Duration.ofSeconds(1));
        assertThat(claim(LEASE)).hasSize(1);
    }

    @Test
    void a_retry_waits_and_a_release_does_not_count() {
        scene.given("ann", CHARGE);
        store.settle(List.of(new Settlement.Retry(claim(LEASE).getFirst().token(), LEASE, "busy")));
        assertThat(claim(LEASE)).isEmpty();
        scene.pass(LEASE);
        Delivery second = claim(LEASE).getFirst();
        assertThat(second.due()).isEqualTo(Instant.ofEpochSecond(3));
        store.settle(List.of(new Settlement.Released(second.token())));
        assertThat(claim(LEASE)).extracting(Delivery::attempt).containsExactly(2);
    }

    @Test
    void a_dead_letter_is_redriven_once_with_its_attempts_at_0() {
        scene.given("ann", CHARGE);
        Delivery given = claim(LEASE).getFirst();
        store.settle(List.of(new Settlement.Dead(given.token(), "hopeless")));
        assertThat(store.reads().deadLetters(10))
                .extracting(letter -> letter.why())
                .containsExactly("hopeless");
        assertThat(store.redrive(Set.of(given.id()))).isEqualTo(1);
        assertThat(store.redrive(Set.of(given.id()))).isZero();
        assertThat(store.reads().deadLetters(10)).isEmpty();
        assertThat(claim(LEASE)).extracting(Delivery::attempt).containsExactly(1);
    }

    @Test
    void the_witness_records_who_claimed_and_who_settled_which_claim() {
        scene.given("ann", CHARGE);
        FencingToken old = claim(ZERO).getFirst().token();
        FencingToken present = claim(LEASE).getFirst().token();
        store.settle(List.of(new Settlement.Done(old)), _ -> present);
        assertThat(scene.entries).filteredOn(Claimed.class::isInstance).hasSize(2);
        assertThat(scene.entries).last().isInstanceOfSatisfying(Settled.class, settled -> {
            assertThat(settled.token()).isEqualTo(present.value());
            assertThat(settled.settledBy()).isEqualTo(old.value());
        });
    }

    private List<Delivery> claim(Duration lease) {
        return store.claim("n1", CHARGE, 10, lease);
    }
}
