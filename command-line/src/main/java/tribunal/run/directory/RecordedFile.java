package tribunal.run.directory;

import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tribunal.scenario.yaml.BadInputException;
import tribunal.scenario.yaml.TextFile;

/** A file in JSON that a run left and is read again. */
public final class RecordedFile {
    private static final String EXPECTED = "what ./tribunal load wrote";
    private static final int BYTES_MAX = 256 << 20;

    private RecordedFile() {}

    /**
     * Its text.
     *
     * @throws BadInputException if it cannot be read
     */
    public static String text(Path file) {
        return TextFile.read(file, EXPECTED, BYTES_MAX);
    }

    /** The complaint about text that is not what was written, with the first line of the reason. */
    public static BadInputException unreadable(Path file, JacksonException e) {
        String why = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("it is no JSON");
        return new BadInputException(file + ": cannot be read, " + why + ": expected " + EXPECTED);
    }
}
