package tribunal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packaged harness, as its users start it: a process of its own.
 *
 * @param folder where what it prints is kept
 */
record Harness(Path folder) {
    private static final int EVIDENCE_LINES = 40;
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(HOME.resolve("scripts/start").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // The stack trace of an unexpected failure is written there.
        builder.environment().put("TMPDIR", folder.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    int run(String... arguments) throws IOException, InterruptedException {
        return start(Map.of(), arguments).waitFor();
    }

    String output() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What explains a failure: what the harness printed, its stack trace, and the ends of the run's logs. */
    String evidence() {
        try (Stream<Path> files = Files.walk(folder)) {
            return output()
                    + files.filter(Harness::isEvidence).map(Harness::end).collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEvidence(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".log") || name.startsWith("tribunal-failure-") || name.startsWith("hs_err");
    }

    private static String end(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            return lines.stream()
                    .skip(Math.max(0, lines.size() - EVIDENCE_LINES))
                    .collect(Collectors.joining("\n", "\n" + file + ":\n", "\n"));
        } catch (IOException e) {
            return "\n" + file + ": " + e + "\n";
        }
    }
}
