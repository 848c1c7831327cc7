/** YAML values with the line that each is on, and messages about what is wrong with them. */
@org.jspecify.annotations.NullMarked
package tribunal.scenario.yaml;
