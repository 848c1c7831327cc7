package tribunal.load.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.load.run.LoadFailureException;

/**
 * The folder that the build makes. {@code lib/app} holds the app with its libraries, {@code lib/faults} the fault
 * injector, and {@code lib/chaos} Chaos Monkey. The latter two are appended to the class path, Chaos Monkey on request.
 */
public record Distribution(Path home) {
    /** The app's class path, in a fixed order, the fault injector last. */
    String appClassPath() {
        return classPath(Stream.of("app", "faults"));
    }

    String chaosClassPath() {
        return classPath(Stream.of("app", "faults", "chaos"));
    }

    private String classPath(Stream<String> parts) {
        return parts.flatMap(part -> jars(home.resolve("lib").resolve(part)).stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new LoadFailureException(
                    "no such part of the distribution: " + folder + " (run make to build it)", e);
        }
    }
}
