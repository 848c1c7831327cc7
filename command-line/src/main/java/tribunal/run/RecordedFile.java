package tribunal.run;

import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tribunal.scenario.BadInput;
import tribunal.scenario.TextFile;

/** A file in JSON that a run left and is read again. */
final class RecordedFile {
    private static final String EXPECTED = "what ./tribunal load wrote";
    private static final int BYTES_MAX = 256 << 20;

    private RecordedFile() {}

    /**
     * Its text.
     *
     * @throws BadInput if it cannot be read
     */
    static String text(Path file) {
        return TextFile.read(file, EXPECTED, BYTES_MAX);
    }

    /** The complaint about text that is not what was written, with the first line of the reason. */
    static BadInput unreadable(Path file, JacksonException e) {
        String why = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("it is no JSON");
        return new BadInput(file + ": cannot be read, " + why + ": expected " + EXPECTED);
    }
}
