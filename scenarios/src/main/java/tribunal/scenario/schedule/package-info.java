/** The schedule: who asks for what, and when. It is computed from scenario and seed before the run begins. */
@org.jspecify.annotations.NullMarked
package tribunal.scenario.schedule;
