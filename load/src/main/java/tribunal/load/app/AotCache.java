package tribunal.load.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the JVM remembers of an earlier start of the app (JEP 483, 514): its classes, loaded and linked. The build records it
 * beside the jars, once; a JVM that finds it missing or made for other jars starts as without.
 */
final class AotCache {
    /** The file to record into; set only for the run that records. */
    private static final String RECORD = "tribunal.record";

    private static final long WRITTEN_WITHIN_SECONDS = 60;

    private AotCache() {}

    static List<String> flags(Distribution distribution) {
        Path cache = distribution.home().resolve("app.aot");
        String record = System.getProperty(RECORD, "");
        if (!record.isEmpty()) {
            return List.of("-XX:AOTCacheOutput=" + record);
        }
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off") : List.of();
    }

    /** The run that records ends the app gently: it writes when it exits. */
    static void letWrite(Process app) {
        if (System.getProperty(RECORD, "").isEmpty()) {
            return;
        }
        app.destroy();
        try {
            app.waitFor(WRITTEN_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
