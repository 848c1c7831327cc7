package tribunal.verify.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.ComparedRuns.NONE;
import static tribunal.verify.ComparedRuns.compare;
import static tribunal.verify.ComparedRuns.placing;
import static tribunal.verify.ComparedRuns.run;

import java.util.List;
import org.junit.jupiter.api.Test;
import tribunal.verify.Synthetic;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.measure.SegmentRecorder;
import tribunal.verify.verdict.VerdictStatus;

class ComparisonTest {
    @Test
    void of_two_equal_runs_nothing_is_slower_or_faster_and_no_budget_is_missed() {
        Comparison equal = compare(placing("a", Synthetic.run(1)), placing("b", Synthetic.run(2)), NONE);

        assertThat(equal.slower()).isEmpty();
        assertThat(equal.faster()).isEmpty();
        assertThat(equal.relative()).extracting(RelativeBudgetResult::status).containsOnly(VerdictStatus.VALID);
        assertThat(equal.exitCode()).isZero();
    }

    private static ComparedRun with(String name, Synthetic completion, Synthetic charge, Synthetic approval) {
        SegmentLatency charging = charge.latency("handle/ChargePayment");
        SegmentLatency approving = approval.latency("handle/RequestApproval");
        SegmentLatency together = charge.latency("handle");
        SegmentLatency handle = new SegmentLatency(
                "handle", together.nanos(), null, together.intervals(), List.of(charging, approving));
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
        assertThat(comparison.costliestPart()).get().satisfies(part -> {
            assertThat(part.segment()).isEqualTo("handle/ChargePayment");
            // as many attempts as orders: 320 − 20 ms, the mean of a log-normal somewhat above its median
            assertThat((part.candidatePerEntity() - part.basePerEntity()) / 1_000_000)
                    .isBetween(270L, 420L);
        });
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
        assertThat(comparison.costliestPart()).isEmpty();
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
                        .toArray(SegmentLatency[]::new));

        assertThat(compare(base, slower, NONE).costliestPart()).isPresent();
        assertThat(compare(base, untrusted, NONE).costliestPart()).isEmpty();
    }

    @Test
    void faster_segments_are_reported_with_the_largest_change_first() {
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
        assertThat(comparison.exitCode()).isEqualTo(3);
    }

    @Test
    void a_significant_change_of_less_than_half_a_millisecond_is_not_reported() {
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
        SegmentLatency placing = Synthetic.run(1).latency("place-order");
        SegmentLatency nothing = new SegmentLatency("fan-out", SegmentRecorder.histogram(), null);
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
    void slower_segments_are_reported_with_the_largest_change_first() {
        ComparedRun base = run(
                "a", Synthetic.run(1).latency("place-order"), Synthetic.run(2).latency("completion"));
        ComparedRun candidate = run(
                "b",
                Synthetic.run(3).median(30).latency("place-order"),
                Synthetic.run(4).median(60).latency("completion"));

        assertThat(compare(base, candidate, NONE).slower())
                .extracting(SegmentChange::segment)
                .containsExactly("completion", "place-order");
    }

    @Test
    void of_several_slower_functions_the_one_that_added_most_time_is_named() {
        // 60 ms more on 200 ms, and 180 ms more on 20 ms
        ComparedRun base = with("a", Synthetic.run(1), Synthetic.run(2).median(200), Synthetic.run(3));
        ComparedRun candidate = with(
                "b",
                Synthetic.run(4),
                Synthetic.run(5).median(260),
                Synthetic.run(6).median(200));
        Comparison comparison = compare(base, candidate, NONE);

        assertThat(comparison.parts())
                .filteredOn(part -> part.slower().isPresent())
                .hasSize(2);
        assertThat(comparison.costliestPart()).map(SegmentChange::segment).contains("handle/RequestApproval");
    }
}
