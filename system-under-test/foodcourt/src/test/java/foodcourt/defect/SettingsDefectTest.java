package foodcourt.defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import foodcourt.Foodcourt;
import foodcourt.port.DeliveryResult;
import foodcourt.port.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which limit each of these defects ignores. In the settings here a delivery is tried twice. */
class SettingsDefectTest {
    private static final Settings LIMITED = with(Duration.ofSeconds(2), 2, 1);

    private static Settings with(Duration deliveryTimeout, int attempts, int concurrency) {
        return new Settings(
                "test",
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                deliveryTimeout,
                Duration.ofMillis(20),
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                attempts,
                concurrency);
    }

    private static Settings broken(String defect) {
        return SettingsDefect.ALL.stream()
                .map(SettingsDefect.class::cast)
                .filter(d -> d.name().equals(defect))
                .findFirst()
                .orElseThrow()
                .limits()
                .apply(LIMITED);
    }

    @Test
    void each_ignores_one_limit() {
        assertThat(broken("attempts-never-time-out")).isEqualTo(with(Duration.ofDays(1), 2, 1));
        assertThat(broken("retried-for-ever")).isEqualTo(with(Duration.ofSeconds(2), Integer.MAX_VALUE, 1));
        assertThat(broken("slots-unlimited")).isEqualTo(with(Duration.ofSeconds(2), 2, 1_000_000));
    }

    @Test
    void an_app_that_retries_for_ever_goes_on_after_the_last_attempt() {
        AtomicInteger tried = new AtomicInteger();
        Stage stage = Stage.with("retried-for-ever");
        stage.place();
        Foodcourt app = stage.defect.app(
                stage.sound.withChannel(delivery -> {
                    tried.accumulateAndGet(delivery.attempt(), Math::max);
                    return new DeliveryResult.Failed(Optional.empty(), false, "failed");
                }),
                LIMITED);
        app.start();
        await().until(() -> tried.get() > 3);
        app.stop(Duration.ofSeconds(1));
    }
}
