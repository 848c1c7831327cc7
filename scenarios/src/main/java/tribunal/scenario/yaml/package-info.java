/** YAML values with the line of each, and messages about what is wrong with them. Knows nothing of scenarios. */
@org.jspecify.annotations.NullMarked
package tribunal.scenario.yaml;
