package tribunal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.scenario.file.ScenarioCatalogueTest;

/** What an editor says of a scenario file is what the reader says. */
class SchemaTest {
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(new ScenarioCatalogue(ScenarioCatalogueTest.GUARANTEES).schema());

    static List<String> names() {
        return ScenarioCatalogue.names();
    }

    private List<String> complaints(String yaml) {
        return schema.validate(YAMLMapper.builder().build().readTree(yaml)).stream()
                .map(Object::toString)
                .toList();
    }

    private static String file(String name) throws IOException {
        try (InputStream in = SchemaTest.class.getResourceAsStream("/tribunal/scenario/" + name + ".yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_file_of_the_catalogue_is_right(String name) throws IOException {
        assertThat(complaints(file(name))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        storm: 30s            | strom: 30s
        storm: 30s            | storm: 30
        rate: 40/s            | rate: 40/m
        rate: 40/s            | rate: 0
        ratio: 10%            | ratio: 1.5
        ratio: 10%            | ratio: 101%
        drop:                 | dorp:
        [atomicity]           | [atomicty]
        p(99) < 1s            | p99 < 1s
        p(99) < 1s            | p(99) <= 1s
        place-order:          | place-ordr:
        expects: { drop: 1% } | expects: { drops: 1% }
        couriers: 200         | couriers: many
        couriers: 200         | couriers: 0
        promise: it holds     | promis: it holds
        """)
    void what_the_reader_refuses_the_schema_refuses(String good, String bad) {
        assertThat(complaints(ScenarioCatalogueTest.OWN)).isEmpty();
        assertThat(complaints(ScenarioCatalogueTest.OWN.replace(good, bad))).isNotEmpty();
    }

    @Test
    void what_the_reader_understands_the_schema_allows() {
        assertThat(complaints(ScenarioCatalogueTest.OWN
                        .replace("40/s", "40")
                        .replace("\"p(99) < 1s\"", "[\"p(99) < 1s\", p(50) <= +10%]")))
                .isEmpty();
    }

    @Test
    void every_key_says_what_it_means() {
        assertDescribed(
                "", new JsonMapper().readTree(new ScenarioCatalogue(ScenarioCatalogueTest.GUARANTEES).schema()));
    }

    private static void assertDescribed(String path, JsonNode schema) {
        schema.path("properties").properties().forEach(key -> {
            String name = path + key.getKey();
            assertThat(key.getValue().path("description").asString("")).as(name).isNotBlank();
            assertDescribed(name + ".", key.getValue());
        });
        if (schema.has("items")) {
            assertDescribed(path, schema.get("items"));
        }
    }
}
