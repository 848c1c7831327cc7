package tribunal.scenario.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/**
 * A mapping of a YAML file, read key by key. It records which keys were read, so that {@link #end} can check that
 * none was left out. Every failure is a {@link BadInputException} with file, line and key.
 */
public final class YamlSection {
    private final String file;
    private final String path;
    private final ValueSchema.Mapping shape;
    private final String place;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, String> places = new LinkedHashMap<>();
    private final List<BadInputException> repeated = new ArrayList<>();
    private final Set<String> read = new LinkedHashSet<>();

    /** Tribunal's own files nest at most 8 levels; a very deep file could overflow the parser's stack. */
    private static final int DEPTH_MAX = 50;

    private static final int ITEMS_MAX = 1_000;

    private YamlSection(String file, String path, Node node, ValueSchema.Mapping shape) {
        this.file = file;
        this.path = path;
        this.shape = shape;
        this.place = place(file, node);
        if (!(node instanceof MappingNode mapping)) {
            throw new BadInputException(where() + ": expected keys with values");
        }
        for (NodeTuple pair : mapping.getValue()) {
            String key = pair.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (values.put(key, pair.getValueNode()) != null) {
                repeated.add(new BadInputException(
                        place(file, pair.getKeyNode()) + ": " + name(key) + ": occurs twice: expected each key once"));
            }
            places.put(key, place(file, pair.getKeyNode()));
        }
    }

    /**
     * Parses a whole file and compares it with its schema.
     *
     * @param problems gets all differences from the schema: first unknown keys, then missing keys, then invalid values
     */
    public static YamlSection parse(String file, String yaml, ValueSchema.Mapping shape, ProblemList problems) {
        Node root = composed(file, yaml);
        new ValueSchemaCheck().of(new YamlSection(file, "", root, shape)).forEach(problems::add);
        return new YamlSection(file, "", root, shape);
    }

    private static Node composed(String file, String yaml) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            requireShallow(file, yaml, settings);
            return new Compose(settings)
                    .composeString(yaml)
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

    private static String place(String file, Node node) {
        return place(file, node.getStartMark());
    }

    /** Returns {@code file:line:column}; line and column begin at 1. */
    private static String place(String file, Optional<Mark> mark) {
        return file
                + mark.map(m -> ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1))
                        .orElse("");
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String where() {
        return place + (path.isEmpty() ? "" : ": " + path);
    }

    /** @throws IllegalStateException if the schema does not have the key */
    private ValueSchema shape(String key) {
        return shape.at(key)
                .orElseThrow(() -> new IllegalStateException("the schema has no " + name(key) + ", which is read"));
    }

    private ValueSchema.Mapping mapping(String key, ValueSchema of) {
        return switch (of) {
            case ValueSchema.Mapping mapping -> mapping;
            case ValueSchema.OneOf oneOf -> oneOf.keys();
            default -> throw new IllegalStateException(name(key) + " is described as " + of);
        };
    }

    private Optional<Node> node(String key) {
        shape(key);
        read.add(key);
        return Optional.ofNullable(values.get(key));
    }

    public Set<String> keys() {
        return values.keySet();
    }

    public Optional<YamlValue> optional(String key) {
        return node(key).map(node -> value(key, node));
    }

    private YamlValue value(String key, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw new BadInputException(place(file, node) + ": " + name(key) + ": expected a single value");
        }
        return new YamlValue(
                place(file, node) + ": " + name(key), scalar.getValue().strip());
    }

    public YamlValue required(String key) {
        return optional(key).orElseThrow(() -> missing(key));
    }

    /** Returns the problem of a missing key. A similar unknown key is very likely the missing one, misspelt. */
    public BadInputException missing(String key) {
        Set<String> wanted = Set.of(key);
        for (String present : values.keySet()) {
            if (!shape.names().contains(present)
                    && !Suggestion.hint(present, wanted).isEmpty()) {
                return unknown(present, "the key " + key, wanted);
            }
        }
        return new BadInputException(where() + ": expected the key " + name(key));
    }

    public Optional<YamlSection> optionalSection(String key) {
        return node(key).map(node -> new YamlSection(file, name(key), node, mapping(key, shape(key))));
    }

    public YamlSection section(String key) {
        return optionalSection(key).orElseThrow(() -> missing(key));
    }

    /** Reads a list of mappings; empty if the key is absent. */
    public List<YamlSection> sections(String key) {
        List<YamlSection> sections = new ArrayList<>();
        ValueSchema.Mapping each =
                shape(key) instanceof ValueSchema.Items(ValueSchema of) ? mapping(key, of) : mapping(key, shape(key));
        for (Node item : items(key)) {
            sections.add(new YamlSection(file, name(key) + "[" + (sections.size() + 1) + "]", item, each));
        }
        return sections;
    }

    /** Reads a single value or a list of values; empty if the key is absent. */
    public List<YamlValue> oneOrMore(String key) {
        return node(key).filter(ScalarNode.class::isInstance).isPresent() ? List.of(required(key)) : list(key);
    }

    /** Reads a list of single values; empty if the key is absent. */
    public List<YamlValue> list(String key) {
        return items(key).stream().map(item -> value(key, item)).toList();
    }

    private List<Node> items(String key) {
        return node(key)
                .map(node -> {
                    if (!(node instanceof SequenceNode sequence)) {
                        throw new BadInputException(place(file, node) + ": " + name(key) + ": expected a list");
                    }
                    if (sequence.getValue().size() > ITEMS_MAX) {
                        throw new BadInputException(
                                place(file, node) + ": " + name(key) + ": expected at most " + ITEMS_MAX + " items");
                    }
                    return sequence.getValue();
                })
                .orElse(List.of());
    }

    /** Returns the problem of an unknown key of this section. */
    public BadInputException unknown(String key, String expected, Set<String> known) {
        return new BadInputException(places.getOrDefault(key, place) + ": " + name(key) + ": unknown: expected "
                + expected + Suggestion.hint(key, known));
    }

    /** Returns the problem of a key that the schema does not have: very likely a missing required key, misspelt. */
    BadInputException unknown(String key) {
        return shape.keys().stream()
                .filter(known -> known.required() && !values.containsKey(known.name()))
                .filter(known -> !Suggestion.hint(key, Set.of(known.name())).isEmpty())
                .findFirst()
                .map(known -> unknown(key, "the key " + known.name(), Set.of(known.name())))
                .orElseGet(() -> unknown(key, "one of " + String.join(", ", shape.names()), shape.names()));
    }

    /** Returns a problem for each key that occurs more than once. */
    List<BadInputException> repeated() {
        return repeated;
    }

    /** Fails if a key is misspelt, so that no problems are reported that only follow from its absence. */
    public void requireKnownKeys() {
        keys().stream().filter(key -> !shape.names().contains(key)).findFirst().ifPresent(key -> {
            throw unknown(key);
        });
    }

    ValueSchema.Mapping shape() {
        return shape;
    }

    /** Asserts that the reader has read every key of the schema. {@link ValueSchemaCheck} reports all other keys. */
    public void end() {
        assert read.containsAll(shape.names()) : "of " + path + " only these are read: " + read;
    }
}
