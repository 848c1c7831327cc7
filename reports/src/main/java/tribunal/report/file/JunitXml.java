package tribunal.report.file;

import java.io.StringWriter;
import java.math.BigDecimal;
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
import tribunal.history.Demands.Level;
import tribunal.report.text.BudgetText;
import tribunal.report.text.NumberText;
import tribunal.report.text.ProofText;
import tribunal.report.text.RunInfo;
import tribunal.report.text.RunText;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;
import tribunal.verify.verdict.Violation;

/**
 * Writes {@code junit.xml} for CI: one test suite per run, a test case per guarantee and per budget. A case
 * fails only if it also changes the run's exit code: a budget that only warns has its result in the case's output.
 */
public record JunitXml(XMLStreamWriter xml, RunInfo run) {
    /** UTC, written without a zone, since many readers refuse a zone. */
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    /** A guarantee or a budget as a test case. */
    private record Case(String name, VerdictStatus status, String message, String body) {
        static Case of(Verdict verdict) {
            String finding = RunText.finding(verdict);
            String body = verdict.status() == VerdictStatus.INVALID
                    ? verdict.violations().stream().map(Case::proof).collect(Collectors.joining("\n", "\n", ""))
                    : finding;
            return new Case(verdict.guarantee(), verdict.status(), finding, body);
        }

        /** Returns a violation's sentence and its whole proof, one line each. */
        private static String proof(Violation violation) {
            return Stream.concat(Stream.of(violation.sentence()), ProofText.all(violation).stream())
                    .collect(Collectors.joining("\n    ", "", "\n"));
        }

        static Case of(BudgetResult result, List<SegmentLatency> latencies) {
            var budget = result.budget();
            String name = "budget %s %s (%s)"
                    .formatted(budget.segment(), budget.expression(), BudgetText.level(budget.level()));
            String sentence = BudgetText.outcome(result) + ": " + BudgetText.detail(result, latencies);
            VerdictStatus status = budget.level() == Level.WARN ? VerdictStatus.VALID : result.status();
            return new Case(name, status, sentence, sentence);
        }
    }

    public static String text(RunInfo run, Verdicts verdicts) {
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

    private static List<Case> cases(Verdicts verdicts) {
        return Stream.concat(
                        verdicts.guarantees().stream().map(Case::of),
                        verdicts.budgets().stream().map(b -> Case.of(b, verdicts.latencies())))
                .distinct()
                .toList();
    }

    private void document(List<Case> cases) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        newLine();
        start("testsuite", "name", suite());
        attribute("timestamp", run.started().atZone(ZoneOffset.UTC).format(SECONDS));
        attribute("time", seconds(run.storm()));
        attribute("tests", Integer.toString(cases.size()));
        attribute("failures", count(cases, VerdictStatus.INVALID));
        attribute("errors", count(cases, VerdictStatus.UNKNOWN));
        attribute("skipped", count(cases, VerdictStatus.NOT_EXERCISED));
        newLine();
        properties();
        for (Case test : cases) {
            testCase(test);
        }
        xml.writeEndElement();
        newLine();
        xml.writeEndDocument();
    }

    private String suite() {
        return "tribunal." + run.scenario() + ".seed-" + run.seed();
    }

    private static String count(List<Case> cases, VerdictStatus status) {
        return Long.toString(cases.stream().filter(c -> c.status() == status).count());
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

    private void testCase(Case test) throws XMLStreamException {
        start("testcase", "name", test.name());
        attribute("classname", suite());
        attribute("time", "0");
        switch (test.status()) {
            case VALID -> {
                xml.writeStartElement("system-out");
                xml.writeCharacters(NumberText.legal(test.body()));
                xml.writeEndElement();
            }
            case INVALID -> problem("failure", test);
            case UNKNOWN -> problem("error", test);
            case NOT_EXERCISED -> {
                xml.writeEmptyElement("skipped");
                attribute("message", test.message());
            }
        }
        xml.writeEndElement();
        newLine();
    }

    private void problem(String element, Case test) throws XMLStreamException {
        start(element, "message", test.message());
        attribute("type", test.status().label());
        xml.writeCharacters(NumberText.legal(test.body()));
        xml.writeEndElement();
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).toPlainString();
    }

    private void start(String element, String attribute, String value) throws XMLStreamException {
        xml.writeStartElement(element);
        attribute(attribute, value);
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, NumberText.legal(value));
    }

    private void newLine() throws XMLStreamException {
        xml.writeCharacters("\n");
    }
}
