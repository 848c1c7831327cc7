package tribunal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.HistoryBuilder.sound;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Engine;
import tribunal.history.AppModel.Visibility;
import tribunal.history.AppModelBuilder;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.JudgeLimits;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.Violation;

/** What is judged, and what is said, where a history does not show claims, settles, tokens or limits. */
class EngineVisibilityTest {
    private static AppModel seen(@Nullable Engine engine, @Nullable JudgeLimits limits) {
        return new AppModelBuilder(Foodcourt.MODEL)
                .engine(engine)
                .limits(limits)
                .build();
    }

    private static AppModel with(Visibility claims, Visibility settles) {
        return seen(new Engine(null, claims, settles, null), null);
    }

    @Test
    void without_declared_limits_dead_letters_are_not_judged() {
        HistoryBuilder story = history()
                .canary()
                .commits("order:o-1", "PLACED")
                .givesUp(HistoryBuilder.CHARGE, 2)
                .settles(HistoryBuilder.CHARGE, 2, SettleOutcome.RETRY)
                .deliversTheRest("order:o-1")
                .drained();

        assertThat(story.verdict("at-least-once").violations())
                .extracting(Violation::sentence)
                .contains(
                        "OrderPlaced of order o-1 for ChargePayment became a dead letter early, after 2 of 12 attempts");
        assertThat(story.within(JudgeLimits.UNDECLARED).verdict("at-least-once").violations())
                .extracting(Violation::sentence)
                .noneMatch(sentence -> sentence.contains("dead letter"));
        assertThat(history()
                        .canary()
                        .poisons("order:o-1", "OrderPlaced", "ChargePayment", 3)
                        .commits("order:o-1", "PLACED")
                        .givesUp(HistoryBuilder.CHARGE, 2)
                        .within(JudgeLimits.UNDECLARED)
                        .verdict("at-least-once")
                        .violations())
                .extracting(Violation::sentence)
                .containsExactly(
                        "OrderPlaced of order o-1 for ChargePayment became a dead letter early, after 2 of 3 attempts");
    }

    @Test
    void limits_of_the_model_hold_where_the_history_sets_none() {
        AppModel limited = seen(Foodcourt.MODEL.engine(), JudgeLimits.DEFAULT);
        HistoryBuilder story = history()
                .canary()
                .commits("order:o-1", "PLACED")
                .givesUp(HistoryBuilder.CHARGE, 2)
                .deliversTheRest("order:o-1")
                .drained()
                .promises(limited);

        assertThat(story.within(JudgeLimits.UNDECLARED).verdict("at-least-once").violations())
                .extracting(Violation::sentence)
                .anyMatch(sentence -> sentence.endsWith("became a dead letter early, after 2 of 12 attempts"));
        JudgeLimits usual = JudgeLimits.DEFAULT;
        JudgeLimits own = new JudgeLimits(
                3,
                usual.lease(),
                usual.longestSilence(),
                usual.quietTime(),
                usual.catchUp(),
                usual.canaryBound(),
                usual.recoveryBound(),
                usual.isolationBound(),
                usual.leastRetryGap(),
                usual.forgottenAfter(),
                256,
                null,
                null);
        assertThat(story.within(own).verdict("at-least-once").violations())
                .extracting(Violation::sentence)
                .anyMatch(sentence -> sentence.endsWith("became a dead letter early, after 2 of 3 attempts"));
    }

    @Test
    void without_settles_a_delivery_is_done_when_its_function_has_finished() {
        HistoryBuilder story = history().commits("order:o-1", "PLACED");
        for (String function : List.of("ChargePayment", "NotifyCustomer", "ProjectRestaurantBoard")) {
            story.begins(delivery("order:o-1", 1, function), 1, 0)
                    .ends(delivery("order:o-1", 1, function), 1, 0, Ending.DONE);
        }

        assertThatVerdict(story.promises(with(Visibility.NONE, Visibility.NONE))
                        .drained()
                        .verdict("at-least-once"))
                .summarises(
                        "3 of 3, 0 dead letters; not declared: effects of functions; not observed: claims, settles");
        assertThat(story.verdict("no-overlap").summary()).endsWith("not observed: claims, settles");
        assertThat(history()
                        .canary()
                        .commits("order:o-1", "PLACED")
                        .promises(with(Visibility.NONE, Visibility.NONE))
                        .drained()
                        .verdict("at-least-once")
                        .violations())
                .hasSize(3)
                .allSatisfy(violation -> assertThat(violation.sentence()).contains("was lost: never started"));
    }

    @Test
    void a_demanded_guarantee_that_nothing_could_break_says_what_is_not_observed() {
        HistoryBuilder story = sound().demands("no-overlap").drained();

        assertThatVerdict(story.promises(with(Visibility.NONE, Visibility.NONE)).verdict("no-overlap"))
                .isUnknownBecause("nothing gave it an opportunity to fail"
                        + " (not observed: the model says that the history shows no claims and no settles)");
    }

    @Test
    void an_expected_situation_that_no_entry_could_show_says_so() {
        HistoryBuilder story = sound().expects("redriven", 1, false)
                .expects("stale-settle", 1, false)
                .expects("late-copy", 1, false)
                .drained();

        assertThatVerdict(story.verdict("coverage"))
                .isUnknownBecause("redriven occurred 0 times, expected at least 1;"
                        + " stale-settle occurred 0 times, expected at least 1;"
                        + " late-copy occurred 0 times, expected at least 1");
        assertThatVerdict(story.promises(with(Visibility.NONE, Visibility.NONE)).verdict("coverage"))
                .isUnknownBecause("redriven occurred 0 times, expected at least 1"
                        + " (not observed: the model says that the history shows no claims and no settles);"
                        + " stale-settle occurred 0 times, expected at least 1"
                        + " (not observed: the model says that the history shows no claims);"
                        + " late-copy occurred 0 times, expected at least 1");
    }

    @Test
    void without_claims_an_attempt_again_needs_no_cause() {
        HistoryBuilder story = sound().attempts(HistoryBuilder.CHARGE, 2, Ending.DONE)
                .settles(HistoryBuilder.CHARGE, 2, SettleOutcome.DONE)
                .drained();

        assertThatVerdict(story.verdict("no-overlap"))
                .isInvalid(
                        "OrderPlaced of order o-1 for ChargePayment was handed over again 0.1 s after attempt 1, for no recorded cause");
        assertThat(story.promises(with(Visibility.OBSERVED, Visibility.NONE))
                        .verdict("no-overlap")
                        .summary())
                .endsWith("not observed: settles");
        assertThat(story.promises(with(Visibility.NONE, Visibility.OBSERVED))
                        .verdict("no-overlap")
                        .violations())
                .isEmpty();
    }

    @Test
    void without_claims_or_settles_amplification_counts_no_attempts_and_says_so() {
        HistoryBuilder again = sound().attempts(HistoryBuilder.CHARGE, 2, Ending.DONE)
                .settles(HistoryBuilder.CHARGE, 2, SettleOutcome.DONE)
                .drained();

        assertThatVerdict(again.verdict("amplification"))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was handed over 2 times, for 0 causes recorded");
        for (Visibility claims : Visibility.values()) {
            Verdict judged = again.promises(with(claims, Visibility.NONE)).verdict("amplification");
            assertThat(judged.violations()).isEmpty();
            assertThat(judged.summary()).contains("not observed: ").endsWith("settles");
        }
        Verdict unclaimed =
                again.promises(with(Visibility.NONE, Visibility.OBSERVED)).verdict("amplification");
        assertThat(unclaimed.violations()).isEmpty();
        assertThat(unclaimed.summary()).endsWith("not observed: claims");
    }

    @Test
    void without_settles_gaps_between_retries_may_shrink() {
        HistoryBuilder story = history().canary().commits("order:o-1", "PLACED");
        long[] pauses = {1_000, 1_000, 100};
        for (int attempt = 1; attempt <= pauses.length; attempt++) {
            story.attempts(HistoryBuilder.CHARGE, attempt, Ending.FAILED)
                    .answered(HistoryBuilder.CHARGE, attempt, Answer.FAILED)
                    .after(pauses[attempt - 1]);
        }
        story.attempts(HistoryBuilder.CHARGE, 4, Ending.DONE)
                .deliversTheRest("order:o-1")
                .drained();

        assertThat(story.promises(with(Visibility.OBSERVED, Visibility.OBSERVED))
                        .verdict("amplification")
                        .violations())
                .extracting(Violation::sentence)
                .anyMatch(sentence -> sentence.contains("those before it were at least"));
        assertThat(story.promises(with(Visibility.OBSERVED, Visibility.NONE))
                        .verdict("amplification")
                        .violations())
                .isEmpty();
    }

    @Test
    void without_settles_poison_fails_until_its_last_entry_and_recovery_says_so() {
        HistoryBuilder story = history()
                .canary()
                .commits("order:o-1", "PLACED")
                .decides(HistoryBuilder.CHARGE, 1, "poison")
                .attempts(HistoryBuilder.CHARGE, 1, Ending.FAILED)
                .answered(HistoryBuilder.CHARGE, 1, Answer.FAILED)
                .after(100)
                .commits("order:o-2", "PLACED")
                .due(0)
                .after(20_000)
                .attempts(delivery("order:o-2", 1, "NotifyCustomer"), 1, Ending.DONE)
                .settles(delivery("order:o-2", 1, "NotifyCustomer"), 1, SettleOutcome.DONE)
                .neverDelivers(HistoryBuilder.CHARGE)
                .deliversTheRest("order:o-1")
                .deliversTheRest("order:o-2")
                .drained();

        assertThat(story.promises(with(Visibility.OBSERVED, Visibility.OBSERVED))
                        .verdict("recovery")
                        .violations())
                .extracting(Violation::sentence)
                .anyMatch(sentence -> sentence.contains("for ChargePayment kept failing"));
        Verdict unsettled =
                story.promises(with(Visibility.OBSERVED, Visibility.NONE)).verdict("recovery");
        assertThat(unsettled.violations()).isEmpty();
        assertThat(unsettled.summary()).endsWith("not observed: settles");
    }

    @Test
    void without_tokens_of_settles_neither_fencing_nor_late_answers_are_judged() {
        HistoryBuilder story = sound();
        story.add(
                new Settled(story.now() + 1, HistoryBuilder.CHARGE.event(), "ChargePayment", 1, 7, SettleOutcome.DONE));
        Engine unfenced = new Engine(null, Visibility.OBSERVED, Visibility.OBSERVED, Visibility.NONE);

        assertThat(story.drained().verdict("no-overlap").violations())
                .extracting(Violation::sentence)
                .anyMatch(sentence -> sentence.endsWith("was settled as DONE by token 7, but token 1 held it"));
        Verdict judged = story.promises(seen(unfenced, null)).verdict("no-overlap");
        assertThat(judged.violations()).isEmpty();
        assertThat(judged.summary()).endsWith("not observed: fencing");

        HistoryBuilder late = history()
                .commits("order:o-1", "PLACED")
                .timesOut(256)
                .claims(HistoryBuilder.CHARGE, 1)
                .begins(HistoryBuilder.CHARGE, 1, 0)
                .ends(HistoryBuilder.CHARGE, 1, 0, Ending.DONE)
                .at(9_000)
                .answered(HistoryBuilder.CHARGE, 1, Answer.DONE)
                .settles(HistoryBuilder.CHARGE, 1, SettleOutcome.DONE);
        assertThat(late.verdict("no-overlap").violations()).hasSize(1);
        assertThat(late.promises(seen(unfenced, null)).verdict("no-overlap").violations())
                .isEmpty();
    }
}
