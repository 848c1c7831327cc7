package tribunal.load.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.file.EntryCodec;

class JournalTailTest {
    @TempDir
    private Path folder;

    @Test
    void whole_lines_are_returned_once_and_a_torn_one_when_it_is_whole() throws IOException {
        Path file = folder.resolve("x.jsonl");
        JournalTail tail = new JournalTail(file);
        assertThat(tail.next()).isEmpty();
        Entry first = new Drained(1);
        Entry second = new Drained(2);
        String torn = EntryCodec.write(second);
        Files.writeString(file, EntryCodec.write(first) + "\n" + torn.substring(0, 5));
        assertThat(tail.next()).containsExactly(first);
        assertThat(tail.next()).isEmpty();
        Files.writeString(file, torn.substring(5) + "\n", StandardOpenOption.APPEND);
        assertThat(tail.next()).containsExactly(second);
    }
}
