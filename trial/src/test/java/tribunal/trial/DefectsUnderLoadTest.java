package tribunal.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of defects under load names every defect, and each one that a run cannot show has its reason. */
class DefectsUnderLoadTest {
    private static final Path REASONS = Path.of("defects-under-load.reasons");

    @Test
    void each_defect_has_its_row_and_is_convicted_or_explained() throws IOException {
        List<String> reasons = Files.readAllLines(REASONS);
        List<String> rows = Files.readAllLines(Path.of("../docs/defects-under-load.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows).hasSameSizeAs(DefectExpectation.ALL);
        for (int n = 0; n < rows.size(); n++) {
            DefectExpectation expected = DefectExpectation.ALL.get(n);
            String[] columns = rows.get(n).split(" \\| ", -1);
            assertThat(columns[0]).isEqualTo("| `" + expected.defect() + "`");
            assertThat(columns[2]).isEqualTo(expected.guarantee());
            assertThat(columns[3].equals("yes")
                            || reasons.contains(expected.defect() + columns[3].replaceFirst("^no(?=:)", "")))
                    .as(rows.get(n))
                    .isTrue();
        }
    }
}
