/** Reads scenario files, checks them, and describes them as a JSON Schema. */
@org.jspecify.annotations.NullMarked
package tribunal.scenario.file;
