package tribunal.load.database;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import tribunal.load.run.MachineCheck;
import tribunal.load.run.ProcessReaper;
import tribunal.scenario.yaml.BadInputException;
import tribunal.scenario.yaml.Suggestion;

/** Which PostgreSQL a run uses: the value of the option {@code --database}. */
public sealed interface DatabaseOption permits DatabaseOption.Embedded, ContainerDatabaseOption, JdbcDatabaseOption {
    /** The option's values other than a JDBC address. */
    List<String> WORDS = List.of("embedded", "container");

    /**
     * Parses the option: {@code embedded}, {@code container} or {@code jdbc:postgresql://…}.
     *
     * @throws BadInputException if it is none of these
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
     * Checks that the database can be used, before anything is written.
     *
     * @param runs the folder of runs
     * @param connections how many connections the run needs
     * @throws BadInputException if it cannot be used; one line says why
     */
    void check(Path runs, int connections);

    /** The option as written on a command line, with secrets masked. */
    String shown();

    /** Environment variables that a replay needs, such as {@code NAME=value }; usually empty. */
    default String environment() {
        return "";
    }

    /**
     * Starts the server, or creates a schema in a running one. Containers and data folders are registered with the
     * process reaper before they exist.
     */
    Database start(Place place);

    /**
     * What a database needs to start.
     *
     * @param data its data folder; created by the database and removed with it
     * @param connections how many connections it must accept
     */
    record Place(Path data, Path log, ProcessReaper reaper, int connections) {}

    /** Replaces each secret in the text with {@code ***}. */
    static String masked(String text) {
        return Pattern.compile("(?i)([?&][a-z]*password=)[^&]*|(//)[^/?]*@")
                .matcher(text)
                .replaceAll(secret -> secret.group(1) == null ? "//***@" : secret.group(1) + "***");
    }

    /** The option {@code embedded}: the run's own PostgreSQL, from binaries that the build includes. */
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
            place.reaper().folder(place.data());
            return EmbeddedDatabase.start(place);
        }
    }
}
