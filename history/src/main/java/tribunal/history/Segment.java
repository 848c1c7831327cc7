package tribunal.history;

import java.util.Arrays;
import java.util.List;

/**
 * The segments whose latency is measured: those of an entity's way in the order in which it passes them, and two of the
 * run as a whole. It is the one list that measurements, budgets and reports read. Labels are the words of scenario
 * files; {@code place-order} is the creation of any entity.
 */
public enum Segment {
    /** From the intended time of a creation to its acknowledgement. */
    PLACE_ORDER("place-order"),
    /** From the commit of an event, or its delivery's due time if that is later, to the first hand-over. */
    DISPATCH("dispatch"),
    /** From the beginning of an attempt to its end. */
    HANDLE("handle"),
    /** From the commit of a version to a subscriber's first update that shows it or a newer one. */
    FAN_OUT("fan-out"),
    /** From the commit of a version to a subscriber's update from which on all show it or a newer one. */
    FAN_OUT_STABLE("fan-out-stable"),
    /** From the intended time of a creation to the commit of the entity's final state. */
    COMPLETION("completion"),
    /** From the intended time of a creation to the first update that shows the entity's final state. */
    END_TO_END("end-to-end"),
    /** From the end of an outage until nothing that it delayed is outstanding. */
    RECOVERY("recovery"),
    /** From the intended time of an operation to its first send: how late the load generator is. */
    LAG("lag");

    /** The labels of the segments that can have a budget, and that are compared. */
    public static final List<String> BUDGETED =
            labels(PLACE_ORDER, DISPATCH, HANDLE, FAN_OUT, COMPLETION, END_TO_END, RECOVERY);

    private final String label;

    Segment(String label) {
        this.label = label;
    }

    /** Its name in scenario files and reports: {@code place-order}. */
    public String label() {
        return label;
    }

    public static List<String> labels(Segment... segments) {
        return Arrays.stream(segments).map(Segment::label).toList();
    }
}
