package tribunal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagePageTest {
    private static final Path HOME = Path.of("..");
    private static final String ANEW = "generated; `make docs` writes it anew";

    @TempDir
    private Path folder;

    private static List<String> packages() throws IOException {
        List<String> names = new ArrayList<>();
        for (String module : PackagePage.modules(HOME)) {
            Path sources = HOME.resolve(module).resolve("src/main/java");
            if (Files.isDirectory(sources)) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .map(file -> sources.relativize(file.getParent()).toString())
                            .map(name -> name.replace('/', '.'))
                            .distinct()
                            .forEach(names::add);
                }
            }
        }
        return names;
    }

    @Test
    void the_page_of_the_packages_is_what_the_code_says() throws IOException {
        assertThat(Files.readString(Path.of("../docs/whats-here.md"))).as(ANEW).isEqualTo(PackagePage.page(HOME));
    }

    @Test
    void every_package_is_listed_with_a_comment() throws IOException {
        List<String> rows = PackagePage.page(HOME).lines().toList();
        assertThat(packages())
                .hasSizeGreaterThan(50)
                .allSatisfy(name -> assertThat(rows)
                        .as("package-info.java of " + name + " with a comment")
                        .anyMatch(row -> row.matches("\\| \\[`" + name + "`].* \\| \\S.* \\|")));
    }

    @Test
    void links_and_code_of_a_comment_become_code_of_the_page() throws IOException {
        Files.writeString(folder.resolve("pom.xml"), "<module>one</module>");
        Path sources = Files.createDirectories(folder.resolve("one/src/main/java/a/b"));
        Files.writeString(
                sources.resolve("package-info.java"),
                "/**\n * Reads {@link a.b.Plan}\n * and {@code x.yaml}.\n */\npackage a.b;\n");

        assertThat(PackagePage.page(folder))
                .contains("| [`a.b`](../one/src/main/java/a/b) | Reads `Plan` and `x.yaml`. |");
    }
}
