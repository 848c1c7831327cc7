package tribunal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.Demands;
import tribunal.history.Demands.Budget;
import tribunal.history.Demands.Level;
import tribunal.history.Demands.RelativeBudget;

class ComparisonTest {
    private static final Demands NONE = new Demands(List.of(), List.of(), List.of());
    private static final Demands BELOW_25_MS = medianBelow(25, Level.FAIL);

    private static Demands medianBelow(long ms, Level level) {
        Budget budget = new Budget("place-order", level, "p(50) < " + ms + "ms", 50, ms * 1_000_000);
        return new Demands(List.of(), List.of(), List.of(budget));
    }

    private static ComparedRun run(String name, Latency... latencies) {
        return new ComparedRun(
                name,
                new TreeMap<>(Map.of("scenario", "steady")),
                Optional.empty(),
                Optional.empty(),
                List.of(latencies));
    }

    private static ComparedRun useless(ComparedRun run) {
        return new ComparedRun(
                run.name(), run.conditions(), Optional.of("is INVALID"), Optional.empty(), run.latencies());
    }

    private static ComparedRun placing(String name, Synthetic placing) {
        return run(name, placing.latency("place-order"), placing.latency("fan-out"));
    }

    private static Comparison compare(ComparedRun base, ComparedRun candidate, Demands demands) {
        return Comparing.of(List.of(base), List.of(candidate), demands);
    }

    private static Demands fail(String segment, double percentile, double changeMax) {
        return new Demands(
                List.of(),
                List.of(),
                List.of(),
                List.of(new RelativeBudget(segment, Level.FAIL, "as the test says", percentile, changeMax)));
    }

    private static Ruling ruling(Comparison comparison) {
        return comparison.relative().getFirst().ruling();
    }

    @Test
    void of_two_equal_runs_nothing_is_slower_or_faster_and_no_budget_is_missed() {
        Comparison equal = compare(placing("a", Synthetic.run(1)), placing("b", Synthetic.run(2)), NONE);

        assertThat(equal.slower()).isEmpty();
        assertThat(equal.faster()).isEmpty();
        assertThat(equal.relative()).extracting(RelativeResult::ruling).containsOnly(Ruling.VALID);
        assertThat(equal.exit()).isZero();
    }

    @Test
    void what_nobody_set_a_limit_on_may_get_a_tenth_slower() {
        Comparison slower = compare(
                placing("a", Synthetic.run(1)), placing("b", Synthetic.run(2).median(30)), NONE);

        assertThat(slower.relative()).extracting(r -> r.budget().expression()).contains("p(99) <= +10%");
        assertThat(slower.exit()).isEqualTo(3);
    }

    @Test
    void a_significant_change_misses_a_budget_only_if_it_is_larger() {
        ComparedRun base = placing("a", Synthetic.run(1).calm().perSecond(1_000));
        ComparedRun candidate =
                placing("b", Synthetic.run(2).calm().perSecond(1_000).median(20.8));

        // 4% slower, significantly
        assertThat(ruling(compare(base, candidate, fail("place-order", 50, 0.1))))
                .isEqualTo(Ruling.VALID);
        assertThat(ruling(compare(base, candidate, fail("place-order", 50, 0.01))))
                .isEqualTo(Ruling.INVALID);
        assertThat(compare(base, candidate, NONE).slower()).isEmpty();
    }

    @Test
    void a_large_change_that_is_not_significant_misses_none() {
        Comparison noisy = compare(
                placing("a", Synthetic.run(8).lasting(10).tail(6)),
                placing("b", Synthetic.run(9).lasting(10).tail(6)),
                fail("place-order", 90, 0));

        Change change = noisy.relative().getFirst().change().orElseThrow();
        assertThat(change.share()).isGreaterThan(0.1);
        assertThat(change.significant()).isFalse();
        assertThat(ruling(noisy)).isEqualTo(Ruling.VALID);
    }

    @Test
    void of_too_few_values_a_budget_is_unknown() {
        Comparison brief = compare(
                placing("a", Synthetic.run(1).lasting(10)),
                placing("b", Synthetic.run(2).lasting(10)),
                fail("place-order", 99, 0.1));

        assertThat(ruling(brief)).isEqualTo(Ruling.UNKNOWN);
        assertThat(brief.exit()).isEqualTo(2);
    }

    @Test
    void of_a_segment_that_was_not_measured_too() {
        Comparison none =
                compare(placing("a", Synthetic.run(1)), placing("b", Synthetic.run(2)), fail("handle", 50, 0.1));

        assertThat(ruling(none)).isEqualTo(Ruling.UNKNOWN);
    }

    private static ComparedRun with(String name, Synthetic completion, Synthetic charge, Synthetic approval) {
        Latency charging = charge.latency("handle/ChargePayment");
        Latency approving = approval.latency("handle/RequestApproval");
        Latency together = charge.latency("handle");
        Latency handle =
                new Latency("handle", together.nanos(), null, together.intervals(), List.of(charging, approving));
        return run(name, Synthetic.run(9).latency("place-order"), completion.latency("completion"), handle);
    }

    @Test
    void the_slower_function_is_named() {
        ComparedRun base = with("a", Synthetic.run(1).median(600), Synthetic.run(2), Synthetic.run(3));
        ComparedRun candidate = with(
                "b",
                Synthetic.run(4).median(900),
                Synthetic.run(5).median(320),
                Synthetic.run(6).median(30));
        Comparison comparison = compare(base, candidate, NONE);

        assertThat(comparison.slower()).extracting(SegmentChange::segment).containsExactly("completion", "handle");
        assertThat(comparison.spent()).get().satisfies(part -> {
            assertThat(part.segment()).isEqualTo("handle/ChargePayment");
            // as many attempts as orders: 320 − 20 ms, the mean of a log-normal somewhat above its median
            assertThat((part.candidatePerOrder() - part.basePerOrder()) / 1_000_000)
                    .isBetween(270L, 420L);
        });
    }

    @Test
    void a_run_that_is_not_valid_is_not_compared() {
        Comparison comparison = compare(
                placing("a", Synthetic.run(1)),
                useless(placing("b", Synthetic.run(2).median(90))),
                NONE);

        assertThat(comparison.exit()).isEqualTo(2);
        assertThat(comparison.useless()).contains("the candidate is INVALID");
        assertThat(comparison.cautions()).contains("b is INVALID: its latencies are not compared");
        assertThat(comparison.slower()).isEmpty();
        assertThat(comparison.segments())
                .flatExtracting(SegmentChange::changes)
                .isNotEmpty()
                .allSatisfy(change -> {
                    assertThat(change.unknown()).isEqualTo("the candidate is INVALID");
                    assertThat(change.candidateNanos()).isPositive();
                });
    }

    @Test
    void of_several_runs_those_that_are_no_good_are_left_out_and_told() {
        Comparison comparison = Comparing.of(
                List.of(
                        placing("a", Synthetic.run(1)),
                        useless(placing("b", Synthetic.run(2).median(90)))),
                List.of(placing("c", Synthetic.run(3))),
                NONE);

        assertThat(comparison.exit()).isZero();
        assertThat(comparison.cautions()).containsExactly("b is INVALID: its latencies are not compared");
        // 600 of a alone
        assertThat(comparison.segments().getFirst().base().getTotalCount()).isEqualTo(600);
    }

    @Test
    void a_load_generator_that_fell_behind_spoils_what_it_can_have_made_alone() {
        // A lag of 130 ms at most: place-order's change is 10 ms, completion's 300 ms, and fan-out has no part in it.
        ComparedRun late = run(
                "b",
                Synthetic.run(2).median(30).latency("place-order"),
                Synthetic.run(2).median(30).latency("fan-out"),
                Synthetic.run(4).median(900).latency("completion"),
                Synthetic.run(3).latency(Lag.SEGMENT));
        ComparedRun base = run(
                "a",
                Synthetic.run(1).latency("place-order"),
                Synthetic.run(1).latency("fan-out"),
                Synthetic.run(5).median(600).latency("completion"));
        Comparison comparison = compare(base, late, NONE);

        assertThat(comparison.slower()).extracting(SegmentChange::segment).containsExactly("fan-out", "completion");
        assertThat(comparison.segments().getFirst().changes())
                .extracting(Change::unknown)
                .containsOnly("the load generator fell behind by as much");
        assertThat(comparison.cautions())
                .singleElement()
                .satisfies(caution -> assertThat(caution)
                        .startsWith("the load generator of b fell behind (lag p99 ")
                        .endsWith("a smaller change of completion, end-to-end, place-order cannot be told"));
    }

    @Test
    void different_conditions_are_told_and_compared_all_the_same() {
        ComparedRun other = new ComparedRun(
                "b",
                new TreeMap<>(Map.of("scenario", "calm", "nodes", "2")),
                Optional.empty(),
                Optional.empty(),
                placing("b", Synthetic.run(2).median(30)).latencies());
        Comparison comparison = compare(placing("a", Synthetic.run(1)), other, NONE);

        assertThat(comparison.cautions())
                .containsExactly("different nodes: none → 2", "different scenario: steady → calm");
        assertThat(comparison.slower()).isNotEmpty();
    }

    @Test
    void absolute_budgets_are_told_of_both_and_the_candidate_s_decide() {
        ComparedRun quick = placing("a", Synthetic.run(1));
        ComparedRun slow = placing("b", Synthetic.run(2).median(30));

        assertThat(compare(slow, quick, BELOW_25_MS).exit()).isZero();
        Comparison missed = compare(quick, slow, BELOW_25_MS);
        assertThat(missed.exit()).isEqualTo(3);
        assertThat(missed.absolute().getFirst().base().ruling()).isEqualTo(Ruling.VALID);
        assertThat(missed.absolute().getFirst().candidate().ruling()).isEqualTo(Ruling.INVALID);
    }

    @Test
    void during_an_outage_no_absolute_budget_can_be_told_from_all_latencies() {
        ComparedRun run = placing("a", Synthetic.run(1));
        ComparedRun restarted = new ComparedRun(
                "b", run.conditions(), Optional.empty(), Optional.of("database-restart"), run.latencies());

        assertThat(absolute(run, restarted)).isEqualTo(Ruling.UNKNOWN);
    }

    @Test
    void a_missed_absolute_budget_that_only_warns_fails_nothing() {
        Comparison missed =
                compare(placing("a", Synthetic.run(1)), placing("b", Synthetic.run(2)), medianBelow(1, Level.WARN));

        assertThat(missed.absolute().getFirst().candidate().ruling()).isEqualTo(Ruling.INVALID);
        assertThat(missed.exit()).isZero();
    }

    @Test
    void an_absolute_budget_of_a_segment_that_was_not_measured_or_not_trusted_is_unknown() {
        Latency latency = Synthetic.run(1).latency("place-order");
        ComparedRun sound = run("a", latency);

        assertThat(absolute(sound, sound)).isEqualTo(Ruling.VALID);
        assertThat(absolute(sound, run("b", latency.unknown("the clocks drifted"))))
                .isEqualTo(Ruling.UNKNOWN);
        assertThat(absolute(sound, run("b", Synthetic.run(2).latency("fan-out"))))
                .isEqualTo(Ruling.UNKNOWN);
        assertThat(absolute(sound, useless(sound))).isEqualTo(Ruling.UNKNOWN);
    }

    private static Ruling absolute(ComparedRun base, ComparedRun candidate) {
        return compare(base, candidate, BELOW_25_MS)
                .absolute()
                .getFirst()
                .candidate()
                .ruling();
    }

    @Test
    void where_the_slower_part_had_less_to_do_it_did_not_spend_the_time() {
        // each attempt twice as slow, a third as many of them for each order
        ComparedRun base = with("a", Synthetic.run(1), Synthetic.run(2).perSecond(60), Synthetic.run(3));
        ComparedRun candidate = with("b", Synthetic.run(4), Synthetic.run(5).median(40), Synthetic.run(6));
        Comparison comparison = compare(base, candidate, NONE);

        assertThat(comparison.parts())
                .filteredOn(part -> part.slower().isPresent())
                .extracting(SegmentChange::segment)
                .containsExactly("handle/ChargePayment");
        assertThat(comparison.spent()).isEmpty();
    }

    @Test
    void of_a_part_whose_segment_cannot_be_trusted_nothing_is_said() {
        ComparedRun base = with("a", Synthetic.run(1), Synthetic.run(2), Synthetic.run(3));
        ComparedRun slower = with("b", Synthetic.run(4), Synthetic.run(5).median(320), Synthetic.run(6));
        ComparedRun untrusted = run(
                "b",
                slower.latencies().stream()
                        .map(latency ->
                                latency.segment().equals("handle") ? latency.unknown("the clocks drifted") : latency)
                        .toArray(Latency[]::new));

        assertThat(compare(base, slower, NONE).spent()).isPresent();
        assertThat(compare(base, untrusted, NONE).spent()).isEmpty();
    }

    @Test
    void what_got_faster_is_told_likewise_and_most_first() {
        ComparedRun base = run(
                "a",
                Synthetic.run(1).latency("place-order"),
                Synthetic.run(2).latency("fan-out"),
                Synthetic.run(3).latency("completion"));
        ComparedRun candidate = run(
                "b",
                Synthetic.run(4).median(14).latency("place-order"),
                Synthetic.run(5).median(30).latency("fan-out"),
                Synthetic.run(6).median(5).latency("completion"));
        Comparison comparison = compare(base, candidate, NONE);

        assertThat(comparison.faster()).extracting(SegmentChange::segment).containsExactly("completion", "place-order");
        assertThat(comparison.slower()).extracting(SegmentChange::segment).containsExactly("fan-out");
        assertThat(comparison.exit()).isEqualTo(3);
    }

    @Test
    void a_significant_change_of_less_than_half_a_millisecond_is_nobody_s_concern() {
        Synthetic quick = Synthetic.run(1).median(0.5).calm().perSecond(1_000);
        Comparison comparison = compare(
                placing("a", quick),
                placing("b", Synthetic.run(2).median(0.575).calm().perSecond(1_000)),
                NONE);

        assertThat(comparison.segments().getFirst().change(50)).get().satisfies(change -> {
            assertThat(change.significant()).isTrue();
            assertThat(change.share()).isGreaterThan(0.1);
        });
        assertThat(comparison.slower()).isEmpty();
    }

    @Test
    void a_segment_that_one_side_alone_has_is_not_compared() {
        Latency placing = Synthetic.run(1).latency("place-order");
        Latency nothing = new Latency("fan-out", Recording.histogram(), null);
        ComparedRun more = run("a", placing, Synthetic.run(2).latency("fan-out"));
        ComparedRun less = run("b", placing, nothing);

        assertThat(compare(more, less, NONE).segments())
                .extracting(SegmentChange::segment)
                .containsExactly("place-order");
        assertThat(compare(less, more, NONE).segments())
                .extracting(SegmentChange::segment)
                .containsExactly("place-order");
    }

    @Test
    void a_load_generator_in_time_is_no_caution() {
        Latency lag = Synthetic.run(3).median(0.5).latency(Lag.SEGMENT);
        Latency placing = Synthetic.run(1).latency("place-order");

        assertThat(compare(run("a", placing, lag), run("b", placing, lag), NONE).cautions())
                .isEmpty();
    }

    private static ComparedRun under(String name, Map<String, String> conditions) {
        return new ComparedRun(
                name,
                new TreeMap<>(conditions),
                Optional.empty(),
                Optional.empty(),
                List.of(Synthetic.run(1).latency("place-order")));
    }

    @Test
    void many_differences_of_one_group_are_told_by_their_number() {
        ComparedRun none = under("a", Map.of());
        ComparedRun four = under("b", Map.of("faults.a", "1", "faults.b", "1", "faults.c", "1", "faults.d", "1"));
        ComparedRun five =
                under("c", Map.of("faults.a", "1", "faults.b", "1", "faults.c", "1", "faults.d", "1", "faults.e", "1"));

        assertThat(compare(none, four, NONE).cautions()).hasSize(4).first().isEqualTo("different faults.a: none → 1");
        assertThat(compare(none, five, NONE).cautions()).containsExactly("different faults, in 5 ways");
    }

    @Test
    void conditions_that_differ_within_a_side_are_told_though_both_sides_have_the_same() {
        List<ComparedRun> mixed = List.of(under("a", Map.of("rate", "10")), under("b", Map.of("rate", "20")));

        assertThat(Comparing.of(mixed, mixed, NONE).cautions()).containsExactly("different rate: 10, 20 → 10, 20");
    }
}
