package tribunal.load.database;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import tribunal.load.run.MachineCheck;
import tribunal.load.run.ProcessReaper;
import tribunal.scenario.yaml.BadInputException;
import tribunal.scenario.yaml.Suggestion;

/** Which PostgreSQL a run uses, as asked for on the command line. */
public sealed interface DatabaseOption permits DatabaseOption.Embedded, ContainerDatabaseOption, JdbcDatabaseOption {
    /** The option's words beside a JDBC address. */
    List<String> WORDS = List.of("embedded", "container");

    /**
     * What the option means: {@code embedded}, {@code container} or {@code jdbc:postgresql://…}.
     *
     * @throws BadInputException if it is none of those
     */
    static DatabaseOption of(String option) {
        if (option.startsWith("jdbc:postgresql:")) {
            return JdbcDatabaseOption.of(option);
        }
        return switch (option) {
            case "embedded" -> new Embedded();
            case "container" -> ContainerDatabaseOption.fromEnvironment();
            default ->
                throw new BadInputException("--database: \"" + masked(option)
                        + "\": expected embedded, container or jdbc:postgresql://host/database?user=…"
                        + Suggestion.hint(option, WORDS));
        };
    }

    /**
     * Looks whether it can be used, before anything is written.
     *
     * @param runs where runs are kept
     * @param connections how many the run will need
     * @throws BadInputException if it cannot: one line that says why
     */
    void check(Path runs, int connections);

    /** As the command line would have it, without any secret. */
    String shown();

    /** What differs from one environment to the next and must be set to run this again, such as {@code NAME=value }; mostly empty. */
    default String environment() {
        return "";
    }

    /** Starts it, or makes room in it; whatever a crash would leave behind, the guardian is told of before. */
    Database start(Place place);

    /**
     * Where a database may keep what it must.
     *
     * @param data is made by it, and removed with it
     * @param connections how many it must bear
     */
    record Place(Path data, Path log, ProcessReaper guardian, int connections) {}

    /** What stands in it instead of a secret is {@code ***}. */
    static String masked(String text) {
        return Pattern.compile("(?i)([?&][a-z]*password=)[^&]*|(//)[^/?]*@")
                .matcher(text)
                .replaceAll(secret -> secret.group(1) == null ? "//***@" : secret.group(1) + "***");
    }

    /** A PostgreSQL of the run's own, from binaries that the build brings. */
    record Embedded() implements DatabaseOption {
        @Override
        public void check(Path runs, int connections) {
            MachineCheck.ofThis(runs).requirePostgres();
        }

        @Override
        public String shown() {
            return "embedded";
        }

        @Override
        public Database start(Place place) {
            place.guardian().folder(place.data());
            return EmbeddedDatabase.start(place);
        }
    }
}
