package tribunal.report.file;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tribunal.report.text.AtomicFile;
import tribunal.report.text.ProofText;
import tribunal.report.text.RunInfo;
import tribunal.verify.Verdicts;
import tribunal.verify.verdict.Violation;

/** Writes {@code junit.xml} for CI: one test suite per run, a test case per guarantee and per budget. */
public final class JunitXml {
    /** UTC, written without a zone, since many readers refuse a zone. */
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private final XMLStreamWriter xml;
    private final RunInfo run;

    private JunitXml(XMLStreamWriter xml, RunInfo run) {
        this.xml = xml;
        this.run = run;
    }

    /**
     * Writes the file atomically; a crash leaves the old file.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(RunInfo run, Verdicts verdicts, Path file) throws IOException {
        AtomicFile.write(file, text(run, verdicts));
    }

    static String text(RunInfo run, Verdicts verdicts) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JunitXml(xml, run).document(cases(verdicts));
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing XML to memory failed", e);
        }
        return text.toString();
    }

    private static List<JunitCase> cases(Verdicts verdicts) {
        return Stream.concat(
                        verdicts.guarantees().stream().map(JunitCase::of),
                        verdicts.budgets().stream().map(b -> JunitCase.of(b, verdicts.latencies())))
                .distinct()
                .toList();
    }

    private void document(List<JunitCase> cases) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        newLine();
        start("testsuite", "name", suite());
        attribute("timestamp", run.started().atZone(ZoneOffset.UTC).format(SECONDS));
        attribute("time", seconds(run.storm()));
        attribute("tests", Integer.toString(cases.size()));
        attribute("failures", count(cases, JunitCase.Failed.class));
        attribute("errors", count(cases, JunitCase.Broken.class));
        attribute("skipped", count(cases, JunitCase.Skipped.class));
        newLine();
        properties();
        for (JunitCase test : cases) {
            testCase(test);
        }
        xml.writeEndElement();
        newLine();
        xml.writeEndDocument();
    }

    private String suite() {
        return "tribunal." + run.scenario() + ".seed-" + run.seed();
    }

    private static String count(List<JunitCase> cases, Class<? extends JunitCase.Outcome> outcome) {
        return Long.toString(cases.stream()
                .map(JunitCase::outcome)
                .filter(outcome::isInstance)
                .count());
    }

    private void properties() throws XMLStreamException {
        xml.writeStartElement("properties");
        property("replay", run.replay());
        property("defect", run.defect().orElse("none"));
        property("cutShort", Boolean.toString(run.cutShort()));
        xml.writeEndElement();
        newLine();
    }

    private void property(String name, String value) throws XMLStreamException {
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
    }

    private void testCase(JunitCase test) throws XMLStreamException {
        start("testcase", "name", test.name());
        attribute("classname", suite());
        attribute("time", "0");
        switch (test.outcome()) {
            case JunitCase.Passed(String note) -> element("system-out", note);
            case JunitCase.Failed(String message, String body) -> problem("failure", "INVALID", message, body);
            case JunitCase.Broken(String message) -> problem("error", "UNKNOWN", message, message);
            case JunitCase.Skipped(String message) -> skipped(message);
        }
        xml.writeEndElement();
        newLine();
    }

    private void problem(String element, String type, String message, String body) throws XMLStreamException {
        start(element, "message", message);
        attribute("type", type);
        xml.writeCharacters(legal(body));
        xml.writeEndElement();
    }

    private void skipped(String message) throws XMLStreamException {
        xml.writeEmptyElement("skipped");
        attribute("message", message);
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).toPlainString();
    }

    private void element(String name, String body) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(legal(body));
        xml.writeEndElement();
    }

    private void start(String element, String attribute, String value) throws XMLStreamException {
        xml.writeStartElement(element);
        attribute(attribute, value);
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    private void newLine() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    /** Returns a violation's sentence and its whole proof, one line each. */
    static String body(Violation violation) {
        return Stream.concat(Stream.of(violation.sentence()), ProofText.all(violation).stream())
                .collect(Collectors.joining("\n    ", "", "\n"));
    }

    /** Replaces the characters that XML 1.0 does not allow by U+FFFD. */
    public static String legal(String text) {
        return text.codePoints()
                .map(c -> isLegal(c) ? c : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isLegal(int c) {
        boolean control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
        return !control && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }
}
