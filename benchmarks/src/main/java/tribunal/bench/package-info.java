/**
 * Measures how fast Tribunal and the app under test are. Micro-benchmarks of hot paths with JMH, and whole runs to
 * compare with published figures.
 */
@NullMarked
package tribunal.bench;

import org.jspecify.annotations.NullMarked;
