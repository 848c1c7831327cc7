/** Annotations by which records describe the keys of scenario files that set them. */
@org.jspecify.annotations.NullMarked
package tribunal.fault.key;
