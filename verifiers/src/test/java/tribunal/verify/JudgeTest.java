package tribunal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.TOTAL;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.HistoryBuilder.sound;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventAltered;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.Demands.Budget;
import tribunal.history.Demands.Level;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.History;
import tribunal.history.PartitionedHistory;
import tribunal.history.Phase;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;
import tribunal.verify.verdict.Violation;

class JudgeTest {
    @Test
    void the_guarantees_are_listed_in_the_order_in_which_they_are_shown() {
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
            assertThat(v.status()).isEqualTo(VerdictStatus.UNKNOWN);
            assertThat(v.reason()).contains("harness.jsonl is missing or empty");
        });
        assertThat(verdicts.exitCode()).isEqualTo(2);
    }

    @Test
    void an_empty_history_is_unknown_too() {
        assertThat(Judge.judge(new History(List.of()), Foodcourt.MODEL).exitCode())
                .isEqualTo(2);
    }

    @Test
    void a_verifier_that_fails_is_unknown_and_the_others_go_on() {
        PartitionEvidence evidence = sound().drained().evidence();
        Verifier failing = new Verifier() {
            private int partitions;

            @Override
            public void judge(PartitionEvidence partition) {
                throw new IllegalStateException("index out of reach in partition " + ++partitions);
            }

            @Override
            public Findings findings() {
                return evidence.run().findings();
            }
        };
        Verifiers.GuardedVerifier verifier =
                new Verifiers.GuardedVerifier("failing", evidence.run().demands(), failing);
        verifier.add(evidence);
        verifier.add(evidence);

        assertThatVerdict(verifier.result())
                .isUnknownBecause(
                        "its verifier failed: java.lang.IllegalStateException: index out of reach in partition 1");
    }

    @Test
    void what_is_demanded_and_was_never_put_to_the_test_is_unknown() {
        assertThatVerdict(sound().demands("at-least-once").drained().verdict("at-least-once"))
                .isUnknown("nothing gave it an opportunity to fail");
        assertThatVerdict(sound().drained().verdict("at-least-once")).isNotExercised();
    }

    @Test
    void a_violation_counts_although_nothing_was_demanded() {
        HistoryBuilder story = history().applies("charge", "order:o-1", TOTAL).applies("charge", "order:o-1", TOTAL);

        assertThat(story.judged().exitCode()).isEqualTo(1);
    }

    @Test
    void all_violations_are_counted_and_the_first_twenty_shown_in_the_order_of_time() {
        HistoryBuilder story = history();
        for (int i = 10; i < 40; i++) {
            story.commitsWithoutEvent("order:o-" + i, "PLACED");
        }
        Verdict verdict = story.drained().verdict("atomicity");

        assertThat(verdict.total()).isEqualTo(30);
        assertThat(verdict.violations()).hasSize(20);
        assertThat(verdict.violations())
                .extracting(Violation::entity)
                .startsWith("order:o-10", "order:o-11", "order:o-12");
    }

    @Test
    void a_history_cut_short_is_unknown_wherever_nothing_convicts() {
        assertThat(sound().judged().guarantees())
                .filteredOn(v -> !v.guarantee().equals("coverage"))
                .extracting(Verdict::status)
                .containsOnly(VerdictStatus.UNKNOWN);
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
    void an_event_that_is_recorded_twice_must_be_delivered_once() {
        EventRecorded again =
                new EventRecorded(5 * HistoryBuilder.MS, "t-1", "o-1#1", "OrderPlaced", 1, "order:o-1", 1);

        assertThat(sound().add(again).drained().judged().counts())
                .containsEntry("events", 5L)
                .containsEntry("deliveries", 15L);
    }

    @Test
    void an_answer_to_what_nobody_is_known_to_have_asked_is_no_operation() {
        Verdicts verdicts = sound().answers("cancel/1", Outcome.ACKNOWLEDGED, 5, "DELIVERED")
                .drained()
                .judged();

        assertThat(verdicts.counts()).containsEntry("operations", 0L);
        assertThat(verdicts.guarantees())
                .extracting(Verdict::status)
                .containsOnly(VerdictStatus.NOT_EXERCISED, VerdictStatus.VALID);
    }

    @Test
    void coverage_is_demanded_when_something_is_expected() {
        assertThatVerdict(sound().drained().verdict("coverage")).isNotExercised();
        assertThatVerdict(sound().expects("drop", 1, false).drained().verdict("coverage"))
                .isUnknownBecause("drop occurred 0 times, expected at least 1");
        assertThat(sound().drained().judged().exitCode()).isZero();
        assertThat(sound().expects("drop", 1, false).drained().judged().exitCode())
                .isEqualTo(2);
    }

    @Test
    void coverage_counts_faults_that_were_met_and_situations() {
        // 10% of 15 deliveries are 1.5: one duplicate is too few, two are enough
        HistoryBuilder once = sound().expects("duplicate", 0.1, true).meets(CHARGE, 1, "duplicate");
        HistoryBuilder twice = sound().expects("duplicate", 0.1, true)
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
        HistoryBuilder story = history()
                .sends("PLACE", "rehearsal", "place/c-1/rehearsal")
                .lives("rehearsal")
                .sends("PLACE", "warm-up", "place/c-1/warm-up")
                .phase(Phase.STORM)
                .lives("warm-up")
                .sends("PLACE", "order:o-1", "place/c-1/o-1")
                .lives("order:o-1")
                .canary()
                .expects("duplicate", 0.1, true)
                .meets(CHARGE, 1, "duplicate");

        assertThatVerdict(story.drained().verdict("coverage"))
                .isUnknown("duplicate occurred once, expected at least 2")
                .checked("deliveries at risk", 15);
        assertThatVerdict(story.meets(CHARGE, 2, "duplicate").verdict("coverage"))
                .isValid();
    }

    @Test
    void an_unknown_that_nobody_demanded_does_not_fail_the_run() {
        HistoryBuilder cutShort = history().commits("order:o-1", "PLACED");

        assertThat(cutShort.judged().guarantees())
                .anySatisfy(v -> assertThat(v.status()).isEqualTo(VerdictStatus.UNKNOWN));
        assertThat(cutShort.judged().exitCode()).isZero();
        assertThat(cutShort.demands("at-least-once").judged().exitCode()).isEqualTo(2);
    }

    @Test
    void the_guarantees_alone_are_judged_as_with_all_the_rest() {
        for (HistoryBuilder story : List.of(
                sound().drained(),
                sound(),
                history().commitsWithoutEvent("order:o-1", "PLACED").drained())) {
            assertThat(Judge.judgeGuarantees(story.recorded(), Foodcourt.MODEL).guarantees())
                    .isEqualTo(story.judged().guarantees());
        }
        assertThat(Judge.judgeGuarantees(new History(List.of()), Foodcourt.MODEL)
                        .guarantees())
                .isEqualTo(Judge.judge(new History(List.of()), Foodcourt.MODEL).guarantees());
    }

    @Test
    void of_more_violations_than_are_shown_all_are_counted_and_the_first_kept() {
        HistoryBuilder story = history();
        for (int i = 0; i < 50; i++) {
            story.commitsWithoutEvent("order:o-%02d".formatted(49 - i), "PLACED");
        }
        Verdict verdict = story.drained().verdict("atomicity");

        assertThat(verdict.total()).isEqualTo(50);
        assertThat(verdict.violations())
                .hasSize(20)
                .extracting(Violation::entity)
                .startsWith("order:o-49", "order:o-48", "order:o-47");
        assertThatVerdict(verdict).summarises("50 versions without its event, first: order o-49");
    }

    @Test
    void of_kinds_of_violations_the_first_three_are_named_by_when_they_were_first_proven() {
        HistoryBuilder story = history()
                .records("order:o-2", 7, "OrderPaid", "t-9")
                .commitsWithoutEvent("order:o-1", "PLACED")
                .add(new EventAltered(5 * HistoryBuilder.MS, "t-9", "o-9#9", "DELETE"))
                .at(9)
                .sends("PLACE", "order:o-3", "place/3")
                .answers("place/3", Outcome.ACKNOWLEDGED, 1, "PLACED")
                .commitsWithoutEvent("order:o-4", "PLACED");

        assertThatVerdict(story.drained().verdict("atomicity"))
                .summarises("1 event without its version, 2 versions without its event, 1 event altered and more, "
                        + "first: order o-2");
    }

    @Test
    void a_verifier_that_fails_in_the_end_is_unknown() {
        PartitionEvidence evidence = sound().drained().evidence();
        Verifier failing = new Verifier() {
            @Override
            public void judge(PartitionEvidence partition) {}

            @Override
            public Findings findings() {
                throw new IllegalStateException("index out of reach");
            }
        };

        assertThatVerdict(
                        new Verifiers.GuardedVerifier("failing", evidence.run().demands(), failing).result())
                .isUnknown("its verifier failed: java.lang.IllegalStateException: index out of reach");
    }

    @Test
    void a_history_that_cannot_be_indexed_is_unknown() {
        History history =
                new History(List.of(sound().recorded().first(RunStarted.class).orElseThrow(), nameless()));

        assertThat(Judge.judge(history, Foodcourt.MODEL).guarantees())
                .hasSize(9)
                .allSatisfy(v -> assertThat(v.reason()).startsWith("the history could not be indexed: "));
    }

    /** As only a broken tool can write it. */
    @SuppressWarnings("NullAway")
    private static Committed nameless() {
        return new Committed(1, "t-1", null, 1, null, "PLACED", HistoryBuilder.attributes("r-1", "c-1", 1));
    }

    @Test
    void a_part_that_cannot_be_read_is_no_verdict() {
        History run = sound().recorded();
        PartitionedHistory torn = new PartitionedHistory() {
            @Override
            public History runEntries() {
                return run;
            }

            @Override
            public long lastTime() {
                return run.lastTime();
            }

            @Override
            public Iterator<History> iterator() {
                return Stream.<History>generate(() -> {
                            throw new IllegalArgumentException("client.jsonl:7: no entry");
                        })
                        .iterator();
            }
        };

        assertThatThrownBy(() -> Judge.judge(torn, Foodcourt.MODEL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("client.jsonl:7: no entry");
    }

    @Test
    void a_budget_that_only_warns_does_not_fail_the_run() {
        Budget warning = new Budget("place-order", Level.WARN, "p(99) < 1s", 99, 1);
        Verdicts verdicts = new Verdicts(
                List.of(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                List.of(
                        new BudgetResult(warning, VerdictStatus.INVALID, 2, 528),
                        new BudgetResult(warning, VerdictStatus.UNKNOWN, 0, 0)));

        assertThat(verdicts.exitCode()).isZero();
    }

    @Test
    void rulings_are_labelled_as_scripts_read_them() {
        assertThat(VerdictStatus.values())
                .extracting(VerdictStatus::label)
                .containsExactly("VALID", "INVALID", "UNKNOWN", "NOT-EXERCISED");
    }

    @Test
    void ids_are_shortened_and_things_counted_as_people_do() {
        assertThat(FindingText.entity("order:7f3a1b2c-44")).isEqualTo("order 7f3a1b2c");
        assertThat(FindingText.entity("7f3a1b2c")).isEqualTo("entity 7f3a1b2c");
        assertThat(FindingText.count(1, "delivery lost")).isEqualTo("1 delivery lost");
        assertThat(FindingText.count(1_002, "delivery lost")).isEqualTo("1,002 deliveries lost");
        assertThat(FindingText.count(0, "order")).isEqualTo("0 orders");
        assertThat(FindingText.value(Foodcourt.MODEL, "total", "2405")).isEqualTo("24.05");
        assertThat(FindingText.millis(99_949_999)).isEqualTo("99.9 ms");
        assertThat(FindingText.millis(100_000_000)).isEqualTo("100 ms");
        assertThat(FindingText.seconds(1_250_000_000)).isEqualTo("1.3 s");
    }
}
