package foodcourt.defect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DefectsTest {
    @Test
    void each_is_found_by_its_name_and_they_are_listed_in_alphabetical_order() {
        assertThat(Defects.names()).isSorted().doesNotHaveDuplicates();
        assertThat(Defects.names())
                .allSatisfy(name ->
                        assertThat(Defects.named(name).orElseThrow().name()).isEqualTo(name));
        assertThat(Defects.named("none-of-them")).isEmpty();
    }
}
