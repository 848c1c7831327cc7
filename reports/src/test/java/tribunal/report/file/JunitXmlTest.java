package tribunal.report.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tribunal.history.Demands.Level;
import tribunal.report.Samples;
import tribunal.verify.Verdicts;
import tribunal.verify.verdict.VerdictStatus;
import tribunal.verify.verdict.Violation;

class JunitXmlTest {
    private static Element suite(Verdicts verdicts) throws Exception {
        String xml = JunitXml.text(Samples.run(), verdicts);
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
        return document.getDocumentElement();
    }

    private static List<Element> all(Element parent, String name) {
        var nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    /** The schema is our own: what viewers agree on (junit.xsd says more). */
    private static void assertValid(Verdicts verdicts) {
        String xml = JunitXml.text(Samples.run(), verdicts);
        assertThatCode(() -> SchemaFactory.newDefaultInstance()
                        .newSchema(JunitXmlTest.class.getResource("junit.xsd"))
                        .newValidator()
                        .validate(new StreamSource(new StringReader(xml))))
                .as(xml)
                .doesNotThrowAnyException();
    }

    @Test
    void viewers_can_read_it_whatever_happened() {
        assertValid(Samples.doubleCharges());
        assertValid(Samples.of(Samples.invalid("recovery", 1, new Violation("\u0000 ]]> <", null, List.of()))));
        assertValid(Samples.of(Samples.unknown("recovery", "")));
        assertValid(Samples.of(Samples.verdict("recovery", VerdictStatus.NOT_EXERCISED, "")));
    }

    @Test
    void a_budget_that_is_written_twice_is_one_case() throws Exception {
        Verdicts two = Samples.of(
                List.of(),
                List.of(),
                List.of(
                        Samples.budget("place-order", Level.FAIL, 50, VerdictStatus.VALID, 1),
                        Samples.budget("place-order", Level.FAIL, 50, VerdictStatus.VALID, 1)));
        assertThat(all(suite(two), "testcase")).hasSize(1);
        assertValid(two);
    }

    @Test
    void a_run_is_a_suite_and_every_guarantee_and_budget_a_case() throws Exception {
        Element suite = suite(Samples.doubleCharges());

        assertThat(suite.getAttribute("name")).isEqualTo("tribunal.steady.seed-42");
        assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-03-01T10:15:30");
        assertThat(suite.getAttribute("time")).isEqualTo("30.000");
        assertThat(all(suite, "testcase"))
                .extracting(test -> test.getAttribute("name"))
                .containsExactly(
                        "atomicity",
                        "idempotent-outcomes",
                        "at-least-once",
                        "no-overlap",
                        "budget place-order p(50) < 100ms (warn)",
                        "budget place-order p(99) < 1s (fail)",
                        "budget fan-out p(99) < 1s (fail)");
    }

    @Test
    void what_is_broken_fails_what_is_unknown_errs_and_what_is_idle_is_skipped() throws Exception {
        Element suite = suite(Samples.doubleCharges());

        // One guarantee INVALID and one budget missed; one of each UNKNOWN; one guarantee not exercised.
        assertThat(List.of(
                        suite.getAttribute("tests"),
                        suite.getAttribute("failures"),
                        suite.getAttribute("errors"),
                        suite.getAttribute("skipped")))
                .containsExactly("7", "2", "2", "1");
        assertThat(all(suite, "failure")).hasSize(2);
        assertThat(all(suite, "error")).hasSize(2);
        assertThat(all(suite, "skipped")).hasSize(1);
    }

    @Test
    void a_failure_carries_sentence_and_proof() throws Exception {
        Element failure = all(suite(Samples.doubleCharges()), "failure").getFirst();

        assertThat(failure.getAttribute("message")).isEqualTo("3 violations, first: order 7f3a was charged twice");
        assertThat(failure.getTextContent())
                .contains("order 7f3a was charged twice\n", "12.204 s  3rd party charge of 7f3a, request 17, applied");
    }

    @Test
    void a_budget_that_only_warns_fails_no_build() throws Exception {
        var missed = Samples.budget("place-order", Level.WARN, 50, VerdictStatus.INVALID, 120_000_000);
        Element suite = suite(Samples.of(List.of(), List.of(), List.of(missed)));

        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(all(suite, "system-out").getFirst().getTextContent()).isEqualTo("missed: 120 ms");
    }

    @Test
    void no_character_makes_it_unreadable() throws Exception {
        String hostile = "a\u0000b\u001b\ud800c ]]> <&\"' \uffff 🍕";
        Element failure = all(
                        suite(Samples.of(Samples.invalid("recovery", 1, new Violation(hostile, null, List.of())))),
                        "failure")
                .getFirst();

        assertThat(failure.getAttribute("message")).isEqualTo("a�b��c ]]> <&\"' � 🍕");
        assertThat(failure.getTextContent()).contains("a�b��c ]]> <&\"' � 🍕");
    }
}
