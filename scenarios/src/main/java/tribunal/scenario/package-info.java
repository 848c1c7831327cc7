/**
 * Scenarios as data: phases, traffic, faults, third parties, settings of the app and demands. A scenario comes from a
 * YAML file of the catalogue or of a user.
 */
@NullMarked
package tribunal.scenario;

import org.jspecify.annotations.NullMarked;
