/** Adds the fault injector to a Spring Boot app by auto-configuration. The app's own code does not mention it. */
@NullMarked
package tribunal.fault.spring;

import org.jspecify.annotations.NullMarked;
