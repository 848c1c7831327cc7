/** Adds the fault injector to a Spring Boot app by auto-configuration. The app's own code does not mention it. */
@org.jspecify.annotations.NullMarked
package tribunal.fault.spring;
