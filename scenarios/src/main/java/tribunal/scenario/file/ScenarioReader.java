package tribunal.scenario.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tribunal.scenario.Scenario;
import tribunal.scenario.yaml.BadInputException;
import tribunal.scenario.yaml.ValueType;

/** Reads a scenario's YAML, and describes it as a JSON Schema for editors. */
public final class ScenarioReader {
    private final List<String> guarantees;
    private final ValueType<ScenarioFile> type;

    /** @param guarantees the names of all guarantees that a scenario can demand */
    public ScenarioReader(List<String> guarantees) {
        this.guarantees = guarantees.stream().sorted().toList();
        this.type = ScenarioTypes.file(this.guarantees);
    }

    /**
     * Reads a file.
     *
     * @throws BadInputException with all problems: unknown keys, missing keys, wrong units, numbers out of range
     */
    public Scenario read(String file, String yaml) {
        return type.read(file, yaml).scenario(guarantees);
    }

    /** Returns the text of the JSON Schema of scenario files. */
    public String schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "A scenario of Tribunal");
        schema.putAll(type.schema());
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(schema)
                        .replace("\r\n", "\n")
                + "\n";
    }
}
