package tribunal.load;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import tribunal.history.AppModel;
import tribunal.history.JudgeLimits;
import tribunal.load.app.Distribution;
import tribunal.load.database.DatabaseOption;
import tribunal.load.harness.LoadStatus;
import tribunal.scenario.Scenario;

/**
 * The parameters of one run under load.
 *
 * @param database already checked
 * @param nodes number of the app's processes
 * @param directory an existing writable folder; gets {@code history/} and {@code logs/}
 * @param defect the app's defect to switch on
 * @param progress called several times a second
 */
public record LoadRequest(
        Scenario scenario,
        long seed,
        AppModel model,
        JudgeLimits limits,
        DatabaseOption database,
        int nodes,
        Path directory,
        Distribution distribution,
        Optional<String> defect,
        Consumer<LoadStatus> progress) {
    Path history(String file) {
        return directory.resolve("history").resolve(file);
    }

    Path log(String file) {
        return directory.resolve("logs").resolve(file);
    }
}
