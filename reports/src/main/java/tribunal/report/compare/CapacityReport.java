package tribunal.report.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tribunal.history.Segment;
import tribunal.history.file.EntryCodec;
import tribunal.report.file.AtomicFile;
import tribunal.report.text.NumberText;
import tribunal.report.text.RunText;
import tribunal.verify.compare.CapacityStep;
import tribunal.verify.measure.ResourceUsage;

/**
 * The capacity of the app: every rate that was tried, the highest sustained rate (the knee), and the bottleneck.
 *
 * @param pool the database connections of all nodes of the app together
 */
public record CapacityReport(List<CapacityStep> steps, int pool) {
    private static final String ROW = "%-9s %-19s %-12s %-14s %-5s %-36s %s";

    public CapacityReport {
        steps = steps.stream()
                .sorted(Comparator.comparingDouble(CapacityStep::ratePerSecond))
                .toList();
    }

    public static String header() {
        return ROW.formatted(
                        "rate",
                        Segment.PLACE_ORDER.label() + " p50/p99",
                        Segment.FAN_OUT.label() + " p99",
                        "backlog max",
                        "busy",
                        "cores",
                        "")
                .strip();
    }

    /** Returns the result of one rate as a line. */
    public static String line(CapacityStep step) {
        return ROW.formatted(
                        rate(step),
                        RunText.percentile(step.verdicts(), Segment.PLACE_ORDER, 50) + " / "
                                + RunText.percentile(step.verdicts(), Segment.PLACE_ORDER, 99),
                        RunText.percentile(step.verdicts(), Segment.FAN_OUT, 99),
                        step.usage().map(u -> NumberText.count(u.backlogMax())).orElse("-"),
                        step.usage().map(u -> Math.round(100 * u.busy()) + "%").orElse("-"),
                        step.usage().map(CapacityReport::cores).orElse("-"),
                        step.failureReason().orElse("sustained"))
                .strip();
    }

    private static String rate(CapacityStep step) {
        return String.format(Locale.ROOT, "%.0f/s", step.ratePerSecond());
    }

    private static String cores(ResourceUsage usage) {
        return usage.cores().entrySet().stream()
                .map(c -> String.format(Locale.ROOT, "%s %.2f", c.getKey(), c.getValue()))
                .collect(Collectors.joining("  "));
    }

    /** Returns the knee: the highest rate that is below the lowest rate that was too much. */
    public Optional<CapacityStep> knee() {
        return steps.stream()
                .filter(s -> s.failureReason().isEmpty())
                .filter(s -> tooMuch()
                        .map(t -> s.ratePerSecond() < t.ratePerSecond())
                        .orElse(true))
                .reduce((_, higher) -> higher);
    }

    /** Returns the lowest rate that was too much. */
    public Optional<CapacityStep> tooMuch() {
        return steps.stream().filter(s -> s.failureReason().isPresent()).findFirst();
    }

    /** Returns knee and bottleneck, one line each. */
    public List<String> conclusion() {
        List<String> lines = new ArrayList<>();
        String sustained = knee().map(k -> rate(k) + " sustained").orElse("none of the rates tried was sustained");
        lines.add("knee        " + sustained
                + tooMuch()
                        .map(t -> "; at " + rate(t) + " " + t.failureReason().orElse(""))
                        .orElse("; nothing broke up to there"));
        tooMuch().ifPresent(t -> lines.add("bottleneck  " + t.bottleneck(pool)));
        return lines;
    }

    /** Writes {@code capacity.json} and {@code capacity.txt}. */
    public void write(Path folder) throws IOException {
        AtomicFile.write(folder.resolve("capacity.json"), json());
        List<String> lines = new ArrayList<>(List.of(header()));
        steps.forEach(step -> lines.add(line(step)));
        lines.addAll(conclusion());
        AtomicFile.write(folder.resolve("capacity.txt"), String.join("\n", lines) + "\n");
    }

    private String json() {
        var json = EntryCodec.json().createObjectNode();
        json.put("knee", knee().map(CapacityStep::ratePerSecond).orElse(0.0));
        json.put("bottleneck", tooMuch().map(t -> t.bottleneck(pool)).orElse(""));
        var array = json.putArray("steps");
        steps.forEach(step -> array.addObject()
                .put("rate", step.ratePerSecond())
                .put("broken", step.failureReason().orElse(""))
                .putPOJO("usage", step.usage()));
        return EntryCodec.json().writeValueAsString(json) + "\n";
    }
}
