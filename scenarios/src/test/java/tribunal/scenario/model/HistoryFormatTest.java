package tribunal.scenario.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tribunal.history.HarnessEntry.ResourcesSampled;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.file.EntryCodec;

/** The quick check of a line must accept nothing that the slow check refuses. */
class HistoryFormatTest {
    private static final int EDITS = 300;

    private static final String CHARACTERS =
            "\"\"{}[]:,,\\ 0199.eE-+tfn#&*!|>%@`'?<~\t\r\u0000\u007fé\u0085\u2028\ufeff\ud83d\ufffe";

    /** Values as they are in a line, one a line; spaces separate the short ones. */
    private static final List<String> VALUES = Stream.concat(
                    """
                    null true false yes NaN ~ x 'x'
                    0 -0 1 -7 01 +1 0x1 1_000 1.0 1e3 -1.5E-4 999999999999999999 1000000000000000000
                    -9223372036854775808 9223372036854775808 99999999999999999999999
                    "" "null" "true" "1" "x" "DONE" "done" "a:b" "#x" "&x" "*x" "<<" "---" PT2S "PT2S"
                    "é" "\\t" "\\u0000" "\\ud83d" "\\/"
                    [] [1] ["a"] [null] [{}] [[]]
                    {} {"a":1} {"a":1.5} {"a":"b"} {"a":null} {"a":{}} {"":""} {"<<":"x"}
                    {"a":"b","a":"c"} {"a":1,"a":2}
                    """.lines().flatMap(line -> Stream.of(line.split(" "))),
                    Stream.of(
                            "",
                            "\"\ud83d\ude00\"",
                            "\"\ud83d\"",
                            "\"\ufeff\"",
                            "\"\ufffe\"",
                            "\"\u007f\"",
                            "\"\u0085\"",
                            "\"\u2028\"",
                            "\" \"",
                            "\" DONE \"",
                            "\"a: b # c\"",
                            "\"\t\"",
                            "\"" + "x".repeat(3_000) + "\"",
                            "{\"" + "k".repeat(1_100) + "\":\"v\"}"))
            .toList();

    private static Stream<Class<?>> kinds() {
        return EntryCodec.kinds();
    }

    /** A line of this kind by its keys; each value is JSON. */
    private static SequencedMap<String, String> keys(Class<?> kind) {
        SequencedMap<String, String> keys = new LinkedHashMap<>();
        keys.put("type", "\"" + kind.getSimpleName() + "\"");
        Arrays.stream(kind.getRecordComponents())
                .forEach(component -> keys.put(component.getName(), value(component.getGenericType())));
        keys.put("witness", "\"HARNESS\"");
        return keys;
    }

    private static String value(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            String value = value(arguments[arguments.length - 1]);
            return generic.getRawType() == List.class ? "[" + value + "]" : "{\"a\":" + value + ",\"b\":" + value + "}";
        }
        Class<?> simple = (Class<?>) type;
        if (simple.isRecord()) {
            return line(simple, new HashMap<>());
        }
        if (simple.isEnum()) {
            return "\"" + simple.getEnumConstants()[0] + "\"";
        }
        return switch (simple.getSimpleName()) {
            case "boolean" -> "true";
            case "int", "Integer", "long", "Long" -> "3";
            case "double" -> "0.5";
            case "Duration" -> "\"PT2S\"";
            default -> "\"order:7\"";
        };
    }

    private static String line(Class<?> type, Map<String, String> changes) {
        SequencedMap<String, String> keys = keys(type);
        if (!EntryCodec.kinds().toList().contains(type)) {
            keys.remove("type");
            keys.remove("witness");
        }
        keys.putAll(changes);
        return line(keys);
    }

    private static String line(SequencedMap<String, String> keys) {
        return keys.entrySet().stream()
                .map(key -> "\"" + key.getKey() + "\":" + key.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static List<String> problems(String line) {
        try {
            String upgraded = EntryCodec.upgraded(line);
            return HistoryFormat.problems(
                    "line",
                    upgraded,
                    EntryCodec.json().readTree(upgraded).path("type").asString(""));
        } catch (JacksonException e) {
            return List.of("no JSON");
        }
    }

    /** Both checks may differ in one direction only. */
    private static void holdsFor(String line) {
        if (HistoryFormat.isSurelyEntry(line)) {
            assertThat(problems(line)).as(line).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_line_with_all_keys_is_accepted_quickly_in_any_order(Class<?> kind) {
        List<Map.Entry<String, String>> keys = new ArrayList<>(keys(kind).entrySet());
        Collections.reverse(keys);
        SequencedMap<String, String> reversed = new LinkedHashMap<>();
        keys.forEach(key -> reversed.put(key.getKey(), key.getValue()));
        // Times as texts and fractions are left to the slow check. Both kinds are rare.
        boolean isQuick = kind != RunStarted.class && kind != ResourcesSampled.class;

        for (String line :
                List.of(line(keys(kind)), line(reversed), " " + line(reversed).replace(",", " , ") + " ")) {
            assertThat(problems(line)).as(line).isEmpty();
            assertThat(HistoryFormat.isSurelyEntry(line)).as(line).isEqualTo(isQuick);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void no_wrong_value_is_accepted_quickly(Class<?> kind) {
        for (String key : keys(kind).keySet()) {
            VALUES.forEach(value -> holdsFor(line(kind, Map.of(key, value))));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void no_wrong_key_is_accepted_quickly(Class<?> kind) {
        for (String key : keys(kind).keySet()) {
            SequencedMap<String, String> without = keys(kind);
            String value = without.remove(key);
            holdsFor(line(without));
            String rest = line(without).substring(1);
            Stream.of(key + "x", key.toUpperCase(Locale.ROOT), "", "order", "total", "\\u0061t", "k".repeat(1_100))
                    .forEach(name -> holdsFor("{\"" + name + "\":" + value + "," + rest));
            holdsFor("{\"" + key + "\":" + value + "," + line(keys(kind)).substring(1));
            kinds().forEach(other -> holdsFor(line(kind, Map.of("type", "\"" + other.getSimpleName() + "\""))));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void no_edited_line_is_accepted_quickly_with_problems(Class<?> kind) {
        Random random = new Random(7);
        for (int n = 0; n < EDITS; n++) {
            StringBuilder edited = new StringBuilder(line(keys(kind)));
            for (int edit = 0; edit <= n % 3; edit++) {
                int at = random.nextInt(edited.length());
                edited.replace(
                        at,
                        at + random.nextInt(3),
                        character(random) + (random.nextBoolean() ? character(random) : ""));
            }
            holdsFor(edited.toString());
        }
    }

    private static String character(Random random) {
        int at = random.nextInt(CHARACTERS.length());
        return CHARACTERS.substring(at, at + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "null", "7", "[]", "'Drained'", "{}", "{'type':7,'at':1}", "{type: Drained, at: 1}"})
    void no_other_text_is_accepted_quickly(String line) {
        assertThat(HistoryFormat.isSurelyEntry(line.replace('\'', '"'))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s}", "%s {}", "%s,", "%s#", "--- %s", "\ufeff%s", "%s\r", "[%s]"})
    void nothing_before_or_after_an_entry_is_accepted_quickly(String line) {
        assertThat(HistoryFormat.isSurelyEntry(line.formatted("{\"type\":\"Drained\",\"at\":1}")))
                .isFalse();
    }

    @Test
    void a_line_without_its_optional_keys_is_accepted_quickly() {
        assertThat(HistoryFormat.isSurelyEntry("{\"type\":\"EffectRequested\",\"at\":1,\"request\":1,\"kind\":\"bill\","
                        + "\"entity\":\"booking:1\",\"quantity\":0}"))
                .isTrue();
    }

    @Test
    void a_text_that_is_no_time_is_not_accepted_quickly() {
        String line = "{\"type\":\"RunStarted\",\"at\":0,\"scenario\":\"s\",\"seed\":1,\"mode\":\"m\",\"planned\":1,"
                + "\"limits\":{\"lease\":\"soon\"}}";

        assertThat(problems(line)).hasSize(1);
        assertThat(HistoryFormat.isSurelyEntry(line)).isFalse();
    }
}
