/**
 * Load mode: PostgreSQL, the app as processes of its own, clients played by Gatling, and the witnesses. {@link
 * tribunal.load.LoadRun} starts everything; {@link tribunal.load.PhaseDriver} passes the phases.
 */
@org.jspecify.annotations.NullMarked
package tribunal.load;
