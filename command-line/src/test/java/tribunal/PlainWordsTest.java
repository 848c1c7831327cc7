package tribunal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Words that readers stumble over, with what to write instead. Main sources, their resources, the documents and the
 * files at the top level are read. The idea is TigerBeetle's {@code tidy.zig}.
 */
class PlainWordsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern READ =
            Pattern.compile(".*\\.(java|md|yaml|sql|graphqls|conf|xml|properties)|README.*|Makefile");
    private static final Pattern LEFT_OUT =
            Pattern.compile("(.*/)?(target|\\.git|node_modules)(/.*)?|LICENSE|.*PlainWordsTest.java");

    /** Regular expressions of what is not written, each with what is. */
    private static final Map<String, String> INSTEAD = new LinkedHashMap<>();

    static {
        // "tell other nodes" is the name of a simulated thread: what its seeds draw depends on it.
        INSTEAD.put(
                "\\b(re)?tell(s|ing)?\\b(?! other nodes)|\\b(un)?told\\b",
                "say, report, return, notify, record or show");
        INSTEAD.put("\\bstands?\\b|\\bstood\\b", "is, exists or holds");
        INSTEAD.put("\\bbef[ae]ll\\w*", "affect or happen to");
        INSTEAD.put("\\bby lot\\b", "at random");
        INSTEAD.put("\\bin turns\\b", "alternately");
        INSTEAD.put("\\b(come|comes|coming|came) to pass\\b", "happen");
        INSTEAD.put("\\bwhoever\\b", "the noun that is meant");
        INSTEAD.put("\\b(is|are|was|were) to be\\b", "will be or must be");
        INSTEAD.put("\\bin vain\\b", "without success");
        INSTEAD.put("\\bnothing of (what|it|them)\\b", "none of");
        INSTEAD.put("\\baskew\\b", "wrong");
        INSTEAD.put("\\blest\\b", "so that … not");
        INSTEAD.put("\\bbesides\\b", "also or in addition");
        INSTEAD.put("/\\*\\* The same[,.]", "a whole sentence that says what it does");
        INSTEAD.put("[a-z](Told|Tell|Befall|Befell)\\b", "a verb that says what happens");
    }

    @Test
    void nothing_is_written_in_words_that_readers_stumble_over() {
        List<String> found = new ArrayList<>();
        INSTEAD.forEach((words, instead) -> {
            Pattern pattern = Pattern.compile(words);
            files().forEach(file -> find(file, pattern, instead, found));
        });

        assertThat(found).isEmpty();
    }

    private static void find(Path file, Pattern words, String instead, List<String> found) {
        List<String> lines = lines(file);
        for (int n = 0; n < lines.size(); n++) {
            Matcher match = words.matcher(lines.get(n).replace('_', ' '));
            if (match.find()) {
                found.add("%s:%d: \"%s\": write %s".formatted(ROOT.relativize(file), n + 1, match.group(), instead));
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> READ.matcher(file.getFileName().toString()).matches())
                    .filter(file ->
                            !LEFT_OUT.matcher(ROOT.relativize(file).toString()).matches())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
