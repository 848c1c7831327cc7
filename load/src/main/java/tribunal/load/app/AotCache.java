package tribunal.load.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The JVM's cache of the app's loaded and linked classes, from an earlier start (JEP 483, 514). {@code make fast-start}
 * records it once, beside the jars. If it is missing or was made for other jars, the JVM starts without it.
 */
final class AotCache {
    /** System property with the file to record into; set only in recording runs. */
    private static final String RECORD = "tribunal.record";

    private static final long RECORDING_SECONDS_MAX = 60;

    private AotCache() {}

    static List<String> flags(Distribution distribution) {
        Path cache = distribution.home().resolve("app.aot");
        String record = System.getProperty(RECORD, "");
        if (!record.isEmpty()) {
            return List.of("-XX:AOTCacheOutput=" + record);
        }
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off") : List.of();
    }

    /** In a recording run, ends the app gently: the JVM writes the cache at its exit. */
    static void awaitRecording(Process app) {
        if (System.getProperty(RECORD, "").isEmpty()) {
            return;
        }
        app.destroy();
        try {
            app.waitFor(RECORDING_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
