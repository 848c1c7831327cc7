package tribunal.scenario.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import tribunal.history.AppModel;
import tribunal.history.Demands;
import tribunal.scenario.PhaseDurations;
import tribunal.scenario.Scenario;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.ThirdPartyBehaviour;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.input.Suggestion;
import tribunal.scenario.input.TextFile;
import tribunal.scenario.model.ModelFile;
import tribunal.scenario.yaml.ProblemList;
import tribunal.scenario.yaml.QuantityFormat;
import tribunal.scenario.yaml.YamlValue;

/**
 * Finds scenarios, those of Tribunal and those of users. Also provides the model of Foodcourt and the judge's limits.
 */
public final class ScenarioCatalogue {
    private static final String FOLDER = "/tribunal/scenario/";
    private static final String ENDING = ".yaml";
    private static final String MODEL_ENDING = ".model.yaml";
    private static final List<String> NAMES = bundled();

    private static final String CALM = "calm";
    private static final int ORDERS_MAX = 500_000;

    private final ScenarioReader reader;

    /** @param guarantees the names of all guarantees that a scenario can demand */
    public ScenarioCatalogue(List<String> guarantees) {
        this.reader = new ScenarioReader(guarantees);
    }

    /** Returns the names of the scenarios that come with Tribunal, in alphabetical order. */
    public static List<String> names() {
        return NAMES;
    }

    /** Returns the JSON Schema of scenario files. */
    public String schema() {
        return reader.schema();
    }

    /**
     * Returns the comment at the head of a scenario's file: what the scenario demands, and why. Throws
     * {@link BadInputException} if there is no scenario of that name.
     */
    public static List<String> headComment(String nameOrFile) {
        return text(nameOrFile)
                .lines()
                .takeWhile(line -> line.startsWith("#"))
                .filter(line -> !line.contains("yaml-language-server"))
                .map(line -> line.substring(1).strip())
                .toList();
    }

    /**
     * Returns a scenario that is ready to run with this seed: overrides are applied, random faults are drawn, and it
     * is long enough for what it expects. Throws {@link BadInputException} if it or an override is invalid.
     */
    public Scenario resolved(String nameOrFile, ScenarioOverrides overrides, long seed) {
        Scenario scenario = read(nameOrFile, overrides).withDrawnFaults(seed);
        String storm = overrides
                .duration()
                .map(text -> "--duration " + text)
                .orElse(nameOrFile + ": a storm of "
                        + QuantityFormat.time(scenario.phases().storm()));
        FaultForecast.of(scenario, seed).requireEnough(scenario, seed, storm);
        return scenario;
    }

    /** Returns the model of Foodcourt. */
    public static AppModel model() {
        return ModelHolder.MODEL;
    }

    /** Holds the model, which is read at the first use: listing scenarios does not need it. */
    private static final class ModelHolder {
        static final AppModel MODEL = ModelFile.read("foodcourt.model.yaml", resource("foodcourt.model"));
    }

    /** Returns the model of Foodcourt for a run of this scenario. */
    public static AppModel model(Scenario scenario) {
        ThirdPartyBehaviour thirdParties = scenario.thirdParties();
        return model().with("ride", thirdParties.rideMin(), thirdParties.rideMax());
    }

    /** Reads a scenario and applies its overrides; throws {@link BadInputException} if it or an override is invalid. */
    public Scenario read(String nameOrFile, ScenarioOverrides overrides) {
        ProblemList problems = new ProblemList();
        Scenario scenario = read(nameOrFile);
        scenario = changed(scenario, overrides.rate(), problems, ScenarioCatalogue::withRate);
        scenario = changed(scenario, overrides.duration(), problems, ScenarioCatalogue::withStorm);
        scenario = changed(scenario, overrides.budgets(), problems, ScenarioCatalogue::withBudgets);
        scenario = changed(scenario, overrides.faults(), problems, this::withFaults);
        problems.requireNone();
        requireFewOrders(nameOrFile, scenario);
        return scenario;
    }

    private static Scenario changed(
            Scenario scenario,
            Optional<String> override,
            ProblemList problems,
            BiFunction<Scenario, String, Scenario> change) {
        return override.flatMap(text -> problems.attempt(() -> change.apply(scenario, text)))
                .orElse(scenario);
    }

    private static Scenario withRate(Scenario scenario, String rate) {
        return scenario.with(scenario.traffic().atRate(new YamlValue("--rate", rate).rate()));
    }

    private static Scenario withStorm(Scenario scenario, String time) {
        PhaseDurations phases = scenario.phases();
        Duration storm = new YamlValue("--duration", time).positiveDuration();
        return scenario.with(new PhaseDurations(phases.warmUp(), storm, phases.drain()));
    }

    private Scenario withFaults(Scenario scenario, String name) {
        return scenario.withFaultsOf(read(name.equals("off") ? CALM : name));
    }

    private static Scenario withBudgets(Scenario scenario, String file) {
        return scenario.with(scenario.demands().withBudgetsOf(budgets(TextFile.path(file))));
    }

    /** Limits the number of orders, since the whole schedule is kept in memory. */
    private static void requireFewOrders(String nameOrFile, Scenario scenario) {
        double rate = scenario.traffic().riseToPerSecond();
        Duration time = scenario.phases().warmUpAndStorm();
        if (rate * time.toSeconds() > ORDERS_MAX) {
            throw new BadInputException(
                    ("%s: a rate of %s/s over %s of warm-up and storm makes %,.0f orders: expected at"
                                    + " most %,d; ask for a lower --rate or a shorter --duration")
                            .formatted(
                                    nameOrFile,
                                    QuantityFormat.plain(rate),
                                    QuantityFormat.time(time),
                                    rate * time.toSeconds(),
                                    ORDERS_MAX));
        }
    }

    /** Returns demands that are only the budgets of a file; throws {@link BadInputException} if it is invalid. */
    public static Demands budgets(Path file) {
        return BudgetTypes.file().read(file.toString(), TextFile.read(file, "a file of budgets"));
    }

    private Scenario read(String nameOrFile) {
        return reader.read(NAMES.contains(nameOrFile) ? nameOrFile + ".yaml" : nameOrFile, text(nameOrFile));
    }

    private static String text(String nameOrFile) {
        if (NAMES.contains(nameOrFile)) {
            return resource(nameOrFile);
        }
        if (nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml")) {
            return TextFile.read(TextFile.path(nameOrFile), "a scenario file");
        }
        throw new BadInputException("no scenario is called " + nameOrFile + ": expected one of "
                + String.join(", ", NAMES) + ", or a .yaml file" + Suggestion.hint(nameOrFile, NAMES));
    }

    /**
     * Lists the scenario files that come with Tribunal, in a folder or in a jar: the files alone say which there are.
     */
    private static List<String> bundled() {
        try {
            Path home = Path.of(ScenarioCatalogue.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(home)) {
                return names(Path.of(home + FOLDER));
            }
            try (FileSystem jar = FileSystems.newFileSystem(home)) {
                return names(jar.getPath(FOLDER));
            }
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING) && !name.endsWith(MODEL_ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
    }

    private static String resource(String name) {
        try (InputStream in = ScenarioCatalogue.class.getResourceAsStream(FOLDER + name + ENDING)) {
            if (in == null) {
                throw new IllegalStateException(name + ".yaml is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
