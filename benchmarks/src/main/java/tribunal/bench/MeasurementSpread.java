package tribunal.bench;

import java.util.List;
import java.util.Locale;

/** The spread of several measurements of one quantity. */
record MeasurementSpread(double min, double median, double max, int count) {
    /** @throws IllegalArgumentException if there are no measurements */
    static MeasurementSpread of(List<Double> measured) {
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        List<Double> sorted = measured.stream().sorted().toList();
        return new MeasurementSpread(sorted.getFirst(), sorted.get(sorted.size() / 2), sorted.getLast(), sorted.size());
    }

    /** One line with name, median, least and greatest. */
    String line(String name, String unit) {
        return String.format(
                Locale.ROOT, "%-40s %,10.0f %s (%,.0f to %,.0f, %d runs)", name, median, unit, min, max, count);
    }
}
