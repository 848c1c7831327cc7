package tribunal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.port.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.FateDecided;
import tribunal.history.ChannelEntry.FateMet;

/** Functions that answer with a failure, or too late. */
class FailingFatesTest {
    private static final Duration HANG = Duration.ofMillis(2_500);

    @Test
    void a_failure_is_answered_with_its_wish_to_be_left_alone_and_the_function_is_not_run() {
        InjectedApp app = InjectedApp.with(new Harm.Fail(503, Optional.of(Duration.ofSeconds(1))));
        assertThat(app.deliver(InjectedApp.placed("ChargePayment", 1)))
                .isEqualTo(new Answer.Failed(Optional.of(Duration.ofSeconds(1)), false, "answered 503"));
        assertThat(app.seen(AttemptStarted.class)).isEmpty();
        assertThat(app.met()).containsExactly("fail");
        assertThat(app.seen(FateDecided.class))
                .singleElement()
                .satisfies(d -> assertThat(d.detail()).isEqualTo("503, retry after 1000 ms"));
    }

    @Test
    void failures_end_with_the_injuries_and_with_heal() {
        InjectedApp app = InjectedApp.with(new Harm.Fail(500, Optional.empty()));
        assertThat(app.deliver(InjectedApp.placed("ChargePayment", 3))).isInstanceOf(Answer.Failed.class);
        assertThat(app.deliver(InjectedApp.placed("ChargePayment", 4))).isInstanceOf(Answer.Done.class);
        app.injector.heal();
        assertThat(app.deliver(InjectedApp.placed("ChargePayment", 1))).isInstanceOf(Answer.Done.class);
    }

    @Test
    void a_hanging_attempt_has_done_its_work_and_answers_past_the_time_out() {
        InjectedApp app = InjectedApp.with(new Harm.Hang(HANG, HANG));
        app.fakes.waitsEndAtOnce = true;
        assertThat(app.deliver(InjectedApp.placed("ChargePayment", 1))).isInstanceOf(Answer.Done.class);
        assertThat(app.seen(AttemptEnded.class)).hasSize(1);
        assertThat(app.met()).containsExactly("hang");
        // What the work took is part of it: on a slow machine up to half a second.
        assertThat(app.fakes.waits)
                .singleElement()
                .satisfies(w -> assertThat(w).isBetween(Faults.DELIVERY_TIMEOUT, HANG));
    }

    @Test
    void heal_ends_a_hang() {
        InjectedApp app = InjectedApp.with(new Harm.Hang(Duration.ofHours(1), Duration.ofHours(1)));
        CompletableFuture<Answer> hanging = app.delivering(InjectedApp.placed("ChargePayment", 1));
        app.awaitSeen(FateMet.class);
        assertThat(hanging).isNotDone();
        app.injector.heal();
        assertThat(hanging.join()).isInstanceOf(Answer.Done.class);
    }

    @ParameterizedTest
    @EnumSource
    void poison_fails_every_attempt_and_outlasts_injuries_and_heal(Poisoning how) {
        InjectedApp app = InjectedApp.with(new Harm.Poison(how));
        app.injector.heal();
        for (int attempt = 1; attempt <= 12; attempt++) {
            assertThat(app.deliver(InjectedApp.placed("ChargePayment", attempt)))
                    .isInstanceOfSatisfying(
                            Answer.Failed.class,
                            failed -> assertThat(failed.permanent()).isEqualTo(how == Poisoning.PERMANENT));
        }
        assertThat(app.met()).hasSize(12).containsOnly("poison");
        assertThat(app.seen(AttemptStarted.class)).isEmpty();
    }
}
