package foodcourt.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StorableTextTest {
    private static final String PAIR = "\uD83C\uDF55";

    @Test
    void what_every_store_keeps_as_it_is_is_storable_up_to_its_length() {
        assertThat(List.of("a", "tab\tline\n", "Käse", PAIR + "\uFFFD", "x".repeat(9) + PAIR))
                .allMatch(text -> StorableText.isStorable(text, 11));
        assertThat(StorableText.isStorable("x".repeat(10) + PAIR, 11)).isFalse();
    }

    @Test
    void an_empty_text_a_null_character_and_half_a_pair_are_not_storable() {
        assertThat(List.of("", "a\0b", "\uD83C", "\uDF55", "\uDF55\uD83C", PAIR + "\uD83C"))
                .noneMatch(text -> StorableText.isStorable(text, 11));
    }

    @Test
    void what_cannot_be_stored_is_replaced_and_what_is_too_long_is_cut_off() {
        assertThat(StorableText.storable("a\0b\uD83C" + PAIR, 10)).isEqualTo("a\uFFFDb\uFFFD" + PAIR);
        assertThat(StorableText.storable("ab" + PAIR, 3))
                .as("the pair is cut in half")
                .isEqualTo("ab\uFFFD");
    }
}
