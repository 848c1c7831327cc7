package tribunal.report.page;

import java.util.ArrayList;
import java.util.List;
import tribunal.report.text.LagText;
import tribunal.report.text.NumberText;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.GeneratorLag;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.VerdictStatus;

/** The key figures of a run: guarantees, budgets, orders, faults and the main latencies. */
final class KeyFigures {
    private final Verdicts verdicts;
    private final List<Html> tiles = new ArrayList<>();

    private KeyFigures(Verdicts verdicts) {
        this.verdicts = verdicts;
        guarantees();
        budgets();
        traffic();
        latency("place-order");
        latency("fan-out");
        LagText.behind(verdicts).ifPresent(_ -> latency(GeneratorLag.SEGMENT));
    }

    static Html html(Verdicts verdicts) {
        return Html.element("dl", Html.all(new KeyFigures(verdicts).tiles)).with("class", "glance");
    }

    private void tile(String what, String figure, String more, String colour) {
        tiles.add(Html.element(
                "div",
                Html.element("dt", Html.text(what)),
                Html.element("dd", Html.element("b", Html.text(figure)).with("class", colour), Html.text(" " + more))));
    }

    private void guarantees() {
        long valid = count(VerdictStatus.VALID);
        long judged = verdicts.guarantees().size() - count(VerdictStatus.NOT_EXERCISED);
        String colour = count(VerdictStatus.INVALID) > 0 ? "invalid" : valid < judged ? "unknown" : "valid";
        tile("Guarantees", valid + " of " + judged, "kept", colour);
    }

    private long count(VerdictStatus ruling) {
        return verdicts.guarantees().stream().filter(v -> v.status() == ruling).count();
    }

    private void budgets() {
        long met = budgets(VerdictStatus.VALID);
        int all = verdicts.budgets().size();
        if (all > 0) {
            String colour = budgets(VerdictStatus.INVALID) > 0 ? "invalid" : met < all ? "unknown" : "valid";
            tile("Budgets", met + " of " + all, "met", colour);
        }
    }

    private long budgets(VerdictStatus ruling) {
        return verdicts.budgets().stream().filter(b -> b.status() == ruling).count();
    }

    private void traffic() {
        tile("Orders", NumberText.count(verdicts.counts().getOrDefault("orders", 0L)), "placed", "");
        long faults = verdicts.faults().values().stream().mapToLong(n -> n).sum();
        long kinds = verdicts.faults().values().stream().filter(n -> n > 0).count();
        tile(
                "Faults",
                NumberText.count(faults),
                kinds == 0 ? "met" : "met, " + NumberText.count(kinds, "kind", "kinds"),
                "");
    }

    private void latency(String segment) {
        verdicts.latencies().stream()
                .filter(latency -> latency.isOf(segment))
                .findFirst()
                .ifPresent(this::latency);
    }

    private void latency(SegmentLatency latency) {
        String p99 = NumberText.millisText(latency.nanos().getValueAtPercentile(99));
        String p50 = NumberText.millisText(latency.nanos().getValueAtPercentile(50));
        boolean unknown = latency.unknown() != null || latency.segment().equals(GeneratorLag.SEGMENT);
        tile(latency.segment() + " p99", p99, "p50 " + p50, unknown ? "unknown" : "");
    }
}
