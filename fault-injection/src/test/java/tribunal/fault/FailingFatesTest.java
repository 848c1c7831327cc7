package tribunal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.port.DeliveryResult;
import foodcourt.port.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tribunal.fault.plan.FaultSpec;
import tribunal.fault.plan.PoisonMode;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.FateDecided;
import tribunal.history.ChannelEntry.FateMet;

/** Functions that answer with a failure, or too late. */
class FailingFatesTest {
    private static final Duration HANG = Duration.ofMillis(2_500);

    @Test
    void a_failure_is_answered_with_its_wish_to_be_left_alone_and_the_function_is_not_run() {
        InjectedApp app = InjectedApp.with(new FaultSpec.Fail(503, Optional.of(Duration.ofSeconds(1))));
        assertThat(app.deliver(InjectedApp.placed("ChargePayment", 1)))
                .isEqualTo(new DeliveryResult.Failed(Optional.of(Duration.ofSeconds(1)), false, "answered 503"));
        assertThat(app.seen(AttemptStarted.class)).isEmpty();
        assertThat(app.met()).containsExactly("fail");
        assertThat(app.seen(FateDecided.class))
                .singleElement()
                .satisfies(d -> assertThat(d.detail()).isEqualTo("503, retry after 1000 ms"));
    }

    @Test
    void failures_end_at_the_maximum_of_faults_and_at_heal() {
        InjectedApp app = InjectedApp.with(new FaultSpec.Fail(500, Optional.empty()));
        assertThat(app.deliver(InjectedApp.placed("ChargePayment", 3))).isInstanceOf(DeliveryResult.Failed.class);
        assertThat(app.deliver(InjectedApp.placed("ChargePayment", 4))).isInstanceOf(DeliveryResult.Done.class);
        app.injector.heal();
        assertThat(app.deliver(InjectedApp.placed("ChargePayment", 1))).isInstanceOf(DeliveryResult.Done.class);
    }

    @Test
    void a_hanging_attempt_has_done_its_work_and_answers_past_the_time_out() {
        InjectedApp app = InjectedApp.with(new FaultSpec.Hang(HANG, HANG));
        app.fakes.waitsEndAtOnce = true;
        assertThat(app.deliver(InjectedApp.placed("ChargePayment", 1))).isInstanceOf(DeliveryResult.Done.class);
        assertThat(app.seen(AttemptEnded.class)).hasSize(1);
        assertThat(app.met()).containsExactly("hang");
        // What the work took is part of it: on a slow machine up to half a second.
        assertThat(app.fakes.waits)
                .singleElement()
                .satisfies(w -> assertThat(w).isBetween(Settings.defaults().deliveryTimeout(), HANG));
    }

    @Test
    void heal_ends_a_hang() {
        InjectedApp app = InjectedApp.with(new FaultSpec.Hang(Duration.ofHours(1), Duration.ofHours(1)));
        CompletableFuture<DeliveryResult> hanging = app.delivering(InjectedApp.placed("ChargePayment", 1));
        app.awaitSeen(FateMet.class);
        assertThat(hanging).isNotDone();
        app.injector.heal();
        assertThat(hanging.join()).isInstanceOf(DeliveryResult.Done.class);
    }

    @ParameterizedTest
    @EnumSource
    void poison_fails_every_attempt_beyond_the_maximum_of_faults_and_heal(PoisonMode how) {
        InjectedApp app = InjectedApp.with(new FaultSpec.Poison(how));
        app.injector.heal();
        for (int attempt = 1; attempt <= 12; attempt++) {
            assertThat(app.deliver(InjectedApp.placed("ChargePayment", attempt)))
                    .isInstanceOfSatisfying(
                            DeliveryResult.Failed.class,
                            failed -> assertThat(failed.permanent()).isEqualTo(how == PoisonMode.PERMANENT));
        }
        assertThat(app.met()).hasSize(12).containsOnly("poison");
        assertThat(app.seen(AttemptStarted.class)).isEmpty();
    }
}
