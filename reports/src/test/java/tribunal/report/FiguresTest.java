package tribunal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void milliseconds_keep_two_digits() {
        assertThat(Figures.millisText(0)).isEqualTo("0.0 ms");
        assertThat(Figures.millisText(40_000)).isEqualTo("0.04 ms");
        assertThat(Figures.millisText(3_240_000)).isEqualTo("3.2 ms");
        assertThat(Figures.millisText(9_960_000)).isEqualTo("10 ms");
        assertThat(Figures.millisText(1_203_400_000)).isEqualTo("1,203 ms");
    }

    @Test
    void seconds_drop_idle_zeros() {
        assertThat(Figures.seconds(Duration.ofSeconds(30))).isEqualTo("30 s");
        assertThat(Figures.seconds(Duration.ofMillis(1500))).isEqualTo("1.5 s");
        assertThat(Figures.seconds(Duration.ofMinutes(10))).isEqualTo("600 s");
        assertThat(Figures.seconds(Duration.ZERO)).isEqualTo("0 s");
    }

    @Test
    void one_is_singular() {
        assertThat(Figures.count(1, "order", "orders")).isEqualTo("1 order");
        assertThat(Figures.count(2_412, "order", "orders")).isEqualTo("2,412 orders");
    }
}
