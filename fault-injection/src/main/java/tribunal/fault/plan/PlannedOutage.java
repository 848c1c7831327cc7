package tribunal.fault.plan;

import tribunal.fault.plan.Outage.Kind;

/**
 * An outage with its time and its victim.
 *
 * @param target a node or a subscriber, {@link OutagePlan#DATABASE} or {@link OutagePlan#THIRD_PARTIES}
 * @param at when it begins, in nanoseconds since the schedule's start
 * @param nanos its duration, added delay or clock offset, in nanoseconds; negative only for a clock that is slow
 */
public record PlannedOutage(Kind kind, String target, long at, long nanos) {}
