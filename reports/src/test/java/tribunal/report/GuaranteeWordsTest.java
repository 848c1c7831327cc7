package tribunal.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tribunal.verify.Judge;

class GuaranteeWordsTest {
    @Test
    void every_guarantee_promises_something() {
        assertThat(Judge.GUARANTEES)
                .isNotEmpty()
                .allSatisfy(guarantee ->
                        assertThat(GuaranteeWords.promise(guarantee)).isNotEmpty());
    }
}
