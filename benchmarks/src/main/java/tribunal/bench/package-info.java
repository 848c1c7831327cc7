/** How fast Tribunal and the app on trial are: micro-benchmarks of hot paths, and whole runs to set beside their peers. */
@NullMarked
package tribunal.bench;

import org.jspecify.annotations.NullMarked;
