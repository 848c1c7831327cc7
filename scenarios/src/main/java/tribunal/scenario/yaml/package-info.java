/**
 * YAML values with the line of each, and messages about what is wrong with them. Knows no key of a scenario, only how
 * {@code @ScenarioKey} describes one.
 */
@org.jspecify.annotations.NullMarked
package tribunal.scenario.yaml;
