package tribunal.trial;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule by which the judge reads a line of the model, and what it is tried with.
 *
 * @param line of the model, and what it promises
 * @param operators on histories that break it, by name
 * @param defect of the app that breaks it, by name; null if no defect can, with the reason
 * @param reason why no defect can break it; null if one does
 */
record ModelRule(
        String line,
        List<String> operators,
        @Nullable String defect,
        @Nullable String reason) {
    /** All of them, in the order of the model. */
    static final List<ModelRule> ALL = List.of(
            rule("attributes: fixed ones never change", List.of("attribute-changed"), null)
                    .because(
                            "a store's UPDATE writes status, version and canceller alone, and defects wrap the store's port"),
            rule("transitions: each is legal", List.of("illegal-step"), "last-write-wins"),
            rule("transitions: versions grow by one", List.of("version-skipped"), "version-skipped"),
            rule(
                    "transitions: one event each, in the same transaction",
                    List.of("commit-without-event", "split-transaction", "event-without-commit"),
                    "event-outside-transaction"),
            rule("transitions: requires", List.of("approval-after-all", "assignments-missing"), "approval-assumed"),
            rule("finals: unlessApplied", List.of("refund-unrecorded"), "refund-unrecorded"),
            rule("ends: by cause", List.of("wrong-end"), "ignores-new-value"),
            rule(
                    "functions: events are delivered",
                    List.of("drop-delivery", "settle-without-work", "phantom-delivery"),
                    "ack-before-work"),
            rule(
                    "functions: effects of what is done",
                    List.of("notification-missing", "notifications-missing", "assignments-missing", "never-first"),
                    "notification-forgotten"),
            rule("functions: due", List.of("before-due", "ride-skipped"), "due-time-ignored"),
            rule("effects: oncePer", List.of("duplicate-effect", "second-courier"), "no-deduplication"),
            rule("effects: one request an attempt", List.of("ask-twice"), "asks-twice"),
            rule("effects: one unit, one key", List.of("key-shared"), "random-effect-key"),
            rule("effects: different units, different keys", List.of("never-first"), "shared-notification-key"),
            rule("effects: amount", List.of("half-the-amount", "refund-too-much"), "retry-at-half-price"),
            rule("engine: back-off", List.of("pause-too-short"), "constant-back-off"),
            rule("engine: Retry-After", List.of("retry-after-ignored"), "retry-after-ignored"),
            rule("engine: permanent failures", List.of("permanent-retried"), "permanent-retried"),
            rule("engine: attempts before a dead letter", List.of("undeclared-dead-letter"), "early-dead-letter"),
            rule("engine: leases", List.of("lease-lapsed", "needless-attempt"), "lease-shorter-than-batch"),
            rule("engine: fencing", List.of("unfenced-settle"), "no-fencing"));

    private static ModelRule rule(String line, List<String> operators, @Nullable String defect) {
        return new ModelRule(line, operators, defect, null);
    }

    private ModelRule because(String why) {
        return new ModelRule(line, operators, defect, why);
    }
}
