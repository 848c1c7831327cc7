package tribunal.load.app;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Reads the last few lines of a log, shortened for people. */
final class LastLines {
    private static final int BYTES = 16_384;
    private static final int LINES = 5;
    private static final int CHARACTERS = 200;

    private LastLines() {}

    /** At most {@value #LINES} lines of at most {@value #CHARACTERS} characters; none if the log cannot be read. */
    static List<String> of(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - BYTES));
            byte[] end = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.substring(0, Math.min(CHARACTERS, line.length())))
                    .toList();
            return List.copyOf(lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException e) {
            return List.of();
        }
    }
}
