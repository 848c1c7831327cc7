package tribunal.run.directory;

import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tribunal.scenario.yaml.BadInputException;
import tribunal.scenario.yaml.TextFile;

/** Reads JSON files that a run has written. */
public final class RecordedFile {
    private static final String EXPECTED = "what ./tribunal load wrote";
    private static final int BYTES_MAX = 256 << 20;

    private RecordedFile() {}

    /**
     * Returns the file's text.
     *
     * @throws BadInputException if the file cannot be read
     */
    public static String text(Path file) {
        return TextFile.read(file, EXPECTED, BYTES_MAX);
    }

    /** Returns the exception for text that cannot be parsed, with the first line of the reason. */
    public static BadInputException unreadable(Path file, JacksonException e) {
        String why = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("it is not JSON");
        return new BadInputException(file + ": cannot be read, " + why + ": expected " + EXPECTED);
    }
}
