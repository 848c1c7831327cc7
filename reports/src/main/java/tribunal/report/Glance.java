package tribunal.report;

import java.util.ArrayList;
import java.util.List;
import tribunal.verify.Lag;
import tribunal.verify.Latency;
import tribunal.verify.Ruling;
import tribunal.verify.Verdicts;

/** A run's few figures that are asked for first. */
final class Glance {
    private final Verdicts verdicts;
    private final List<Html> tiles = new ArrayList<>();

    private Glance(Verdicts verdicts) {
        this.verdicts = verdicts;
        guarantees();
        budgets();
        traffic();
        latency("place-order");
        latency("fan-out");
        LagWords.behind(verdicts).ifPresent(_ -> latency(Lag.SEGMENT));
    }

    static Html html(Verdicts verdicts) {
        return Html.element("dl", Html.all(new Glance(verdicts).tiles)).with("class", "glance");
    }

    private void tile(String what, String figure, String more, String colour) {
        tiles.add(Html.element(
                "div",
                Html.element("dt", Html.text(what)),
                Html.element("dd", Html.element("b", Html.text(figure)).with("class", colour), Html.text(" " + more))));
    }

    private void guarantees() {
        long valid = count(Ruling.VALID);
        long judged = verdicts.guarantees().size() - count(Ruling.NOT_EXERCISED);
        String colour = count(Ruling.INVALID) > 0 ? "invalid" : valid < judged ? "unknown" : "valid";
        tile("Guarantees", valid + " of " + judged, "kept", colour);
    }

    private long count(Ruling ruling) {
        return verdicts.guarantees().stream().filter(v -> v.ruling() == ruling).count();
    }

    private void budgets() {
        long met = budgets(Ruling.VALID);
        int all = verdicts.budgets().size();
        if (all > 0) {
            String colour = budgets(Ruling.INVALID) > 0 ? "invalid" : met < all ? "unknown" : "valid";
            tile("Budgets", met + " of " + all, "met", colour);
        }
    }

    private long budgets(Ruling ruling) {
        return verdicts.budgets().stream().filter(b -> b.ruling() == ruling).count();
    }

    private void traffic() {
        tile("Orders", Figures.count(verdicts.counts().getOrDefault("orders", 0L)), "placed", "");
        long faults = verdicts.faults().values().stream().mapToLong(n -> n).sum();
        long kinds = verdicts.faults().values().stream().filter(n -> n > 0).count();
        tile("Faults", Figures.count(faults), kinds == 0 ? "met" : "met, " + Figures.count(kinds, "kind", "kinds"), "");
    }

    private void latency(String segment) {
        verdicts.latencies().stream()
                .filter(latency -> latency.isOf(segment))
                .findFirst()
                .ifPresent(this::latency);
    }

    private void latency(Latency latency) {
        String p99 = Figures.millisText(latency.nanos().getValueAtPercentile(99));
        String p50 = Figures.millisText(latency.nanos().getValueAtPercentile(50));
        boolean unknown = latency.unknown() != null || latency.segment().equals(Lag.SEGMENT);
        tile(latency.segment() + " p99", p99, "p50 " + p50, unknown ? "unknown" : "");
    }
}
