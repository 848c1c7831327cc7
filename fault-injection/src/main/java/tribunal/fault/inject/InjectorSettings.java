package tribunal.fault.inject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tribunal.fault.plan.FaultPlan;
import tribunal.history.file.EntryCodec;

/**
 * The settings of the injector inside an app's process, stored as a JSON file.
 *
 * @param origin the run's origin, as a reading of {@link System#nanoTime}
 * @param skew by how many nanoseconds the node's wall clock is ahead; negative if it is behind
 * @param history the path of the file that the injector's witness writes
 */
public record InjectorSettings(FaultPlan plan, String node, long origin, long skew, String history) {
    public void write(Path file) throws IOException {
        Files.writeString(file, EntryCodec.json().writeValueAsString(this));
    }

    public static InjectorSettings read(Path file) throws IOException {
        return EntryCodec.json().readValue(Files.readString(file), InjectorSettings.class);
    }
}
