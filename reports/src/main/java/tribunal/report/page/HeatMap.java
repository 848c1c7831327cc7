package tribunal.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tribunal.report.text.NumberText;
import tribunal.verify.measure.RunTimeSeries.Spread;

/**
 * A chart of how many latencies of each size began in each stretch of a run. Where latencies form two groups, it shows
 * both; a percentile shows one value.
 *
 * @param begins the beginnings of the stretches, in seconds, ascending
 * @param width the length of a stretch, in seconds
 * @param spreads the latencies of each stretch; empty where nothing was measured
 */
record HeatMap(String title, List<Double> begins, double width, List<Optional<Spread>> spreads) {

    /** The data for the script: bounds in milliseconds; cells as triples of stretch, step above the lowest, count. */
    private record Data(
            String title,
            String summary,
            String axes,
            double width,
            List<Double> x,
            List<Double> bounds,
            List<Long> cells) {}

    /**
     * Returns the figure. Its table has the counts of the whole run, since one of every stretch would have no limit.
     */
    Figure figure() {
        SortedMap<Integer, Long> sums = sums();
        String summary = sums.isEmpty() ? "Nothing was measured." : summary(sums);
        return new Figure(
                title,
                summary,
                new Data(title, summary, "HEAT", width, begins, bounds(sums), cells(sums)),
                "The whole run: " + title,
                List.of("Latency", "Count"),
                sums.entrySet().stream()
                        .map(sum -> List.of(range(sum.getKey()), NumberText.count(sum.getValue())))
                        .toList());
    }

    private SortedMap<Integer, Long> sums() {
        SortedMap<Integer, Long> sums = new TreeMap<>();
        spreads.forEach(spread ->
                spread.ifPresent(s -> s.counts().forEach((step, count) -> sums.merge(step, count, Long::sum))));
        return sums;
    }

    private static String summary(SortedMap<Integer, Long> sums) {
        long all = sums.values().stream().mapToLong(n -> n).sum();
        int most = sums.entrySet().stream()
                .max(Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        return "%s measured, most of them between %s. The darker, the more."
                .formatted(NumberText.count(all), range(most));
    }

    private static String range(int step) {
        return bound(step) + " and " + bound(step + 1);
    }

    private static String bound(int step) {
        return NumberText.millisText(Math.round(Spread.stepNanos(step)));
    }

    private static List<Double> bounds(SortedMap<Integer, Long> sums) {
        return sums.isEmpty()
                ? List.of()
                : IntStream.rangeClosed(sums.firstKey(), sums.lastKey() + 1)
                        .mapToObj(step -> Spread.stepNanos(step) / 1e6)
                        .toList();
    }

    private List<Long> cells(SortedMap<Integer, Long> sums) {
        List<Long> cells = new ArrayList<>();
        for (int n = 0; n < spreads.size(); n++) {
            long stretch = n;
            spreads.get(n)
                    .ifPresent(spread -> spread.counts()
                            .forEach((step, count) ->
                                    cells.addAll(List.of(stretch, (long) step - sums.firstKey(), count))));
        }
        return cells;
    }
}
