package tribunal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.ComparedRuns.NONE;
import static tribunal.verify.ComparedRuns.compare;
import static tribunal.verify.ComparedRuns.placing;
import static tribunal.verify.ComparedRuns.run;
import static tribunal.verify.ComparedRuns.useless;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.Segment;
import tribunal.verify.compare.ComparedRun;
import tribunal.verify.compare.Comparison;
import tribunal.verify.compare.PercentileChange;
import tribunal.verify.compare.RunSetComparison;
import tribunal.verify.compare.SegmentChange;
import tribunal.verify.measure.SegmentLatency;

class ComparisonConditionsTest {
    @Test
    void a_run_that_is_not_valid_is_not_compared() {
        Comparison comparison = compare(
                placing("a", Synthetic.run(1)),
                useless(placing("b", Synthetic.run(2).median(90))),
                NONE);

        assertThat(comparison.exitCode()).isEqualTo(2);
        assertThat(comparison.unusable()).contains("the candidate is INVALID");
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
    void unusable_runs_among_several_are_left_out_and_reported() {
        Comparison comparison = RunSetComparison.of(
                List.of(useless(placing("b", Synthetic.run(2).median(90))), placing("a", Synthetic.run(1))),
                List.of(placing("c", Synthetic.run(3))),
                NONE);

        assertThat(comparison.exitCode()).isZero();
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
                Synthetic.run(3).latency(Segment.LAG.label()));
        ComparedRun base = run(
                "a",
                Synthetic.run(1).latency("place-order"),
                Synthetic.run(1).latency("fan-out"),
                Synthetic.run(5).median(600).latency("completion"));
        Comparison comparison = compare(base, late, NONE);

        assertThat(comparison.slower()).extracting(SegmentChange::segment).containsExactly("fan-out", "completion");
        assertThat(comparison.segments().getFirst().changes())
                .extracting(PercentileChange::unknown)
                .containsOnly("the load generator fell behind by as much");
        assertThat(comparison.cautions())
                .singleElement()
                .satisfies(caution -> assertThat(caution)
                        .startsWith("the load generator of b fell behind (lag p99 ")
                        .endsWith("a smaller change of completion, end-to-end, place-order cannot be measured"));
    }

    @Test
    void a_load_generator_in_time_is_no_caution() {
        SegmentLatency lag = Synthetic.run(3).median(0.5).latency(Segment.LAG.label());
        SegmentLatency placing = Synthetic.run(1).latency("place-order");

        assertThat(compare(run("a", placing, lag), run("b", placing, lag), NONE).cautions())
                .isEmpty();
    }

    @Test
    void different_conditions_are_reported_and_compared_nevertheless() {
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

    private static ComparedRun under(String name, Map<String, String> conditions) {
        return new ComparedRun(
                name,
                new TreeMap<>(conditions),
                Optional.empty(),
                Optional.empty(),
                List.of(Synthetic.run(1).latency("place-order")));
    }

    @Test
    void many_differences_of_one_group_are_reported_by_their_number() {
        ComparedRun none = under("a", Map.of());
        ComparedRun four = under("b", Map.of("faults.a", "1", "faults.b", "1", "faults.c", "1", "faults.d", "1"));
        ComparedRun five =
                under("c", Map.of("faults.a", "1", "faults.b", "1", "faults.c", "1", "faults.d", "1", "faults.e", "1"));

        assertThat(compare(none, four, NONE).cautions()).hasSize(4).first().isEqualTo("different faults.a: none → 1");
        assertThat(compare(none, five, NONE).cautions()).containsExactly("different faults, in 5 ways");
    }

    @Test
    void conditions_that_differ_within_a_side_are_reported_though_both_sides_are_equal() {
        List<ComparedRun> mixed = List.of(under("a", Map.of("rate", "10")), under("b", Map.of("rate", "20")));

        assertThat(RunSetComparison.of(mixed, mixed, NONE).cautions())
                .containsExactly("different rate: 10, 20 → 10, 20");
    }
}
