package tribunal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import foodcourt.port.DeliveryResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tribunal.fault.inject.OvertakingTracker;
import tribunal.fault.plan.FaultSpec;
import tribunal.history.ChannelEntry.AttemptStarted;

/** Events of one order that reach functions in another order than they happened in. */
class OvertakingTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final InjectedApp app = InjectedApp.with(new FaultSpec.Reorder(HOUR, HOUR));

    private void awaitHeld(int count) {
        await().until(() -> app.fakes.waits.size() == count);
    }

    @Test
    void a_held_event_goes_on_when_a_later_one_of_its_order_has_reached_any_function() {
        CompletableFuture<DeliveryResult> held = app.delivering(InjectedApp.placed("NotifyCustomer", 1));
        awaitHeld(1);
        app.deliver(InjectedApp.paid("RequestApproval"));
        assertThat(held.join()).isInstanceOf(DeliveryResult.Done.class);
        assertThat(app.met()).containsExactly("reorder");
        assertThat(app.seen(AttemptStarted.class))
                .extracting(AttemptStarted::function)
                .containsExactly("RequestApproval", "NotifyCustomer");
    }

    @Test
    void an_event_that_is_late_already_is_not_held() {
        app.deliver(InjectedApp.paid("RequestApproval"));
        app.deliver(InjectedApp.placed("NotifyCustomer", 1));
        assertThat(app.met()).containsExactly("reorder");
        assertThat(app.fakes.waits).isEmpty();
    }

    @Test
    void an_event_of_the_same_version_does_not_overtake() {
        CompletableFuture<DeliveryResult> held = app.delivering(InjectedApp.placed("NotifyCustomer", 1));
        awaitHeld(1);
        app.deliver(InjectedApp.placed("ChargePayment", 1));
        assertThat(held).isNotDone();
        app.injector.heal();
        held.join();
    }

    @Test
    void when_the_window_ends_first_the_fate_is_not_met() {
        app.fakes.waitsEndAtOnce = true;
        assertThat(app.deliver(InjectedApp.placed("NotifyCustomer", 1))).isInstanceOf(DeliveryResult.Done.class);
        assertThat(app.fakes.waits).containsExactly(HOUR);
        assertThat(app.met()).isEmpty();
    }

    @Test
    void heal_releases_what_is_held() {
        CompletableFuture<DeliveryResult> held = app.delivering(InjectedApp.placed("NotifyCustomer", 1));
        awaitHeld(1);
        app.injector.heal();
        assertThat(held.join()).isInstanceOf(DeliveryResult.Done.class);
        assertThat(app.met()).isEmpty();
    }

    @Test
    void no_more_than_half_of_a_function_s_slots_are_held() {
        List<CompletableFuture<DeliveryResult>> held = new ArrayList<>();
        for (int n = 0; n < OvertakingTracker.HELD_MAX; n++) {
            held.add(app.delivering(InjectedApp.placed("NotifyCustomer", 1)));
        }
        awaitHeld(OvertakingTracker.HELD_MAX);
        assertThat(app.deliver(InjectedApp.placed("NotifyCustomer", 1))).isInstanceOf(DeliveryResult.Done.class);
        app.injector.heal();
        held.forEach(CompletableFuture::join);
        app.fakes.waits.clear();
        assertThat(app.deliver(InjectedApp.placed("NotifyCustomer", 1))).isInstanceOf(DeliveryResult.Done.class);
    }

    @Test
    void a_late_copy_comes_after_a_later_event() {
        InjectedApp late = InjectedApp.with(new FaultSpec.Duplicate(1, 1, Duration.ZERO, Duration.ZERO, 0, 1));
        late.deliver(InjectedApp.placed("ChargePayment", 1));
        await().until(() -> late.fakes.waits.size() == 1);
        late.deliver(InjectedApp.paid("RequestApproval"));
        await().until(() -> late.seen(AttemptStarted.class).size() == 3);
        assertThat(late.seen(AttemptStarted.class))
                .extracting(AttemptStarted::function, AttemptStarted::copy)
                .map(Object::toString)
                .containsExactly("(\"ChargePayment\", 0)", "(\"RequestApproval\", 0)", "(\"ChargePayment\", 1)");
        late.injector.heal();
    }

    @Test
    void a_late_copy_comes_without_a_later_event_after_a_few_seconds() {
        InjectedApp late = InjectedApp.with(new FaultSpec.Duplicate(1, 1, Duration.ZERO, Duration.ZERO, 0, 1));
        late.fakes.waitsEndAtOnce = true;
        late.deliver(InjectedApp.placed("ChargePayment", 1));
        late.fakes.joinAll();
        assertThat(late.fakes.waits).containsExactly(Duration.ofSeconds(4), Duration.ofMillis(100));
        assertThat(late.met()).containsExactly("duplicate");
    }
}
