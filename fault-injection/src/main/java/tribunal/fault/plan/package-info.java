/**
 * The fault plan as data: the rules of a scenario ({@link tribunal.fault.plan.FaultRule}) and the fate of each attempt.
 * {@link tribunal.fault.plan.FaultPlan} decides them by seed and stable keys, a replay by recorded fates.
 */
@org.jspecify.annotations.NullMarked
package tribunal.fault.plan;
