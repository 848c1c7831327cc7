/** Models of apps: reading their files, checking them, and describing in sentences what they promise. Also the
 * form of histories that other tools write. */
@org.jspecify.annotations.NullMarked
package tribunal.scenario.model;
