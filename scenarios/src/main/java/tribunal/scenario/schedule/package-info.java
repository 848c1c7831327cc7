/** Who asks for what, and when: computed from a scenario and a seed before the run begins. */
@org.jspecify.annotations.NullMarked
package tribunal.scenario.schedule;
