package tribunal.load.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.load.harness.LoadFailureException;

/**
 * The folder that the build makes. {@code lib/app} holds the app with its libraries, {@code lib/faults} the fault
 * injector, and {@code lib/chaos} Chaos Monkey. The latter two are appended to the class path, Chaos Monkey on request.
 */
public record Distribution(Path home) {
    /** System property with the file to record into; set only in recording runs. */
    private static final String RECORD = "tribunal.record";

    /**
     * Flags for the JVM's cache of the app's loaded and linked classes, from an earlier start (JEP 483, 514). {@code
     * make fast-start} records it once. If it is missing or was made for other jars, the JVM starts without it.
     */
    List<String> aotFlags() {
        Path cache = home.resolve("app.aot");
        if (isRecording()) {
            return List.of("-XX:AOTCacheOutput=" + System.getProperty(RECORD));
        }
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off") : List.of();
    }

    /**
     * Whether this run records the cache: then each node must end gently, since its JVM writes the cache at its exit.
     */
    static boolean isRecording() {
        return !System.getProperty(RECORD, "").isEmpty();
    }

    /** Returns the class path of these parts, in a fixed order. */
    String classPath(String... parts) {
        return Stream.of(parts)
                .flatMap(part -> jars(home.resolve("lib").resolve(part)).stream())
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
