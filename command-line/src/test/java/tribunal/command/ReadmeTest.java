package tribunal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tribunal.verify.Judge;

/** README.md and the pages in docs/ agree with the checkout. */
class ReadmeTest {
    private static final Path HOME = Path.of("..");
    private static final int LINES_MAX = 110;
    private static final Pattern LINK = Pattern.compile("]\\(([^)#: ]+)(?:#[^)]*)?\\)");

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(HOME.resolve("README.md"), HOME.resolve("CONTRIBUTING.md")));
        try (Stream<Path> files = Files.walk(HOME.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    private static List<Path> links(Path page) throws IOException {
        return LINK.matcher(Files.readString(page))
                .results()
                .map(link -> page.resolveSibling(link.group(1)))
                .toList();
    }

    @Test
    void the_readme_is_read_in_two_minutes() throws IOException {
        assertThat(Files.readAllLines(HOME.resolve("README.md"))).hasSizeLessThanOrEqualTo(LINES_MAX);
    }

    @Test
    void the_readme_and_the_page_of_the_history_have_a_row_for_each_guarantee() throws IOException {
        List<String> rows = Files.readAllLines(HOME.resolve("README.md"));
        List<String> history = Files.readAllLines(HOME.resolve("docs/history.md"));
        assertThat(Judge.GUARANTEES).allSatisfy(name -> {
            assertThat(rows).anyMatch(row -> row.startsWith("| `" + name + "` |"));
            assertThat(history).anyMatch(row -> row.startsWith("| `" + name + "` |"));
        });
    }

    @Test
    void every_link_leads_to_a_file() throws IOException {
        for (Path page : pages()) {
            assertThat(links(page))
                    .as(page.toString())
                    .allSatisfy(target -> assertThat(target).exists());
        }
    }
}
