package tribunal.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tribunal.history.Codec;

/**
 * What the injector inside an app's process is told, as a JSON file.
 *
 * @param origin the run's, as a reading of {@link System#nanoTime}
 * @param history the file that its witness writes
 */
public record Injection(Plan plan, String node, long origin, String history) {
    /**
     * Writes it.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        Files.writeString(file, Codec.json().writeValueAsString(this));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if it cannot be read
     */
    public static Injection read(Path file) throws IOException {
        return Codec.json().readValue(Files.readString(file), Injection.class);
    }
}
