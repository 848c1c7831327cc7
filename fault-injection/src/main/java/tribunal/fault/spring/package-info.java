/** How the injector gets into a Spring Boot app: by auto-configuration, never by the app's code. */
@NullMarked
package tribunal.fault.spring;

import org.jspecify.annotations.NullMarked;
