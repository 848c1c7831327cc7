package tribunal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.defect.Defect;
import foodcourt.functions.EventFunction;
import foodcourt.order.EventType;
import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import tribunal.simulation.decision.SimulationInput;

/** The check that nothing but the seed decides, tried on apps in which something else does. */
class DeterminismTest {
    /** How long a function waits is decided by something that the seed knows nothing of. */
    private record Planted(String name, LongSupplier millis) implements Defect {
        @Override
        public EventFunction function(EventFunction sound, Ports ports) {
            return new EventFunction() {
                @Override
                public FunctionName name() {
                    return sound.name();
                }

                @Override
                public Set<EventType> events() {
                    return sound.events();
                }

                @Override
                public void handle(Delivery delivery) {
                    ports.threads().sleep(Duration.ofMillis(millis.getAsLong()));
                    sound.handle(delivery);
                }
            };
        }
    }

    private static Defect clockRead() {
        return new Planted("clock-read", () -> System.nanoTime() % 50);
    }

    /** The order of an enum's hash codes differs from JVM to JVM, and stays within one. */
    private static Defect hashMapIteration() {
        Map<OrderStatus, Integer> statuses = new HashMap<>();
        for (OrderStatus status : OrderStatus.values()) {
            statuses.put(status, status.name().length());
        }
        return new Planted(
                "hash-map-iteration",
                () -> Math.floorMod(statuses.keySet().toString().hashCode(), 1_000));
    }

    @Test
    void a_clock_read_shows_when_a_seed_is_run_twice() throws InterruptedException {
        SimulationInput trial = Seeds.broken("calm", 1, clockRead());

        assertThat(Seeds.run(trial).difference(Seeds.run(trial))).isPresent();
    }

    @Test
    void a_hash_map_s_order_shows_when_a_seed_is_run_in_jvms_that_make_hash_codes_in_different_ways() throws Exception {
        assertThat(elsewhere("planted", 5)).isNotEqualTo(elsewhere("planted", 0));
    }

    @Test
    void the_sound_app_s_history_is_the_same_in_another_jvm() throws Exception {
        assertThat(elsewhere("sound", 0))
                .isEqualTo(Seeds.run(Seeds.sound("swarm", 3)).digest());
    }

    /** @param hashCodes how that JVM makes identity hash codes: the number of one of HotSpot's ways */
    private static String elsewhere(String which, int hashCodes) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=" + hashCodes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        DeterminismTest.class.getName(),
                        which))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String digest = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        return digest.lines().reduce((_, last) -> last).orElseThrow();
    }

    /** What another JVM runs. */
    public static void main(String[] which) throws InterruptedException {
        SimulationInput trial =
                which[0].equals("planted") ? Seeds.broken("calm", 1, hashMapIteration()) : Seeds.sound("swarm", 3);
        System.out.println(Seeds.run(trial).digest());
    }
}
