package tribunal.fault.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tribunal.history.FateKind;

/** A kind of fault has one name everywhere. */
class FaultKindsTest {
    @Test
    void files_histories_and_runs_name_the_same_kinds() {
        Set<String> histories = new TreeSet<>();
        Arrays.stream(FateKind.values()).map(FateKind::label).forEach(histories::add);

        assertThat(FaultSpec.KINDS.keySet()).isEqualTo(histories).isEqualTo(Fate.KINDS.keySet());
        FaultSpec.KINDS.forEach((kind, type) ->
                assertThat(type.getAnnotation(JsonTypeName.class).value()).isEqualTo(kind));
    }

    @Test
    void every_kind_says_what_it_means() {
        assertThat(FaultSpec.KINDS.values())
                .allSatisfy(type -> assertThat(
                                type.getAnnotation(JsonClassDescription.class).value())
                        .isNotBlank());
    }
}
