package tribunal.command;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tribunal.command.directory.RunDirectory;
import tribunal.history.AppModel;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.PartitionedHistory;
import tribunal.report.story.StoryTable;
import tribunal.scenario.input.BadInputException;

/** Builds the story of one order of a run: a table with a column for each actor. */
public final class OrderStory {
    private static final int EXAMPLES_MAX = 3;

    private OrderStory() {}

    /**
     * Returns the lines of the story.
     *
     * @param order the beginning of the order's id, long enough to be unique
     * @param whole whether to include every attempt of every delivery
     * @throws BadInputException if no order or more than one matches, or the directory holds no run
     */
    public static List<String> lines(RunDirectory directory, String order, boolean whole) throws IOException {
        try (var history = RunDirectoryJudge.history(directory)) {
            return StoryTable.lines(history, resolved(order, orders(history), directory), whole);
        }
    }

    private static Set<String> orders(PartitionedHistory history) {
        Set<String> orders = new TreeSet<>();
        for (var part : history) {
            part.all(Committed.class).map(Committed::entity).forEach(orders::add);
            part.all(OperationSent.class).map(OperationSent::entity).forEach(orders::add);
        }
        return orders;
    }

    private static List<String> beginning(String order, Set<String> orders) {
        return orders.stream()
                .filter(id -> id.startsWith(order) || AppModel.keyOf(id).startsWith(order))
                .toList();
    }

    /** The id of the order that is meant: the one with this id, or the only one whose id begins so. */
    private static String resolved(String order, Set<String> orders, RunDirectory directory) {
        if (orders.isEmpty()) {
            throw new BadInputException(directory.history() + ": names no order: expected a history with entries"
                    + " OperationSent or Committed (docs/history.md)");
        }
        List<String> whole = orders.stream()
                .filter(id -> id.equals(order) || AppModel.keyOf(id).equals(order))
                .toList();
        List<String> matches = whole.size() == 1 ? whole : beginning(order, orders);
        if (matches.size() == 1) {
            return matches.getFirst();
        }
        String examples = (matches.isEmpty() ? orders : matches)
                .stream().map(AppModel::keyOf).limit(EXAMPLES_MAX).collect(Collectors.joining(", "));
        String found = matches.isEmpty() ? "no order" : "more than one order";
        throw new BadInputException("%s: %s begins with \"%s\": expected the beginning of one order's id, such as %s"
                .formatted(directory.history(), found, order, examples));
    }
}
