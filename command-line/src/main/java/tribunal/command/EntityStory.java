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

/** Builds the story of one entity of a run: a table with a column for each actor. */
public final class EntityStory {
    private static final int EXAMPLES_MAX = 3;

    private EntityStory() {}

    /**
     * Returns the lines of the story.
     *
     * @param entity the beginning of the entity's id, long enough to be unique
     * @param whole whether to include every attempt of every delivery
     * @throws BadInputException if no entity or more than one matches, or the directory holds no run
     */
    public static List<String> lines(RunDirectory directory, String entity, boolean whole) throws IOException {
        try (var history = RunDirectoryJudge.history(directory)) {
            return StoryTable.lines(history, resolved(entity, entities(history), directory), whole);
        }
    }

    private static Set<String> entities(PartitionedHistory history) {
        Set<String> entities = new TreeSet<>();
        for (var partition : history) {
            partition.all(Committed.class).map(Committed::entity).forEach(entities::add);
            partition.all(OperationSent.class).map(OperationSent::entity).forEach(entities::add);
        }
        return entities;
    }

    private static List<String> beginning(String entity, Set<String> entities) {
        return entities.stream()
                .filter(id -> id.startsWith(entity) || AppModel.keyOf(id).startsWith(entity))
                .toList();
    }

    /** The id of the entity that is meant: the one with this id, or the only one whose id begins so. */
    private static String resolved(String entity, Set<String> entities, RunDirectory directory) {
        if (entities.isEmpty()) {
            throw new BadInputException(directory.history() + ": names no entity: expected a history with entries"
                    + " OperationSent or Committed (docs/history.md)");
        }
        List<String> whole = entities.stream()
                .filter(id -> id.equals(entity) || AppModel.keyOf(id).equals(entity))
                .toList();
        List<String> matches = whole.size() == 1 ? whole : beginning(entity, entities);
        if (matches.size() == 1) {
            return matches.getFirst();
        }
        String examples = (matches.isEmpty() ? entities : matches)
                .stream().map(AppModel::keyOf).limit(EXAMPLES_MAX).collect(Collectors.joining(", "));
        String type = type(entities);
        String found = (matches.isEmpty() ? "no " : "more than one ") + type;
        throw new BadInputException("%s: %s begins with \"%s\": expected the beginning of one %s's id, such as %s"
                .formatted(directory.history(), found, entity, type, examples));
    }

    /** The type of all these entities; {@code entity} if there are several. */
    private static String type(Set<String> entities) {
        List<String> types = entities.stream().map(AppModel::typeOf).distinct().toList();
        return types.size() == 1 ? types.getFirst() : "entity";
    }
}
