package tribunal.scenario.yaml;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tribunal.scenario.input.BadInputException;

/**
 * A value of a YAML file with its place. A value of another shape than asked for is a {@link BadInputException}.
 *
 * @param path the keys that lead to it: {@code faults[1].drop.ratio}; empty for the whole file
 */
public record YamlNode(String file, String path, Node node) {
    /** Tribunal's own files nest at most 8 levels; a very deep file could overflow the parser's stack. */
    private static final int DEPTH_MAX = 50;

    private static final int ITEMS_MAX = 1_000;

    /** Parses a whole file; throws {@link BadInputException} if it is no YAML, empty, or nested too deep. */
    public static YamlNode parse(String file, String yaml) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            requireShallow(file, yaml, settings);
            return new Compose(settings)
                    .composeString(yaml)
                    .map(node -> new YamlNode(file, "", node))
                    .orElseThrow(() -> new BadInputException(file + ": is empty: expected keys with values"));
        } catch (MarkedYamlEngineException e) {
            throw new BadInputException(place(file, e.getProblemMark()) + ": no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new BadInputException(file + ": no YAML: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static void requireShallow(String file, String yaml, LoadSettings settings) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(yaml)) {
            depth += switch (event.getEventId()) {
                case MappingStart, SequenceStart -> 1;
                case MappingEnd, SequenceEnd -> -1;
                default -> 0;
            };
            if (depth > DEPTH_MAX) {
                throw new BadInputException(place(file, event.getStartMark()) + ": is nested deeper than " + DEPTH_MAX
                        + " levels: expected keys with values");
            }
        }
    }

    /** Returns {@code file:line:column}; line and column begin at 1. */
    private static String place(String file, Optional<Mark> mark) {
        return file
                + mark.map(m -> ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1))
                        .orElse("");
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    String where() {
        return place(file, node.getStartMark()) + (path.isEmpty() ? "" : ": " + path);
    }

    /**
     * Returns the place of the value at a path, such as {@code transitions[2].from}, with the path. For a path that the
     * file does not have, returns the place of the longest beginning that it has.
     */
    public String place(String wanted) {
        return place(file, nearest(wanted).getStartMark()) + ": " + path(wanted);
    }

    private Node nearest(String wanted) {
        Node nearest = node;
        for (String step : List.of(wanted.replace("[", ".[").split("\\.", -1))) {
            Optional<Node> next = child(nearest, step);
            if (next.isEmpty()) {
                return nearest;
            }
            nearest = next.get();
        }
        return nearest;
    }

    private static Optional<Node> child(Node node, String step) {
        if (node instanceof SequenceNode list && step.startsWith("[")) {
            int index = Integer.parseInt(step.substring(1, step.length() - 1)) - 1;
            return list.getValue().stream().skip(index).findFirst();
        }
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(pair -> pair.getKeyNode() instanceof ScalarNode key
                                && key.getValue().equals(step))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                : Optional.empty();
    }

    /** Returns the problem of this value, with its text if it has one. */
    BadInputException bad(String expected) {
        return node instanceof ScalarNode
                ? scalar().bad(expected)
                : new BadInputException(where() + ": expected " + expected);
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    YamlValue scalar() {
        if (!(node instanceof ScalarNode scalar)) {
            throw new BadInputException(where() + ": expected a single value");
        }
        return new YamlValue(where(), scalar.getValue().strip());
    }

    /**
     * Returns the items of a list, {@code min} or more; the path of the first is {@code faults[1]} if it is a mapping.
     */
    List<YamlNode> items(int min) {
        if (!(node instanceof SequenceNode sequence)) {
            throw new BadInputException(where() + ": expected a list");
        }
        List<Node> items = sequence.getValue();
        if (items.size() < min) {
            throw new BadInputException(where() + ": expected at least " + min + " item");
        }
        if (items.size() > ITEMS_MAX) {
            throw new BadInputException(where() + ": expected at most " + ITEMS_MAX + " items");
        }
        return IntStream.range(0, items.size())
                .mapToObj(n -> new YamlNode(
                        file, items.get(n) instanceof ScalarNode ? path : path + "[" + (n + 1) + "]", items.get(n)))
                .toList();
    }

    /**
     * A key of a mapping.
     *
     * @param where the place of the key, with its path
     */
    record Entry(String key, String where, YamlNode value) {}

    /** Returns the keys of a mapping in their order, also those that occur twice. */
    List<Entry> entries() {
        if (!(node instanceof MappingNode mapping)) {
            throw new BadInputException(where() + ": expected keys with values");
        }
        return mapping.getValue().stream().map(this::entry).toList();
    }

    private Entry entry(NodeTuple pair) {
        String key = pair.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        String where = place(file, pair.getKeyNode().getStartMark()) + ": " + path(key);
        return new Entry(key, where, new YamlNode(file, path(key), pair.getValueNode()));
    }
}
