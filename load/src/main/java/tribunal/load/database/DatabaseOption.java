package tribunal.load.database;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import tribunal.load.harness.ProcessReaper;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.input.Suggestion;

/** Which PostgreSQL a run uses: the value of the option {@code --database}. */
public sealed interface DatabaseOption permits EmbeddedDatabaseOption, ContainerDatabaseOption, JdbcDatabaseOption {
    /** The option's values other than a JDBC address. */
    List<String> WORDS = List.of("embedded", "container");

    /** Parses {@code embedded}, {@code container} or {@code jdbc:postgresql://…}; else throws BadInputException. */
    static DatabaseOption of(String option) {
        if (option.startsWith("jdbc:postgresql:")) {
            return JdbcDatabaseOption.of(option);
        }
        return switch (option) {
            case "embedded" -> new EmbeddedDatabaseOption();
            case "container" -> ContainerDatabaseOption.fromEnvironment();
            default ->
                throw new BadInputException("--database: \"" + masked(option)
                        + "\": expected embedded, container or jdbc:postgresql://host/database?user=…"
                        + Suggestion.hint(option, WORDS));
        };
    }

    /** Checks that the database can be used, before anything is written; else throws BadInputException of one line. */
    void check(Path runs, int connections);

    /** The option as written on a command line, with secrets masked. */
    String shown();

    /** Environment variables that a replay needs, such as {@code NAME=value }; usually empty. */
    default String environment() {
        return "";
    }

    /** Whether the server is a process of this run, which outages may kill and pause. */
    default boolean isOwnProcess() {
        return false;
    }

    /**
     * Starts the server, or creates a schema in a running one. Containers and data folders are registered with the
     * process reaper before they exist.
     */
    Database start(StartParameters place);

    /** The folder that a database creates and removes, its log, and how many connections it must accept. */
    record StartParameters(Path data, Path log, ProcessReaper reaper, int connections) {}

    /** Replaces each secret in the text with {@code ***}. */
    static String masked(String text) {
        return Pattern.compile("(?i)([?&][a-z]*password=)[^&]*|(//)[^/?]*@")
                .matcher(text)
                .replaceAll(secret -> secret.group(1) == null ? "//***@" : secret.group(1) + "***");
    }
}
