package tribunal.trial;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A defect of the app, and the guarantee that must convict it.
 *
 * @param defect its name
 * @param bug what it does, in one line
 * @param guarantee the guarantee that it breaks
 * @param scenario the scenario of the catalogue in which simulation finds it
 */
public record DefectExpectation(String defect, String bug, String guarantee, String scenario) {
    private static final Pattern COLUMN = Pattern.compile(" | ", Pattern.LITERAL);

    /**
     * One line for each defect of the catalogue, in the order of the guarantees. Calls of {@code brief-outages} take
     * their usual times: a wait that is too long there is a wait for a safety net. Some functions of {@code
     * long-functions} take longer than a lease.
     */
    private static final String TABLE = """
            event-outside-transaction | the event is written after the commit | atomicity | swarm
            event-before-commit | the event stays when its change is rolled back | atomicity | swarm
            unrecorded-path | cancellations forget their event | atomicity | swarm
            lost-write | acknowledged before the commit | atomicity | swarm
            answer-before-effect | a cancel is answered with the order as it was before | atomicity | swarm
            repetition-refused | a request that comes again is refused | atomicity | swarm
            repetition-answered-as-placed | a placement that comes again shows the order as it was at first | atomicity | forbidden-requests
            anybody-cancels | anybody can cancel anybody's order | atomicity | forbidden-requests
            refused-and-done | a cancel of a paid order is refused, but takes effect | atomicity | swarm
            any-cancel-accepted | a second cancel of an order is acknowledged too | atomicity | swarm
            total-too-high | a fee that nobody asked for is added | atomicity | swarm
            answer-with-wrong-total | a placed order is answered without its total | atomicity | swarm
            legal-content-refused | an order of more than one line is refused | atomicity | swarm
            forbidden-content-accepted | an order that must be refused is placed with other items | atomicity | swarm
            request-id-unscoped | a request id is taken for one of all customers | atomicity | swarm
            stale-read | a node answers with the order as it first read it | atomicity | swarm
            cursor-skips-late-commit | an event that commits after a higher id was polled is never seen | at-least-once | swarm
            ack-before-work | acknowledged first, worked on after | at-least-once | swarm
            lease-forgotten-on-crash | deliveries that a dead node had claimed stay claimed | at-least-once | swarm
            silent-give-up | retries used up, marked as done | at-least-once | swarm
            early-dead-letter | given up long before the attempts are used up | at-least-once | swarm
            retried-for-ever | a delivery that always fails never becomes a dead letter | at-least-once | poisoned-event
            notification-forgotten | done, and nobody was notified | at-least-once | swarm
            shared-notification-key | one key for all notifications of an order | at-least-once | swarm
            dispatcher-ignores-hints | a due delivery waits for a poll | at-least-once | brief-outages
            slot-not-noticed | a delivery that waits for a free slot waits for a poll | at-least-once | brief-outages
            no-deduplication | a payment is charged for each delivery | idempotent-outcomes | swarm
            deduplicate-outside-transaction | the mark is kept, the work is not | idempotent-outcomes | swarm
            check-then-act | two copies at once both see "not yet" | idempotent-outcomes | swarm
            random-effect-key | each attempt has a key of its own | idempotent-outcomes | swarm
            counter-not-idempotent | the board counts deliveries, not events | idempotent-outcomes | swarm
            assumes-order | no refund for an order that was not paid yet | idempotent-outcomes | swarm
            refund-unrecorded | the money is back, and the order does not know | idempotent-outcomes | swarm
            retry-at-half-price | the same key again, for half the amount | idempotent-outcomes | swarm
            last-write-wins | a late event is saved over a newer state | order-independence | swarm
            ignores-new-value | a refund approves the order | order-independence | swarm
            approval-assumed | approved, and nobody was asked | order-independence | swarm
            version-skipped | an order begins with its second version | order-independence | swarm
            update-before-commit | subscribers see changes that may be rolled back | subscription | swarm
            update-lost-on-reconnect | a returning subscriber gets none of the updates that it missed | subscription | swarm
            update-out-of-order | frames overtake each other | subscription | swarm
            orders-of-others-shown | a subscriber is shown another customer's orders | subscription | swarm
            board-of-another | everybody is shown the board that changed last | subscription | swarm
            old-state-on-return | a returning subscriber first sees an old state | subscription | swarm
            update-repeated | each update is sent three times | subscription | swarm
            update-with-wrong-total | updates show no total | subscription | swarm
            board-counts-doubled | boards show twice as many orders as there are | subscription | swarm
            subscription-ended-early | after two updates the app ends the subscription | subscription | swarm
            subscription-falls-silent | after two updates nothing more is sent | subscription | swarm
            hub-ignores-hints | subscribers see a change at the next resync | subscription | brief-outages
            listener-dead-after-cut | after a cut a node never hears the others again | subscription | brief-outages
            no-fencing | a late claim settles over its successor | no-overlap | swarm
            lease-shorter-than-batch | a long delivery is claimed again while it runs | no-overlap | swarm
            lease-never-renewed | a delivery that outlasts its lease is claimed again | no-overlap | long-functions
            attempts-never-time-out | a late answer counts, however late it is | no-overlap | hanging-functions
            slots-unlimited | a node starts all due deliveries of a function at once | no-overlap | long-functions
            head-of-line-blocking | while one fails, all behind it wait | recovery | poisoned-event
            recursive-event | a function's write triggers itself | amplification | swarm
            retry-storm | tried again without a pause | amplification | swarm
            constant-back-off | the pause before a retry never grows | amplification | swarm
            retry-after-ignored | a request to wait longer before the next attempt is ignored | amplification | swarm
            permanent-retried | tried again, though it can never succeed | amplification | poisoned-event
            due-time-ignored | worked on before its not-before time | amplification | swarm
            asks-twice | a third party asked twice in one attempt | amplification | swarm
            never-forgets-subscribers | entities are read for subscribers who have left | amplification | brief-outages
            """;

    /** One expectation for each defect of the catalogue, in the order of the guarantees. */
    public static final List<DefectExpectation> ALL =
            TABLE.lines().map(DefectExpectation::parse).toList();

    private static DefectExpectation parse(String line) {
        String[] columns = COLUMN.split(line, 4);
        return new DefectExpectation(columns[0], columns[1], columns[2], columns[3]);
    }
}
