package tribunal.fault.spring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import tribunal.fault.inject.FaultInjector;

/** The line to the harness: its words come on standard input, signs of life go to the history; when it is cut, the app is halted. */
final class HarnessLink {
    private static final long SAMPLE_NANOS = 100_000_000;

    private HarnessLink() {}

    static void start(FaultInjector injector) {
        Thread.ofPlatform().daemon().name("tribunal-lifeline").start(() -> listen(injector));
        Thread.ofPlatform().daemon().name("tribunal-clock").start(() -> sample(injector));
    }

    private static void listen(FaultInjector injector) {
        try (BufferedReader words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String word = words.readLine(); word != null; word = words.readLine()) {
                if (word.equals("heal")) {
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
            injector.alive();
            LockSupport.parkNanos(SAMPLE_NANOS);
        }
    }
}
