package tribunal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.Story.TOTAL;
import static tribunal.verify.Story.delivery;
import static tribunal.verify.Story.history;
import static tribunal.verify.Story.sound;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.List;
import org.junit.jupiter.api.Test;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.History;
import tribunal.history.Phase;

class JudgeTest {
    private static final DeliveryId CHARGE = delivery("o-1", 1, "ChargePayment");

    @Test
    void the_guarantees_that_are_built_stand_in_the_order_in_which_they_are_shown() {
        assertThat(Judge.GUARANTEES)
                .containsExactly(
                        "atomicity",
                        "at-least-once",
                        "idempotent-outcomes",
                        "order-independence",
                        "subscription",
                        "no-overlap",
                        "recovery",
                        "amplification",
                        "coverage");
        assertThat(sound().drained().judged().guarantees())
                .extracting(Verdict::guarantee)
                .isEqualTo(Judge.GUARANTEES);
    }

    @Test
    void without_the_runs_start_every_verdict_is_unknown() {
        Verdicts verdicts = Judge.judge(new History(List.of(new Drained(1))), Foodcourt.MODEL);

        assertThat(verdicts.guarantees()).hasSize(9).allSatisfy(v -> {
            assertThat(v.ruling()).isEqualTo(Ruling.UNKNOWN);
            assertThat(v.reason()).contains("RunStarted is missing");
        });
        assertThat(verdicts.exit()).isEqualTo(2);
    }

    @Test
    void an_empty_history_is_unknown_too() {
        assertThat(Judge.judge(new History(List.of()), Foodcourt.MODEL).exit()).isEqualTo(2);
    }

    @Test
    void a_verifier_that_fails_is_unknown_and_the_others_go_on() {
        Evidence evidence = sound().drained().evidence();
        Guarantee failing = new Guarantee() {
            @Override
            public void judge(Evidence part) {
                throw new IllegalStateException("index out of reach");
            }

            @Override
            public Findings findings() {
                return evidence.run().findings();
            }
        };
        Verifiers.Verifier verifier =
                new Verifiers.Verifier("failing", evidence.run().demands(), failing);
        verifier.add(evidence);
        verifier.add(evidence);

        assertThatVerdict(verifier.said())
                .isUnknown("its verifier failed: java.lang.IllegalStateException: index out of reach");
    }

    @Test
    void what_is_demanded_and_was_never_put_to_the_test_is_unknown() {
        assertThatVerdict(sound().demands("at-least-once").drained().verdict("at-least-once"))
                .isUnknown("nothing gave it an opportunity to fail");
        assertThatVerdict(sound().drained().verdict("at-least-once")).isNotExercised();
    }

    @Test
    void a_violation_counts_although_nothing_was_demanded() {
        Story story = history().applies("charge", "o-1", TOTAL).applies("charge", "o-1", TOTAL);

        assertThat(story.judged().exit()).isEqualTo(1);
    }

    @Test
    void all_violations_are_counted_and_the_first_twenty_shown_in_the_order_of_time() {
        Story story = history();
        for (int i = 10; i < 40; i++) {
            story.commitsWithoutEvent("o-" + i, "PLACED");
        }
        Verdict verdict = story.drained().verdict("atomicity");

        assertThat(verdict.total()).isEqualTo(30);
        assertThat(verdict.violations()).hasSize(20);
        assertThat(verdict.violations()).extracting(Violation::order).startsWith("o-10", "o-11", "o-12");
    }

    @Test
    void a_history_cut_short_is_unknown_wherever_nothing_convicts() {
        assertThat(sound().judged().guarantees())
                .filteredOn(v -> !v.guarantee().equals("coverage"))
                .extracting(Verdict::ruling)
                .containsOnly(Ruling.UNKNOWN);
    }

    @Test
    void everything_is_counted() {
        assertThat(sound().drained().judged().counts())
                .containsEntry("orders", 1L)
                .containsEntry("events", 5L)
                .containsEntry("versions", 5L)
                .containsEntry("deliveries", 15L)
                .containsEntry("attempts", 15L)
                .containsEntry("updates", 0L)
                .containsEntry("operations", 0L)
                .containsEntry("indeterminate", 0L);
    }

    @Test
    void coverage_is_demanded_when_something_is_expected() {
        assertThatVerdict(sound().drained().verdict("coverage")).isNotExercised();
        assertThatVerdict(sound().expects("drop", 1, false).drained().verdict("coverage"))
                .isUnknown("drop occurred 0 times, expected at least 1");
    }

    @Test
    void coverage_counts_faults_that_were_met_and_situations() {
        // 10% of 15 deliveries are 1.5: one duplicate is too few, two are enough
        Story once = sound().expects("duplicate", 0.1, true).meets(CHARGE, 1, "duplicate");
        Story twice = sound().expects("duplicate", 0.1, true)
                .expects("answer-lost-retried", 0, false)
                .meets(CHARGE, 1, "duplicate")
                .meets(CHARGE, 2, "duplicate");

        assertThatVerdict(once.drained().verdict("coverage")).isUnknown("duplicate occurred once, expected at least 2");
        assertThatVerdict(twice.drained().verdict("coverage"))
                .isValid()
                .summarises("1 fault and 1 situation, each as often as expected");
    }

    @Test
    void neither_what_was_wanted_before_the_storm_nor_the_canary_is_at_risk() {
        // Committed in the storm, but wanted before it: the plan leaves it alone. 10% of the other 15 are 1.5.
        Story story = history()
                .sends(Kind.PLACE, "rehearsal", "place/c-1/rehearsal")
                .lives("rehearsal")
                .sends(Kind.PLACE, "warm-up", "place/c-1/warm-up")
                .phase(Phase.STORM)
                .lives("warm-up")
                .sends(Kind.PLACE, "o-1", "place/c-1/o-1")
                .lives("o-1")
                .canary()
                .expects("duplicate", 0.1, true)
                .meets(CHARGE, 1, "duplicate");

        Verdict once = story.drained().verdict("coverage");
        assertThatVerdict(once).isUnknown("duplicate occurred once, expected at least 2");
        assertThat(once.checked()).containsEntry("deliveries at risk", 15L);
        assertThatVerdict(story.meets(CHARGE, 2, "duplicate").verdict("coverage"))
                .isValid();
    }

    @Test
    void an_unknown_that_nobody_demanded_does_not_fail_the_run() {
        Story cutShort = history().commits("o-1", "PLACED");

        assertThat(cutShort.judged().guarantees())
                .anySatisfy(v -> assertThat(v.ruling()).isEqualTo(Ruling.UNKNOWN));
        assertThat(cutShort.judged().exit()).isZero();
        assertThat(cutShort.demands("at-least-once").judged().exit()).isEqualTo(2);
    }

    @Test
    void the_guarantees_alone_are_judged_as_with_all_the_rest() {
        for (Story story : List.of(
                sound().drained(),
                sound(),
                history().commitsWithoutEvent("o-1", "PLACED").drained())) {
            assertThat(Judge.rulings(story.told(), Foodcourt.MODEL).guarantees())
                    .isEqualTo(story.judged().guarantees());
        }
        assertThat(Judge.rulings(new History(List.of()), Foodcourt.MODEL).guarantees())
                .isEqualTo(Judge.judge(new History(List.of()), Foodcourt.MODEL).guarantees());
    }
}
