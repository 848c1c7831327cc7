package tribunal.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tribunal.history.file.EntryCodec;
import tribunal.report.text.NumberText;
import tribunal.verify.measure.RunTimeSeries.Spread;

/**
 * A chart of how many latencies of each size began in each stretch of a run. It shows two groups of latencies where a
 * percentile shows one value.
 *
 * @param begins the beginnings of the stretches, in seconds, ascending
 * @param width the length of a stretch, in seconds
 * @param spreads the latencies of each stretch; empty where nothing was measured
 */
record HeatMap(String title, List<Double> begins, double width, List<Optional<Spread>> spreads) {
    private static final double NANOS_PER_MILLI = 1e6;

    Html html() {
        SortedMap<Integer, Long> sums = sums();
        return sums.isEmpty()
                ? HtmlFigure.empty(title, "Nothing was measured.")
                : HtmlFigure.html(title, summary(sums), document(sums), table(sums));
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

    /**
     * Returns the data for the script. Cells are triples: the stretch, the step of the scale above the lowest, the
     * count.
     */
    private ObjectNode document(SortedMap<Integer, Long> sums) {
        ObjectNode json = EntryCodec.json().createObjectNode();
        json.put("title", title)
                .put("summary", summary(sums))
                .put("axes", "HEAT")
                .put("width", width);
        ArrayNode xs = json.putArray("x");
        begins.forEach(xs::add);
        ArrayNode bounds = json.putArray("bounds");
        IntStream.rangeClosed(sums.firstKey(), sums.lastKey() + 1)
                .forEach(step -> bounds.add(Spread.stepNanos(step) / NANOS_PER_MILLI));
        ArrayNode cells = json.putArray("cells");
        IntStream.range(0, spreads.size())
                .forEach(n -> spreads.get(n)
                        .ifPresent(spread -> spread.counts()
                                .forEach((step, count) ->
                                        cells.add(n).add(step - sums.firstKey()).add(count))));
        return json;
    }

    /** Returns the counts over all stretches, since a table of every stretch would have no limit. */
    private Html table(SortedMap<Integer, Long> sums) {
        List<List<Html>> rows = new ArrayList<>();
        sums.forEach((step, count) -> rows.add(List.of(Html.text(range(step)), Html.text(NumberText.count(count)))));
        return new HtmlTable("The whole run: " + title, List.of("Latency", "Count"), Set.of("Count"), rows).html();
    }
}
