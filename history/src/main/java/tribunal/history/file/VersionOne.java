package tribunal.history.file;

import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings entries of version 1 into the form of version 2. Version 1 knew no app but Foodcourt: its orders, customers,
 * restaurants, boards and couriers. Runs that are kept as baselines still have it.
 */
final class VersionOne {
    private static final String ENTITY = "entity";

    /** Finds lines that may be of version 1: they name a component that only version 1 has. */
    private static final Pattern SIGN = Pattern.compile(
            "\"(order|orders|restaurant|customer|status|total|amount|courier|couriers|counts|kind)\":|\"(Board|Canary)"
                    + "|\"(Subscribed|ChangesRead)\".*\"entity\":");

    private static final Map<String, String> KINDS = Map.of(
            "BoardUpdateReceived", "ViewReceived",
            "BoardRead", "ViewRead",
            "CanaryPlaced", "CanaryStarted");

    /** Old and new names of components, by kind. A name with a dot is an entry of a map. */
    private static final Map<String, Map<String, String>> COMPONENTS = Map.ofEntries(
            Map.entry(
                    "OperationSent",
                    Map.of(
                            "kind", "name",
                            "order", ENTITY,
                            "customer", "actor",
                            "restaurant", "input.restaurant",
                            "total", "input.total")),
            Map.entry("OperationAnswered", Map.of("status", "state", "total", "output.total")),
            Map.entry("Subscribed", Map.of(ENTITY, "topic")),
            Map.entry("UpdateReceived", Map.of("order", ENTITY, "status", "state", "total", "attributes.total")),
            Map.entry("ViewReceived", Map.of("restaurant", "key", "counts", "cells")),
            Map.entry(
                    "Committed",
                    Map.of(
                            "order", ENTITY,
                            "status", "state",
                            "restaurant", "attributes.restaurant",
                            "customer", "attributes.customer",
                            "total", "attributes.total")),
            Map.entry("EventRecorded", Map.of("order", ENTITY)),
            Map.entry("ViewRead", Map.of("restaurant", "key", "counts", "cells")),
            Map.entry("HandedOver", Map.of("order", ENTITY)),
            Map.entry("ChangesRead", Map.of(ENTITY, "topic")),
            Map.entry("EffectRequested", Map.of("order", ENTITY, "amount", "quantity")),
            Map.entry("EffectApplied", Map.of("amount", "quantity", "courier", "resource")),
            Map.entry("RunStarted", Map.of("orders", "planned", "couriers", "resources.courier")),
            Map.entry("CanaryStarted", Map.of("order", ENTITY)));

    private VersionOne() {}

    /** Whether the line may be an entry of version 1. */
    static boolean mayBe(String line) {
        return SIGN.matcher(line).find();
    }

    /** Renames what version 1 calls otherwise; changes nothing in an entry of version 2. */
    static void upgrade(ObjectNode entry) {
        String kind = entry.path("type").asString("");
        if (KINDS.containsKey(kind)) {
            entry.put("type", KINDS.get(kind));
        }
        String today = entry.path("type").asString("");
        COMPONENTS.getOrDefault(today, Map.of()).forEach((old, name) -> rename(entry, old, name));
        if (!today.equals(kind) && entry.has("cells")) {
            entry.put("view", "board");
        }
        entry.path("poisoned").forEach(poisoned -> rename((ObjectNode) poisoned, "order", ENTITY));
    }

    private static void rename(ObjectNode entry, String old, String name) {
        JsonNode value = entry.remove(old);
        if (value == null || value.isNull()) {
            return;
        }
        int dot = name.indexOf('.');
        if (dot > 0) {
            entry.withObject("/" + name.substring(0, dot)).set(name.substring(dot + 1), value);
        } else if (name.equals(ENTITY)) {
            entry.put(ENTITY, "order:" + value.asString());
        } else {
            entry.set(name, value);
        }
    }
}
