package tribunal.run;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.History;
import tribunal.history.PartitionedHistory;
import tribunal.history.file.HistoryFolder;
import tribunal.report.story.StoryTable;
import tribunal.run.directory.RunDirectory;
import tribunal.scenario.yaml.BadInputException;

/** What befell one order of a run, as a table with a column for each actor. */
public final class OrderStory {
    private static final int NAMED = 3;

    private OrderStory() {}

    /**
     * Tells it.
     *
     * @param order the beginning of its id; enough of it to be the only one
     * @param whole with every attempt of every delivery
     * @throws BadInputException if no order of the run begins so, or more than one does, or the directory is no run's
     */
    public static List<String> lines(RunDirectory directory, String order, boolean whole) throws IOException {
        try (HistoryFolder history = RunJudge.history(directory)) {
            return StoryTable.lines(history, named(order, orders(history), directory), whole);
        }
    }

    private static Set<String> orders(PartitionedHistory history) {
        Set<String> orders = new TreeSet<>();
        for (History part : history) {
            part.all(Committed.class).map(Committed::order).forEach(orders::add);
            part.all(OperationSent.class).map(OperationSent::order).forEach(orders::add);
        }
        return orders;
    }

    private static String named(String order, Set<String> orders, RunDirectory directory) {
        List<String> meant = orders.stream().filter(o -> o.startsWith(order)).toList();
        if (meant.size() != 1) {
            throw new BadInputException(
                    "%s: %s begins with \"%s\": expected the beginning of one order's id, such as %s"
                            .formatted(
                                    directory.history(),
                                    meant.isEmpty() ? "no order" : "more than one order",
                                    order,
                                    String.join(
                                            ", ",
                                            (meant.isEmpty() ? orders.stream() : meant.stream())
                                                    .limit(NAMED)
                                                    .toList())));
        }
        return meant.getFirst();
    }
}
