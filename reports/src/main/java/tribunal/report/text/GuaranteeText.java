package tribunal.report.text;

import java.util.Map;

/** Says in one sentence what each guarantee promises, for readers who do not know it. */
public final class GuaranteeText {
    private static final Map<String, String> PROMISES = Map.of(
            "atomicity",
            "each change of an order and its event are one transaction, and nothing is acknowledged before it is committed",
            "at-least-once",
            "every recorded event reaches every function that must receive it, and nothing is settled that was not worked on",
            "idempotent-outcomes",
            "however often a delivery is made, each effect happens once, and money, couriers and boards add up",
            "order-independence",
            "in any order of events, no order takes an illegal step or ends where it must not",
            "subscription",
            "what subscribers see is committed, never goes back, and is the last version in the end",
            "no-overlap",
            "nothing is tried again without a recorded cause, and only the newest claim settles a delivery",
            "recovery",
            "after an outage the backlog empties in time, and a poisoned event holds up nobody else",
            "amplification",
            "no more events, attempts and requests than faults explain, and retries keep their distance",
            "coverage",
            "the faults and races that the scenario expects really occurred: a green that proved nothing is not green");

    private GuaranteeText() {}

    /** Returns the promise; empty for an unknown guarantee. */
    public static String promise(String guarantee) {
        return PROMISES.getOrDefault(guarantee, "");
    }
}
