package tribunal.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompositeNameTest {
    @Test
    void ordinary_parts_are_joined_as_they_are() {
        assertThat(CompositeName.of("place", "ann", "q-1")).isEqualTo("place/ann/q-1");
    }

    @Test
    void different_parts_never_make_the_same_name() {
        assertThat(List.of(
                        CompositeName.of("a", "b/c"),
                        CompositeName.of("a/b", "c"),
                        CompositeName.of("a%2Fb", "c"),
                        CompositeName.of("a", "b", "c")))
                .containsExactly("a/b%2Fc", "a%2Fb/c", "a%252Fb/c", "a/b/c");
    }
}
