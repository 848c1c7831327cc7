package tribunal.verify.guarantee.orderindependence;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Stability;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/** Checks attributes: an attribute that the model calls fixed never changes between versions. */
final class AttributeStabilityCheck {
    private static final Map<String, Function<Committed, Object>> VALUES =
            Map.of("customer", Committed::customer, "restaurant", Committed::restaurant, "total", Committed::total);

    private final List<String> fixed;
    private final Findings findings;

    AttributeStabilityCheck(AppModel model, Findings findings) {
        this.findings = findings;
        fixed = model.attributes().entrySet().stream()
                .filter(a -> a.getValue() == Stability.FIXED && VALUES.containsKey(a.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableList());
        if (fixed.isEmpty()) {
            findings.noteUndeclared("fixed attributes");
        }
    }

    /** Reports only the first change of an order. */
    void judge(OrderEvidence order) {
        List<Committed> versions = order.versions();
        for (int i = 1; i < versions.size(); i++) {
            for (String attribute : fixed) {
                if (isChanged(attribute, versions.get(i - 1), versions.get(i))) {
                    reportChange(attribute, versions.get(i - 1), versions.get(i));
                    return;
                }
            }
        }
    }

    private static boolean isChanged(String attribute, Committed before, Committed now) {
        return !value(attribute, before).equals(value(attribute, now));
    }

    private static Object value(String attribute, Committed c) {
        return VALUES.getOrDefault(attribute, Committed::entity).apply(c);
    }

    private void reportChange(String attribute, Committed before, Committed now) {
        String sentence = "%s of %s was %s in version %d and %s in version %d, but is fixed"
                .formatted(
                        attribute,
                        FindingText.order(now.entity()),
                        value(attribute, before),
                        before.version(),
                        value(attribute, now),
                        now.version());
        findings.report("attribute changed", sentence, now.entity(), List.of(before, now));
    }
}
