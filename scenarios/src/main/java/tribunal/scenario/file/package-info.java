/**
 * Reads scenario files and checks them; describes them as a JSON Schema. {@link
 * tribunal.scenario.file.ScenarioCatalogue} lists
 * the scenarios that come with Tribunal.
 */
@org.jspecify.annotations.NullMarked
package tribunal.scenario.file;
