package tribunal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tribunal.load.harness.LoadFailureException;

/** Writes the sentence for a failure of Tribunal itself: what went wrong, and what to do. */
final class FailureMessage {
    private static final int CAUSES_MAX = 20;

    /** Error texts of operating systems, which any layer's message may contain, and what to do about them. */
    private static final Map<String, String> REMEDIES = Map.of(
            "no space left on device", "the disk is full: free some space, or keep runs elsewhere with --runs",
            "disk quota exceeded", "the disk quota is used up: free some space, or keep runs elsewhere with --runs",
            "read-only file system", "the file system is read-only: keep runs elsewhere with --runs",
            "too many open files", "too many files are open: raise the limit, such as with ulimit -n 4096",
            "cannot allocate memory", "this machine has no memory left: end other processes");

    private FailureMessage() {}

    static String sentence(Throwable failure) {
        var causes = Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .limit(CAUSES_MAX)
                .toList();
        return first(causes.stream().map(FailureMessage::ofSystem))
                .or(() -> first(causes.stream().map(FailureMessage::ofType)))
                .orElseGet(() -> failure + kept(failure));
    }

    private static Optional<String> first(Stream<Optional<String>> sentences) {
        return sentences.flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> ofSystem(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return REMEDIES.entrySet().stream()
                .filter(remedy -> message.contains(remedy.getKey()))
                .map(remedy -> remedy.getValue() + file(cause))
                .findFirst();
    }

    private static String file(Throwable cause) {
        return cause instanceof FileSystemException e && e.getFile() != null ? " (" + e.getFile() + ")" : "";
    }

    private static Optional<String> ofType(Throwable cause) {
        return switch (cause) {
            case OutOfMemoryError e ->
                Optional.of(
                        "out of memory (" + e.getMessage() + "): see whether JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS or "
                                + "_JAVA_OPTIONS ask for less than Tribunal needs");
            case StackOverflowError _ -> Optional.of("the stack overflowed: the input is nested too deeply");
            case LoadFailureException e -> Optional.of(String.valueOf(e.getMessage()));
            case NoSuchFileException e -> Optional.of(e.getFile() + ": there is no such file or folder");
            case AccessDeniedException e -> Optional.of(e.getFile() + ": this user may not read or write it");
            case FileSystemException e -> Optional.of(String.valueOf(e.getMessage()));
            default -> Optional.empty();
        };
    }

    /** An unexpected failure is a fault of Tribunal: its stack trace goes into a file, not to the terminal. */
    private static String kept(Throwable failure) {
        try {
            Path file = Files.createTempFile("tribunal-failure-", ".txt");
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
                failure.printStackTrace(out);
            }
            return " (a fault of Tribunal: please report it with " + file + ")";
        } catch (IOException e) {
            return " (a fault of Tribunal: please report it)";
        }
    }
}
