package tribunal.fault.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import foodcourt.order.CustomerId;
import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderItem;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.DeliveryResult;
import foodcourt.port.FencingToken;
import foodcourt.port.FunctionName;
import foodcourt.port.Ports;
import foodcourt.port.Settlement;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest;
import foodcourt.port.ThirdPartyRequest.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tribunal.fault.FakePorts;
import tribunal.fault.Flows;
import tribunal.fault.plan.CrashPoint;
import tribunal.fault.plan.CrashPoint.Place;
import tribunal.fault.plan.FatesByArrival;
import tribunal.fault.plan.FaultPlan;
import tribunal.fault.plan.FaultRule;
import tribunal.fault.plan.FaultRules;
import tribunal.fault.plan.FaultSpec;
import tribunal.fault.plan.PlannedEntity;
import tribunal.fault.plan.PoisonMode;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.RolledBack;
import tribunal.history.Entry;

/**
 * Each fate does to an attempt what its name says. The function here asks a third party (call 1) and commits (calls 2
 * and 3).
 */
class FaultInjectorTest {
    private static final Order ORDER = Order.placed(new PlaceOrder(
            new CustomerId("ann"), new RequestId("r"), new RestaurantId("x"), List.of(new OrderItem("pizza", 1, 950))));
    private static final DeliveryId ID = new DeliveryId(Event.of(ORDER, null).id(), new FunctionName("ChargePayment"));
    private static final Delivery DELIVERY =
            new Delivery(ID, Event.of(ORDER, null), 1, new FencingToken(ID, 7), Instant.EPOCH);

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final FakePorts fakes = new FakePorts();
    private Ports ports = fakes.ports();

    private FaultInjector inject(FaultSpec spec) {
        TreeMap<String, PlannedEntity> orders = new TreeMap<>();
        orders.put(ORDER.id().toString(), new PlannedEntity(0, "happy"));
        FaultRule always = new FaultRule("rule", 1, Optional.empty(), Optional.empty(), Optional.empty(), spec);
        FaultInjector injector = new FaultInjector(
                new FaultPlan(42, new FaultRules(3, List.of(always)), orders, Flows.FOODCOURT),
                "n",
                Instant::now,
                0,
                entry -> entries.add(entry.get()));
        ports = injector.apply(fakes.ports());
        fakes.function = this::work;
        return injector;
    }

    @Test
    void an_entity_that_is_first_seen_after_heal_has_no_fate_by_arrival() {
        TreeMap<String, PlannedEntity> places = new TreeMap<>();
        places.put("place", new PlannedEntity(0, "happy"));
        FaultRule always = new FaultRule(
                "rule",
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new FaultSpec.Poison(PoisonMode.ERROR));
        FaultPlan plan = new FaultPlan(42, new FaultRules(3, List.of(always)), places, Flows.FOODCOURT);
        for (boolean isHealed : List.of(false, true)) {
            FaultInjector injector = new FaultInjector(
                    new FatesByArrival(plan), "n", Instant::now, 0, entry -> entries.add(entry.get()));
            ports = injector.apply(fakes.ports());
            if (isHealed) {
                injector.heal();
            }
            assertThat(ports.channel().deliver(DELIVERY) instanceof DeliveryResult.Failed)
                    .isNotEqualTo(isHealed);
        }
    }

    private void work() {
        ThirdPartyRequest charge = new ThirdPartyRequest(Kind.CHARGE, "k", ORDER.id(), ID, 950, Optional.empty());
        assertThat(ports.thirdParties().request(charge)).isInstanceOf(ThirdPartyReply.class);
        Order written = ports.transactions().transact(tx -> {
            tx.update(ORDER);
            return ORDER;
        });
        assertThat(written).isEqualTo(ORDER);
    }

    private DeliveryResult deliverHealing(FaultInjector injector) {
        Thread healing = Thread.ofVirtual().start(() -> {
            await().until(() -> entries.stream().anyMatch(FateMet.class::isInstance));
            injector.heal();
        });
        DeliveryResult answer = ports.channel().deliver(DELIVERY);
        assertThat(healing.isAlive() || entries.stream().anyMatch(FateMet.class::isInstance))
                .isTrue();
        return answer;
    }

    private <E extends Entry> List<E> seen(Class<E> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void assertCrash(CrashPoint point, int requests, int commits) {
        FaultInjector injector = inject(new FaultSpec.Crash(Optional.of(point)));
        assertThat(deliverHealing(injector)).isInstanceOf(DeliveryResult.NoAnswer.class);
        assertThat(fakes.requests.get()).isEqualTo(requests);
        assertThat(fakes.commits.get()).isEqualTo(commits);
        assertThat(seen(AttemptEnded.class))
                .singleElement()
                .satisfies(e -> assertThat(e.ending()).isEqualTo(Ending.CRASHED))
                .satisfies(e -> assertThat(e.point()).isEqualTo(point.toString()));
    }

    @Test
    void a_crash_before_the_start_does_nothing() {
        assertCrash(CrashPoint.at(Place.BEFORE_START), 0, 0);
    }

    @Test
    void a_crash_before_a_call_keeps_it_from_taking_effect() {
        assertCrash(new CrashPoint(Place.BEFORE_CALL, 1), 0, 0);
    }

    @Test
    void a_crash_after_a_call_comes_when_it_has_taken_effect() {
        assertCrash(new CrashPoint(Place.AFTER_CALL, 1), 1, 0);
    }

    @Test
    void a_crash_inside_a_transaction_rolls_it_back() {
        assertCrash(new CrashPoint(Place.AFTER_CALL, 3), 1, 0);
        assertThat(seen(RolledBack.class)).hasSize(1);
    }

    @Test
    void a_crash_before_the_answer_comes_after_the_commit() {
        assertCrash(CrashPoint.at(Place.BEFORE_ANSWER), 1, 1);
    }

    @Test
    void a_crash_past_the_last_call_is_not_reached() {
        inject(new FaultSpec.Crash(Optional.of(new CrashPoint(Place.BEFORE_CALL, 9))));
        assertThat(ports.channel().deliver(DELIVERY)).isInstanceOf(DeliveryResult.Done.class);
        assertThat(seen(FateMet.class)).isEmpty();
    }

    @Test
    void a_crashed_attempt_cannot_make_further_calls() {
        inject(new FaultSpec.Crash(Optional.of(new CrashPoint(Place.BEFORE_CALL, 1))));
        AttemptContext context = new AttemptContext(CrashPoint.at(Place.BEFORE_START));
        assertThatThrownBy(() -> context.reach(Place.BEFORE_START)).isInstanceOf(InjectedCrash.class);
        assertThatThrownBy(() -> context.run(() -> ports.transactions().transact(_ -> ORDER)))
                .isInstanceOf(InjectedCrash.class);
    }

    @Test
    void a_dropped_attempt_never_reaches_the_function() {
        assertThat(deliverHealing(inject(new FaultSpec.Drop()))).isInstanceOf(DeliveryResult.NoAnswer.class);
        assertThat(seen(AttemptStarted.class)).isEmpty();
    }

    @Test
    void a_lost_answer_is_one_of_work_that_was_done() {
        assertThat(deliverHealing(inject(new FaultSpec.LoseAnswer()))).isInstanceOf(DeliveryResult.NoAnswer.class);
        assertThat(fakes.commits.get()).isEqualTo(1);
    }

    @Test
    void a_lost_settle_never_reaches_the_queue_and_its_neighbours_do() {
        inject(new FaultSpec.LoseSettle());
        assertThat(ports.channel().deliver(DELIVERY)).isInstanceOf(DeliveryResult.Done.class);
        FencingToken other = new FencingToken(ID, 8);
        assertThat(ports.queue().settle(List.of(new Settlement.Done(DELIVERY.token()), new Settlement.Done(other))))
                .isEmpty();
        assertThat(fakes.settled).containsExactly(other);
        assertThat(seen(FateMet.class))
                .singleElement()
                .satisfies(m -> assertThat(m.fate()).isEqualTo("lose-settle"));
    }

    @Test
    void copies_run_beside_the_original_and_their_answers_are_discarded() {
        inject(new FaultSpec.Duplicate(2, 2, Duration.ZERO, Duration.ZERO, 1, 0));
        assertThat(ports.channel().deliver(DELIVERY)).isInstanceOf(DeliveryResult.Done.class);
        await().untilAsserted(() -> assertThat(seen(AttemptEnded.class))
                .extracting(AttemptEnded::copy)
                .containsExactlyInAnyOrder(0, 1, 2));
    }

    @Test
    void heal_cancels_copies_that_have_not_begun() {
        FaultInjector injector = inject(new FaultSpec.Duplicate(3, 3, Duration.ofHours(1), Duration.ofHours(1), 0, 0));
        ports.channel().deliver(DELIVERY);
        injector.heal();
        fakes.joinAll();
        assertThat(seen(AttemptStarted.class)).hasSize(1);
    }

    @Test
    void after_heal_nothing_has_a_fault() {
        FaultInjector injector = inject(new FaultSpec.Drop());
        injector.heal();
        assertThat(ports.channel().deliver(DELIVERY)).isInstanceOf(DeliveryResult.Done.class);
    }
}
