package tribunal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;
import tribunal.load.harness.LoadFailureException;

/** Every failure of Tribunal is reported in one sentence that says what to do. */
class FailureMessageTest {
    @Test
    void a_full_disk_is_found_below_other_exceptions() {
        Throwable full = new LoadFailureException(
                "PostgreSQL did not start", new UncheckedIOException(new IOException("No space left on device")));
        assertThat(FailureMessage.sentence(full))
                .isEqualTo("the disk is full: free some space, or keep runs elsewhere with --runs");
    }

    @Test
    void errors_of_the_jvm_say_what_to_do() {
        assertThat(FailureMessage.sentence(new OutOfMemoryError("Metaspace")))
                .contains("out of memory (Metaspace)", "JAVA_TOOL_OPTIONS");
        assertThat(FailureMessage.sentence(new StackOverflowError())).contains("nested too deeply");
    }

    @Test
    void a_file_that_may_not_be_read_is_named() {
        assertThat(FailureMessage.sentence(new UncheckedIOException(new AccessDeniedException("/a/b"))))
                .isEqualTo("/a/b: this user may not read or write it");
    }

    @Test
    void a_fault_of_tribunal_is_one_line_that_names_the_file_with_its_stack_trace() {
        assertThat(FailureMessage.sentence(new IllegalStateException("odd")).lines())
                .singleElement()
                .asString()
                .startsWith("java.lang.IllegalStateException: odd (a fault of Tribunal: please report it with ");
    }
}
