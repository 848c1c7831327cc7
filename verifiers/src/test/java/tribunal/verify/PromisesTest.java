package tribunal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromisesTest {
    @Test
    void every_guarantee_has_a_promise_of_its_own_and_nothing_else_has_one() {
        Set<String> promises = new HashSet<>();
        for (String guarantee : Judge.GUARANTEES) {
            assertThat(Judge.promise(guarantee)).as(guarantee).isNotBlank();
            promises.add(Judge.promise(guarantee));
        }

        assertThat(promises).hasSameSizeAs(Judge.GUARANTEES);
        assertThat(Judge.promise("no-such-guarantee")).isEmpty();
    }
}
