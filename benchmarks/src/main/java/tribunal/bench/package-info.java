/**
 * Measures how fast Tribunal and the app under test are. Micro-benchmarks of hot paths with JMH, and whole runs to
 * compare with published figures.
 */
@org.jspecify.annotations.NullMarked
package tribunal.bench;
