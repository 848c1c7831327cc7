/**
 * The fault plan as data: the rules of a scenario ({@link tribunal.fault.plan.FaultRule}) and the fate of each attempt.
 * {@link tribunal.fault.plan.FateDecider} is a pure function of the seed and stable keys.
 */
@org.jspecify.annotations.NullMarked
package tribunal.fault.plan;
