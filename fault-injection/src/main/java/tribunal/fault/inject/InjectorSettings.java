package tribunal.fault.inject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tribunal.fault.plan.FaultPlan;
import tribunal.history.file.EntryCodec;

/**
 * What the injector inside an app's process is told, as a JSON file.
 *
 * @param origin the run's, as a reading of {@link System#nanoTime}
 * @param history the file that its witness writes
 */
public record InjectorSettings(FaultPlan plan, String node, long origin, String history) {
    /**
     * Writes it.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        Files.writeString(file, EntryCodec.json().writeValueAsString(this));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if it cannot be read
     */
    public static InjectorSettings read(Path file) throws IOException {
        return EntryCodec.json().readValue(Files.readString(file), InjectorSettings.class);
    }
}
