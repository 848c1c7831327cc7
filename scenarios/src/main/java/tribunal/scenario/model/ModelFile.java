package tribunal.scenario.model;

import java.nio.file.Path;
import tribunal.history.AppModel;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.input.TextFile;
import tribunal.scenario.yaml.JsonRecordTypes;
import tribunal.scenario.yaml.ProblemList;
import tribunal.scenario.yaml.ValueType;
import tribunal.scenario.yaml.YamlNode;

/** Reads the file of a model: YAML, described in {@code docs/model.md}. */
public final class ModelFile {
    private static final ValueType<AppModel> TYPE = JsonRecordTypes.of(AppModel.class);

    private ModelFile() {}

    /** Reads a model's file; throws {@link BadInputException} with all of its problems, each with its line. */
    public static AppModel read(Path file) {
        return read(file.toString(), TextFile.read(file, "a model of an app (docs/model.md)"));
    }

    /** Reads a model; throws {@link BadInputException} with all of its problems, each with its line. */
    public static AppModel read(String file, String yaml) {
        AppModel model = TYPE.read(file, yaml);
        ProblemList problems = new ProblemList();
        new ModelNameCheck(model, YamlNode.parse(file, yaml), problems).check();
        problems.requireNone();
        return model;
    }

    /** Returns the text of the JSON Schema of model files. */
    public static String schema() {
        return ValueType.schemaText("A model of an app for Tribunal", TYPE.schema());
    }
}
