package tribunal.scenario.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tribunal.scenario.yaml.JsonRecordTypes;

/**
 * A quick comparison of JSON with the schemas of {@link JsonRecordTypes}. It is stricter than they are: it does not know
 * patterns and fractions, and wants numbers as numbers and texts as texts.
 */
final class SchemaMatch {
    private static final long INTEGER_MAX = 999_999_999_999_999_999L;

    private SchemaMatch() {}

    /** Whether the value certainly fulfils the schema. */
    static boolean matches(JsonNode value, @Nullable Object schema) {
        if (!(schema instanceof Map<?, ?> rules)) {
            return false;
        }
        if (rules.get("anyOf") instanceof List<?> choices) {
            return choices.stream().anyMatch(choice -> matches(value, choice));
        }
        if (rules.get("enum") instanceof List<?> texts) {
            return value.isString() && texts.contains(value.asString());
        }
        return !rules.containsKey("pattern")
                && rules.get("type") instanceof String type
                && switch (type) {
                    case "null" -> value.isNull();
                    case "string" -> value.isString();
                    case "boolean" -> value.isBoolean();
                    case "integer" -> isInteger(value);
                    case "array" ->
                        value.isArray() && value.valueStream().allMatch(v -> matches(v, rules.get("items")));
                    case "object" -> value.isObject() && keysMatch(value, rules);
                    default -> false;
                };
    }

    private static boolean isInteger(JsonNode value) {
        return value.isIntegralNumber()
                && value.canConvertToLong()
                && Math.abs(value.asLong()) <= INTEGER_MAX
                && value.asLong() != Long.MIN_VALUE;
    }

    private static boolean keysMatch(JsonNode value, Map<?, ?> rules) {
        if (!(rules.get("properties") instanceof Map<?, ?> known)) {
            return value.valueStream().allMatch(v -> matches(v, rules.get("additionalProperties")));
        }
        boolean hasRequired = !(rules.get("required") instanceof Collection<?> required)
                || required.stream().allMatch(key -> value.has((String) key));
        return hasRequired
                && value.propertyStream()
                        .allMatch(key ->
                                known.containsKey(key.getKey()) && matches(key.getValue(), known.get(key.getKey())));
    }
}
