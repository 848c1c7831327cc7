package tribunal.verify.guarantee.orderindependence;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tribunal.history.AppModel;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.EntityType;
import tribunal.history.EntityType.Stability;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/** Checks attributes: an attribute that the model calls fixed never changes between versions. */
final class AttributeStabilityCheck {
    private final AppModel model;
    private final Map<String, List<String>> fixedByType;
    private final Findings findings;

    AttributeStabilityCheck(AppModel model, Findings findings) {
        this.model = model;
        this.findings = findings;
        fixedByType = model.entities().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, type -> fixed(type.getValue())));
        if (fixedByType.values().stream().allMatch(List::isEmpty)) {
            findings.noteUndeclared("fixed attributes");
        }
    }

    private static List<String> fixed(EntityType type) {
        return type.attributes().entrySet().stream()
                .filter(attribute -> attribute.getValue() == Stability.FIXED)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Reports only the first change of an entity. */
    void judge(EntityEvidence entity) {
        List<Committed> versions = entity.versions();
        List<String> fixed = fixedByType.getOrDefault(AppModel.typeOf(entity.id()), List.of());
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
        return !Objects.equals(
                before.attributes().get(attribute), now.attributes().get(attribute));
    }

    private String value(String attribute, Committed c) {
        return FindingText.value(model, attribute, c.attributes().get(attribute));
    }

    private void reportChange(String attribute, Committed before, Committed now) {
        String sentence = "%s of %s was %s in version %d and %s in version %d, but is fixed"
                .formatted(
                        attribute,
                        FindingText.entity(now.entity()),
                        value(attribute, before),
                        before.version(),
                        value(attribute, now),
                        now.version());
        findings.report("attribute changed", sentence, now.entity(), List.of(before, now));
    }
}
