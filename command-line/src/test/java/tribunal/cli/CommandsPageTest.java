package tribunal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** docs/commands.md describes every command with its options, and every target of make. */
class CommandsPageTest {
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.+)$");
    private static final Pattern TARGET = Pattern.compile("(?m)^([a-z][a-z-]*):(?!=)");
    private static final Pattern CODE = Pattern.compile("(?m)^\\| (\\d+) \\|");
    private static final Set<String> COMMON = Set.of("--help", "--version", "--runs");

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "commands.md"));
    }

    private static List<CommandLine> commands() {
        return Main.line().getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .toList();
    }

    @Test
    void every_command_has_a_section() throws IOException {
        Set<String> sections = SECTION.matcher(page())
                .results()
                .map(section -> section.group(1))
                .collect(Collectors.toSet());
        assertThat(sections)
                .containsAll(
                        commands().stream().map(CommandLine::getCommandName).toList());
    }

    @Test
    void every_option_is_described() throws IOException {
        String page = page();
        assertThat(commands())
                .allSatisfy(command -> assertThat(command.getCommandSpec().options())
                        .extracting(OptionSpec::longestName)
                        .filteredOn(name -> !COMMON.contains(name))
                        .as(command.getCommandName())
                        .allSatisfy(name -> assertThat(page).contains(name)));
    }

    @Test
    void the_exit_codes_are_those_of_the_help() throws IOException {
        List<String> codes = CODE.matcher(page())
                .results()
                .map(code -> code.group(1))
                .distinct()
                .toList();
        assertThat(Main.line().getCommandSpec().usageMessage().footer())
                .extracting(line -> line.substring(0, 4).strip())
                .filteredOn(code -> !code.isEmpty())
                .containsExactlyElementsOf(codes);
    }

    @Test
    void every_target_of_make_is_described() throws IOException {
        String page = page();
        List<String> targets = TARGET.matcher(Files.readString(Path.of("..", "Makefile")))
                .results()
                .map(target -> target.group(1))
                .filter(target -> !target.equals("help"))
                .toList();
        assertThat(targets)
                .contains("load", "clean")
                .allSatisfy(target -> assertThat(page).contains("make " + target));
    }
}
