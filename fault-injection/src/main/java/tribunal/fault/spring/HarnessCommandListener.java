package tribunal.fault.spring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import tribunal.fault.inject.FaultInjector;

/**
 * Receives the harness's commands on standard input and records in the history, every 100 ms, that the app lives. It
 * halts the app when the input ends.
 */
final class HarnessCommandListener {
    private static final long SAMPLE_NANOS = 100_000_000;

    private HarnessCommandListener() {}

    static void start(FaultInjector injector) {
        Thread.ofPlatform().daemon().name("tribunal-harness-link").start(() -> listen(injector));
        Thread.ofPlatform().daemon().name("tribunal-clock").start(() -> sample(injector));
    }

    private static void listen(FaultInjector injector) {
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                if (command.equals("heal")) {
                    injector.heal();
                }
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void sample(FaultInjector injector) {
        while (true) {
            injector.sampleClock();
            LockSupport.parkNanos(SAMPLE_NANOS);
        }
    }
}
