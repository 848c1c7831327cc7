package foodcourt.app.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tribunal.history.Entry;
import tribunal.history.file.EntryCodec;

/**
 * The record of a witness in comparable form: orders and events by transaction in their order of writing, each delivery
 * by itself.
 */
@NullUnmarked
final class Testimony {
    private Testimony() {}

    static String of(List<Entry> entries, Numbering numbering, Cast cast) {
        List<ObjectNode> records = new ArrayList<>();
        for (Entry entry : entries) {
            records.add((ObjectNode) EntryCodec.json().readTree(EntryCodec.write(entry)));
        }
        return ofJson(records, numbering, cast);
    }

    /** Each with a txn. */
    static String ofJson(List<ObjectNode> records, Numbering numbering, Cast cast) {
        Map<String, List<String>> byTransaction = new TreeMap<>();
        List<String> ofDeliveries = new ArrayList<>();
        for (ObjectNode entry : records) {
            String text = cast.plain(text(entry, numbering));
            if (entry.has("function")) {
                ofDeliveries.add(text);
            } else {
                byTransaction
                        .computeIfAbsent(entry.path("txn").asString(), _ -> new ArrayList<>())
                        .add(text);
            }
        }
        ofDeliveries.sort(null);
        return byTransaction.values().stream().map(List::toString).sorted().toList() + " and " + ofDeliveries;
    }

    /** The text of a value; that of a map by the order of its names. */
    private static String text(JsonNode value) {
        TreeMap<String, String> entries = new TreeMap<>();
        value.properties()
                .forEach(entry -> entries.put(entry.getKey(), entry.getValue().asString()));
        return value.isObject() ? entries.toString() : value.asString();
    }

    private static String text(ObjectNode entry, Numbering numbering) {
        TreeMap<String, String> fields = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : entry.properties()) {
            if (!field.getValue().isNull()) {
                fields.put(field.getKey(), text(field.getValue()));
            }
        }
        List.of("at", "txn", "witness").forEach(fields::remove);
        List.of("token", "settledBy")
                .forEach(token ->
                        fields.computeIfPresent(token, (_, value) -> "" + numbering.of(Long.parseLong(value))));
        return fields.toString();
    }
}
