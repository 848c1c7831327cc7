/** Models of apps: reading their files, checking them, and saying in sentences what they promise. */
@org.jspecify.annotations.NullMarked
package tribunal.scenario.model;
