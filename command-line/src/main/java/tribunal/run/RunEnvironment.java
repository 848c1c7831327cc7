package tribunal.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tribunal.run.directory.RunDirectory;
import tribunal.run.directory.RunJson;

/** Describes the environment of a run (start, nodes, database, machine), so that it can be repeated. */
final class RunEnvironment {
    private static final Pattern POSTGRES = Pattern.compile("starting PostgreSQL (\\S+)");

    private RunEnvironment() {}

    static SequencedMap<String, String> of(RunJson run, RunDirectory directory) {
        SequencedMap<String, String> setup = new LinkedHashMap<>();
        setup.put("Started", run.started().toString());
        setup.put("Nodes", Integer.toString(run.nodes()));
        setup.put("Database", run.database());
        postgres(directory).ifPresent(version -> setup.put("PostgreSQL", version));
        run.machine()
                .forEach((what, value) -> setup.put(what.equals("tribunal") ? "Tribunal" : "Machine: " + what, value));
        return setup;
    }

    /** PostgreSQL's version, from its log; empty if the run did not start PostgreSQL itself. */
    private static Optional<String> postgres(RunDirectory directory) {
        Path log = directory.path().resolve("logs").resolve("postgres.log");
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.map(POSTGRES::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
