package tribunal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The history, the judge, its reports and the fault plan know no app: their code names nothing that only Foodcourt has.
 * What an app is about, they read from its model. Comments may give examples.
 */
class DomainWordsTest {
    private static final List<String> NEUTRAL = List.of(
            "../history/src/main",
            "../verifiers/src/main",
            "../reports/src/main",
            "../wire/src/main",
            "../fault-injection/src/main/java/tribunal/fault/plan");

    /** Version 1 of the history knew no other app, so its reader has to name what it called things. */
    private static final String EXEMPT = "VersionOne.java";

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);

    private static final Pattern DOMAIN = Pattern.compile(
            "courier|charge|refund|restaurant|customer|dish|food|notify|notification|payment|approv|"
                    + "\\bboards?\\b|\\bBoard|"
                    + "\\b(PLACE|CANCEL|PLACED|PAID|APPROVED|COURIER_ASSIGNED|DELIVERED|CANCELLED|REJECTED|REFUNDED)\\b");

    private static final Pattern CASELESS = Pattern.compile(
            "courier|charge|refund|restaurant|customer|dish|foodcourt|payment", Pattern.CASE_INSENSITIVE);

    @Test
    void nothing_that_only_foodcourt_has_is_named() {
        List<String> found = new ArrayList<>();
        NEUTRAL.forEach(folder -> files(Path.of(folder)).forEach(file -> find(file, found)));

        assertThat(found).isEmpty();
    }

    private static void find(Path file, List<String> found) {
        String code = COMMENT.matcher(text(file)).replaceAll("");
        for (Pattern words : List.of(DOMAIN, CASELESS)) {
            Matcher match = words.matcher(code);
            while (match.find()) {
                found.add(
                        "%s: \"%s\"".formatted(file.getFileName(), match.group().toLowerCase(Locale.ROOT)));
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".jte"))
                    .filter(file -> !file.endsWith(EXEMPT))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
