package tribunal.command.directory;

import java.nio.file.Path;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.input.TextFile;

/** Reads JSON files that a run has written. */
public final class RecordedFile {
    private static final String EXPECTED = "what ./tribunal load wrote";
    private static final int BYTES_MAX = 256 << 20;

    private RecordedFile() {}

    /** Reads and parses a file; throws BadInputException with the first line of the reason if it cannot. */
    public static <T> T read(Path file, Function<String, T> parser) {
        try {
            return parser.apply(TextFile.read(file, EXPECTED, BYTES_MAX));
        } catch (JacksonException e) {
            String why =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("it is not JSON");
            throw new BadInputException(file + ": cannot be read, " + why + ": expected " + EXPECTED);
        }
    }
}
