/** What is configured and decided: the rules of a scenario ({@link tribunal.fault.plan.FaultRule}), and the fate of each attempt ({@link tribunal.fault.plan.FateDecider}), which depends on the seed alone. */
@org.jspecify.annotations.NullMarked
package tribunal.fault.plan;
