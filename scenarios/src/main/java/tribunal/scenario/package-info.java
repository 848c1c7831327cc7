/**
 * Scenarios as data: phases, traffic, faults, third parties, settings of the app and demands. A scenario comes from a
 * YAML file of the catalogue or of a user.
 */
@org.jspecify.annotations.NullMarked
package tribunal.scenario;
