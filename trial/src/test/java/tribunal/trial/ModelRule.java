package tribunal.trial;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule by which the judge reads a line of the model, and the tests of that rule.
 *
 * @param line the line of the model, with what it promises
 * @param operators names of the mutation operators that break it
 * @param defect name of the app's defect that breaks it; null if no defect can, with the reason
 * @param reason why no defect can break it; null if one does
 */
record ModelRule(
        String line,
        List<String> operators,
        @Nullable String defect,
        @Nullable String reason) {
    /** All rules, in the order of the model. */
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
            rule("outcomes: by cause", List.of("wrong-end"), "ignores-new-value"),
            rule(
                    "operations: acknowledged is committed",
                    List.of("lose-acknowledged", "acknowledge-early"),
                    "lost-write"),
            rule("operations: refused has no effect", List.of("refuse-and-do"), "refused-and-done"),
            rule("operations: to", List.of("answer-before-effect"), "answer-before-effect"),
            rule("operations: one answer to all sends", List.of("refuse-again"), "repetition-refused"),
            rule("operations: one transition, one operation", List.of("two-cancels"), "any-cancel-accepted"),
            rule("operations: equals, as committed", List.of("other-total-asked"), "total-too-high"),
            rule("operations: equals, as answered", List.of("other-total-answered"), "answer-with-wrong-total"),
            rule("operations: illegal content", List.of("accept-forbidden"), "forbidden-content-accepted"),
            rule("operations: legal content", List.of("refuse-legal"), "legal-content-refused"),
            rule("operations: by", List.of("answer-to-stranger"), null)
                    .because("the app looks up orders by their customer in the query itself, and defects wrap ports"),
            rule("operations: reads", List.of("stale-read", "lost-read"), "stale-read"),
            rule("operations: answers never go back", List.of("stale-repetition"), "repetition-answered-as-placed"),
            rule("operations: of others", List.of("accept-forbidden"), "anybody-cancels"),
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
            rule("engine: no retry after the last attempt", List.of("retried-for-too-long"), "retried-for-ever"),
            rule("engine: leases", List.of("lease-lapsed", "needless-attempt"), "lease-shorter-than-batch"),
            rule("engine: leases of what takes long", List.of("lease-lapsed"), "lease-never-renewed"),
            rule("engine: fencing", List.of("unfenced-settle"), "no-fencing"),
            rule("topics: never back", List.of("regression"), "update-out-of-order"),
            rule(
                    "topics: committed before shown",
                    List.of("update-before-commit", "phantom-update"),
                    "update-before-commit"),
            rule("topics: last version in the end", List.of("stale-last-update"), "update-lost-on-reconnect"),
            rule("topics: by an attribute", List.of("foreign-update"), "orders-of-others-shown"),
            rule("topics: of a view", List.of("foreign-board"), "board-of-another"),
            rule("topics: first frame", List.of("old-beginning"), "old-state-on-return"),
            rule("topics: repeatedFrames", List.of("repeat-update"), "update-repeated"),
            rule("topics: attributes as committed", List.of("other-total-shown"), "update-with-wrong-total"),
            rule("topics: cells of a view", List.of("impossible-board", "wrong-board"), "board-counts-doubled"),
            rule("topics: not ended by the app", List.of("end-by-app"), "subscription-ended-early"),
            rule("topics: not silent", List.of("fall-silent"), "subscription-falls-silent"),
            rule("topics: pings are answered", List.of("unanswered-ping", "nobody-live"), null)
                    .because("a socket's pings are answered by the framework, below all ports"),
            rule("limits: forgottenAfter", List.of("read-for-nobody"), "never-forgets-subscribers"),
            rule("limits: hand-overs in time", List.of("late-hand-over"), "dispatcher-ignores-hints"),
            rule("limits: deliveryTimeout", List.of("late-answer"), "attempts-never-time-out"),
            rule("limits: concurrency", List.of("slots-exceeded"), "slots-unlimited"),
            rule("limits: frames in time", List.of("late-frame"), "hub-ignores-hints"));

    private static ModelRule rule(String line, List<String> operators, @Nullable String defect) {
        return new ModelRule(line, operators, defect, null);
    }

    private ModelRule because(String why) {
        return new ModelRule(line, operators, defect, why);
    }
}
