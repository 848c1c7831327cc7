package tribunal.trial;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import tribunal.history.AppModel;
import tribunal.history.Entry;
import tribunal.history.History;
import tribunal.history.file.EntryCodec;

/**
 * A model and its histories in other words: each name that the model declares is reversed, wherever it occurs. A verdict
 * that changes with the words rests on a name that the judge must not know. Not thread-safe.
 */
final class OtherWords {
    private final Map<String, String> words;
    private final AppModel model;

    /** The entries that were translated, since many histories share most of theirs. */
    private final IdentityHashMap<Entry, Entry> translated = new IdentityHashMap<>();

    OtherWords(AppModel original) {
        words = names(original).stream()
                .collect(Collectors.toMap(
                        name -> name, name -> new StringBuilder(name).reverse().toString()));
        model = EntryCodec.json()
                .treeToValue(inWords(EntryCodec.json().<JsonNode>valueToTree(original)), AppModel.class);
    }

    private static Set<String> names(AppModel model) {
        Set<String> names = new TreeSet<>();
        model.entities().forEach((name, type) -> {
            names.add(name);
            names.addAll(type.attributes().keySet());
            type.transitions().forEach(transition -> {
                names.add(transition.to());
                names.add(transition.event());
            });
        });
        names.addAll(model.operations().keySet());
        names.addAll(model.functions().keySet());
        names.addAll(model.effects().keySet());
        names.addAll(model.accounts().keySet());
        names.addAll(model.resources().keySet());
        names.addAll(model.views().keySet());
        names.addAll(model.races().keySet());
        names.addAll(model.topics().keySet());
        return names;
    }

    AppModel model() {
        return model;
    }

    History translated(History history) {
        return new History(history.entries().stream().map(this::translated).toList());
    }

    /** Forgets the entries that were translated. */
    void forget() {
        translated.clear();
    }

    private Entry translated(Entry entry) {
        return translated.computeIfAbsent(
                entry,
                original -> EntryCodec.json()
                        .treeToValue(inWords(EntryCodec.json().readTree(EntryCodec.write(original))), Entry.class));
    }

    private JsonNode inWords(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode other = object.objectNode();
                object.properties().forEach(field -> other.set(word(field.getKey()), inWords(field.getValue())));
                yield other;
            }
            case ArrayNode array -> {
                ArrayNode other = array.arrayNode();
                array.forEach(item -> other.add(inWords(item)));
                yield other;
            }
            case StringNode text -> StringNode.valueOf(word(text.asString()));
            default -> node;
        };
    }

    /** A name, an id with its type in front, or the name of a delivery with its function behind; else the text itself. */
    private String word(String text) {
        int colon = text.indexOf(':');
        int slash = text.lastIndexOf('/');
        if (words.containsKey(text)) {
            return String.valueOf(words.get(text));
        }
        if (colon > 0 && words.containsKey(text.substring(0, colon))) {
            return words.get(text.substring(0, colon)) + text.substring(colon);
        }
        return slash > 0 && words.containsKey(text.substring(slash + 1))
                ? text.substring(0, slash + 1) + words.get(text.substring(slash + 1))
                : text;
    }
}
