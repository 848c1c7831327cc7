package tribunal.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tribunal.verify.Judge;

class GuaranteeTextTest {
    @Test
    void every_guarantee_promises_something() {
        assertThat(Judge.GUARANTEES)
                .isNotEmpty()
                .allSatisfy(guarantee ->
                        assertThat(GuaranteeText.promise(guarantee)).isNotEmpty());
    }
}
