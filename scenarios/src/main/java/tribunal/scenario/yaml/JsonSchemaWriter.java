package tribunal.scenario.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tribunal.scenario.yaml.ValueSchema.Choice;
import tribunal.scenario.yaml.ValueSchema.Count;
import tribunal.scenario.yaml.ValueSchema.Counts;
import tribunal.scenario.yaml.ValueSchema.Items;
import tribunal.scenario.yaml.ValueSchema.KeyShape;
import tribunal.scenario.yaml.ValueSchema.Least;
import tribunal.scenario.yaml.ValueSchema.Mapping;
import tribunal.scenario.yaml.ValueSchema.OneOf;
import tribunal.scenario.yaml.ValueSchema.OneOrMore;
import tribunal.scenario.yaml.ValueSchema.Rate;
import tribunal.scenario.yaml.ValueSchema.Ratio;
import tribunal.scenario.yaml.ValueSchema.Text;
import tribunal.scenario.yaml.ValueSchema.Truth;

/** Writes a schema as JSON Schema, for editors. It uses draft 7, which YAML language servers understand best. */
public final class JsonSchemaWriter {
    private static final String PERCENTAGE = "(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]+)?)%";

    private JsonSchemaWriter() {}

    /** Returns the text of the JSON Schema of scenario files. */
    public static String of(Mapping scenario) {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "A scenario of Tribunal");
        schema.putAll(schema(scenario));
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(schema)
                        .replace("\r\n", "\n")
                + "\n";
    }

    private static SequencedMap<String, Object> schema(ValueSchema shape) {
        return switch (shape) {
            case Text text -> matching(text.pattern(), text.example());
            case Choice choice -> choice(choice);
            case Count count -> whole(count.min(), count.max());
            case Counts counts ->
                anyOf(whole(counts.min(), counts.max()), matching("[0-9]+\\s*\\.\\.\\s*[0-9]+", "1..3"));
            case Ratio _ -> anyOf(matching(PERCENTAGE, "12%"), number());
            case Least least -> anyOf(matching(PERCENTAGE, "1%"), whole(1, least.max()));
            case OneOrMore values -> anyOf(schema(values.of()), schema(new Items(values.of())));
            case Rate _ ->
                anyOf(
                        matching(YamlValue.NUMBERS + "(/s)?", "20/s"),
                        with(object("type", "number"), "exclusiveMinimum", 0));
            case Truth _ -> object("type", "boolean");
            case Items items -> with(object("type", "array"), "items", schema(items.of()));
            case Mapping mapping -> mapping(mapping);
            case OneOf oneOf -> with(with(mapping(oneOf.keys()), "minProperties", 1), "maxProperties", 1);
        };
    }

    private static SequencedMap<String, Object> object(String key, Object value) {
        return with(new LinkedHashMap<>(), key, value);
    }

    private static SequencedMap<String, Object> with(SequencedMap<String, Object> schema, String key, Object value) {
        schema.put(key, value);
        return schema;
    }

    private static SequencedMap<String, Object> matching(String pattern, String example) {
        SequencedMap<String, Object> schema = with(object("type", "string"), "pattern", "^(" + pattern + ")$");
        return with(schema, "examples", List.of(example));
    }

    /** Writes names of digits as numbers, since a YAML parser reads them as numbers. */
    private static SequencedMap<String, Object> choice(Choice choice) {
        List<Object> values = new ArrayList<>();
        for (String name : choice.names()) {
            values.add(name.matches("[0-9]{1,9}") ? (Object) Integer.valueOf(name) : name);
        }
        return object("enum", values);
    }

    private static SequencedMap<String, Object> whole(int min, int max) {
        return with(with(object("type", "integer"), "minimum", min), "maximum", max);
    }

    private static SequencedMap<String, Object> number() {
        return with(with(object("type", "number"), "minimum", 0), "maximum", 1);
    }

    private static SequencedMap<String, Object> anyOf(Map<String, Object> first, Map<String, Object> second) {
        return object("anyOf", List.of(first, second));
    }

    private static SequencedMap<String, Object> mapping(Mapping mapping) {
        SequencedMap<String, Object> properties = new LinkedHashMap<>();
        for (KeyShape key : mapping.keys()) {
            SequencedMap<String, Object> property = object("description", key.description());
            property.putAll(schema(key.shape()));
            properties.put(key.name(), property);
        }
        SequencedMap<String, Object> schema = with(object("type", "object"), "additionalProperties", false);
        List<String> required = mapping.keys().stream()
                .filter(KeyShape::required)
                .map(KeyShape::name)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return with(schema, "properties", properties);
    }
}
