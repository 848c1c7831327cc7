package tribunal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher and make, without a build: what they refuse, and which options they pass on. */
class LauncherTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private record Ended(int code, String output) {}

    private static Ended run(Path in, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        List.of("MAKEFLAGS", "MAKELEVEL", "MFLAGS").forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output.strip());
    }

    @Test
    void options_come_from_make_s_command_line_and_not_from_the_environment() throws Exception {
        Map<String, String> environment =
                Map.of("SEED", "9", "RATE", "9", "DATABASE", "jdbc:x", "NODES", "3", "SCENARIO", "x");
        assertThat(run(HOME, environment, "make", "-n", "load").output()).isEqualTo("./tribunal load");
        assertThat(run(HOME, environment, "make", "-n", "load", "SEED=3").output())
                .isEqualTo("./tribunal load  --seed \"3\"");
        assertThat(run(HOME, environment, "make", "-e", "-n", "load").output()).isEqualTo("./tribunal load");
    }

    @Test
    void an_outer_make_passes_on_its_command_line() throws Exception {
        Files.writeString(folder.resolve("Makefile"), "all:\n\t@$(MAKE) -s -n -C " + HOME + " load\n");
        assertThat(run(folder, Map.of(), "make", "-s", "SEED=3").output()).contains("--seed \"3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a\"b", "a\\b", "a$b", "a`b"})
    void a_checkout_in_a_folder_that_java_or_postgresql_cannot_use_is_refused(String name) throws Exception {
        Path checkout = Files.createDirectory(folder.resolve(name));
        Files.copy(HOME.resolve("tribunal"), checkout.resolve("tribunal"));
        Ended ended = run(folder, Map.of(), "sh", checkout.resolve("tribunal").toString(), "scenarios");
        assertThat(ended.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(ended.output().lines()).singleElement().asString().contains("move the checkout to another folder");
    }

    @Test
    void a_locale_that_is_not_installed_is_replaced_by_one_with_utf_8() throws Exception {
        Path script = HOME.resolve("scripts/utf8-locale");
        assertThat(run(HOME, Map.of("LC_ALL", "xx_YY.UTF-8"), script.toString()).output())
                .doesNotContain("xx_YY");
    }

    @Test
    void too_few_open_files_are_reported_before_the_build() throws Exception {
        Ended ended = run(HOME, Map.of(), "sh", "-c", "ulimit -n 160 && ./tribunal scenarios");
        assertThat(ended.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(ended.output()).contains("a process may open 160, Tribunal needs about 512");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void options_with_which_java_cannot_start_are_reported_before_the_build(String variable) throws Exception {
        Ended ended = run(HOME, Map.of(variable, "-XX:+NoSuchOption"), "./tribunal", "scenarios");
        assertThat(ended.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(ended.output().lines()).last().asString().startsWith("tribunal: Java cannot start (");
    }

    @Test
    void too_little_memory_for_java_is_reported_before_the_build() throws Exception {
        Ended ended = run(HOME, Map.of(), "sh", "-c", "ulimit -v 100000 && ./tribunal scenarios");
        assertThat(ended.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(ended.output().lines()).last().asString().startsWith("tribunal: Java cannot start (");
    }

    @Test
    void links_and_cdpath_lead_to_the_checkout() throws Exception {
        Path checkout = Files.createDirectory(folder.resolve("a:b"));
        Files.copy(HOME.resolve("tribunal"), checkout.resolve("tribunal"));
        Files.createSymbolicLink(folder.resolve("second"), Path.of("a:b/tribunal"));
        Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of("second"));
        Ended ended = run(
                folder,
                Map.of("CDPATH", folder.toString()),
                "sh",
                first.getFileName().toString());
        assertThat(ended.output()).startsWith("tribunal: " + checkout.toRealPath() + ": this checkout's path");
    }
}
