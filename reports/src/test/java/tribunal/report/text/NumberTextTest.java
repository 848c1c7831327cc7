package tribunal.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NumberTextTest {
    @Test
    void milliseconds_keep_two_digits() {
        assertThat(NumberText.millisText(0)).isEqualTo("0.0 ms");
        assertThat(NumberText.millisText(40_000)).isEqualTo("0.04 ms");
        assertThat(NumberText.millisText(3_240_000)).isEqualTo("3.2 ms");
        assertThat(NumberText.millisText(9_960_000)).isEqualTo("10 ms");
        assertThat(NumberText.millisText(1_203_400_000)).isEqualTo("1,203 ms");
    }

    @Test
    void seconds_drop_idle_zeros() {
        assertThat(NumberText.seconds(Duration.ofSeconds(30))).isEqualTo("30 s");
        assertThat(NumberText.seconds(Duration.ofMillis(1500))).isEqualTo("1.5 s");
        assertThat(NumberText.seconds(Duration.ofMinutes(10))).isEqualTo("600 s");
        assertThat(NumberText.seconds(Duration.ZERO)).isEqualTo("0 s");
    }

    @Test
    void one_is_singular() {
        assertThat(NumberText.count(1, "order", "orders")).isEqualTo("1 order");
        assertThat(NumberText.count(2_412, "order", "orders")).isEqualTo("2,412 orders");
    }
}
