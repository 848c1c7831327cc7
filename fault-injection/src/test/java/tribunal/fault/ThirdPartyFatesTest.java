package tribunal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryResult;
import foodcourt.port.ThirdPartyException;
import foodcourt.port.ThirdPartyRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tribunal.fault.inject.FaultyThirdParties;
import tribunal.fault.inject.HealGate;
import tribunal.fault.plan.FaultSpec;
import tribunal.fault.plan.ThirdPartyFault;
import tribunal.fault.plan.ThirdPartyFault.ThirdPartyFate;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.FateDecided;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.KeyedRandom;

/** Third parties that are slow, fail, or act without an answer; the function asks one of them once. */
class ThirdPartyFatesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Delivery DELIVERY = InjectedApp.placed("NotifyCustomer", 1);

    private static InjectedApp with(FaultSpec spec) {
        InjectedApp app = InjectedApp.with(spec);
        app.fakes.waitsEndAtOnce = true;
        return app;
    }

    private static InjectedApp slowBy(Duration by) {
        return with(new ThirdPartyFault.ThirdPartySlow(by, by));
    }

    private static void assertFailed(InjectedApp app, int requests) {
        assertThat(app.deliver(DELIVERY)).isInstanceOf(DeliveryResult.Failed.class);
        assertThat(app.fakes.requests.get()).isEqualTo(requests);
        assertThat(app.seen(AttemptEnded.class))
                .singleElement()
                .satisfies(e -> assertThat(e.ending()).isEqualTo(Ending.FAILED));
    }

    @Test
    void a_slow_one_answers_later() {
        InjectedApp app = slowBy(Duration.ofMillis(900));
        assertThat(app.deliver(DELIVERY)).isInstanceOf(DeliveryResult.Done.class);
        assertThat(app.fakes.requests.get()).isEqualTo(1);
        assertThat(app.fakes.waits).containsExactly(Duration.ofMillis(900));
        assertThat(app.met()).containsExactly("third-party-slow");
    }

    @Test
    void one_slower_than_the_time_out_has_acted_and_is_not_heard() {
        InjectedApp app = slowBy(Duration.ofSeconds(3));
        assertFailed(app, 1);
        assertThat(app.fakes.waits).containsExactly(SECOND);
        assertThat(app.met()).containsExactly("third-party-slow");
    }

    @Test
    void one_that_fails_has_not_acted() {
        InjectedApp app = with(new ThirdPartyFault.ThirdPartyFails());
        assertFailed(app, 0);
        assertThat(app.met()).containsExactly("third-party-fails");
    }

    @Test
    void one_that_answers_garbage_has_acted_and_all_others_that_fail_have_not() {
        Set<String> acted = new TreeSet<>();
        Set<String> idle = new TreeSet<>();
        for (int order = 0; order < 40; order++) {
            ThirdPartyFate.ThirdPartyFails fate = (ThirdPartyFate.ThirdPartyFails)
                    new ThirdPartyFault.ThirdPartyFails().drawFate(new KeyedRandom(1), "o-" + order);
            (fate.tookEffect() ? acted : idle).add(fate.how());
        }

        assertThat(acted).containsExactly("answered garbage");
        assertThat(idle).containsExactly("answered 409", "answered 500", "connection refused");
        InjectedApp app = with(new ThirdPartyFault.ThirdPartyFails());
        FaultyThirdParties garbled = new FaultyThirdParties(
                app.fakes.ports().thirdParties(),
                new ThirdPartyFate.ThirdPartyFails("answered garbage"),
                new HealGate(app.fakes.ports().threads()),
                () -> {});
        ThirdPartyRequest request = new ThirdPartyRequest(
                ThirdPartyRequest.Kind.NOTIFY, "k", InjectedApp.PLACED.id(), DELIVERY.id(), 0, Optional.empty());
        assertThatThrownBy(() -> garbled.request(request)).isInstanceOf(ThirdPartyException.class);
        assertThat(app.fakes.requests.get()).isEqualTo(1);
    }

    @Test
    void a_silent_one_has_acted_and_is_not_heard() {
        InjectedApp app = with(new ThirdPartyFault.ThirdPartySilent());
        assertFailed(app, 1);
        assertThat(app.fakes.waits).containsExactly(SECOND);
        assertThat(app.met()).containsExactly("third-party-silent");
    }

    @Test
    void a_fate_is_met_only_if_the_attempt_really_asks() {
        InjectedApp app = with(new ThirdPartyFault.ThirdPartyFails());
        app.fakes.function = () -> {};
        assertThat(app.deliver(DELIVERY)).isInstanceOf(DeliveryResult.Done.class);
        assertThat(app.seen(FateDecided.class)).hasSize(1);
        assertThat(app.met()).isEmpty();
    }

    @Test
    void functions_that_ask_nobody_are_left_alone() {
        InjectedApp app = with(new ThirdPartyFault.ThirdPartyFails());
        app.fakes.function = () -> {};
        app.deliver(InjectedApp.placed("ProjectRestaurantBoard", 1));
        assertThat(app.seen(FateDecided.class)).isEmpty();
    }

    @Test
    void no_delivery_has_more_faults_than_allowed() {
        InjectedApp app = with(new ThirdPartyFault.ThirdPartyFails());
        assertThat(app.deliver(InjectedApp.placed("NotifyCustomer", 3))).isInstanceOf(DeliveryResult.Failed.class);
        assertThat(app.deliver(InjectedApp.placed("NotifyCustomer", 4))).isInstanceOf(DeliveryResult.Done.class);
    }

    @Test
    void after_heal_they_answer_attempts_that_had_begun_before() {
        InjectedApp app = with(new ThirdPartyFault.ThirdPartySilent());
        app.fakes.function = () -> {
            app.injector.heal();
            app.ask();
        };
        assertThat(app.deliver(DELIVERY)).isInstanceOf(DeliveryResult.Done.class);
        assertThat(app.met()).isEmpty();
    }

    @Test
    void heal_releases_a_slow_one_s_answer() {
        InjectedApp app =
                InjectedApp.with(new ThirdPartyFault.ThirdPartySlow(Duration.ofMillis(900), Duration.ofMillis(900)));
        var answer = app.delivering(DELIVERY);
        app.awaitSeen(FateMet.class);
        app.injector.heal();
        assertThat(answer.join()).isInstanceOf(DeliveryResult.Done.class);
    }
}
