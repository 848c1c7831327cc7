/**
 * What the commands do: a scenario goes in, a run directory with history, verdicts and reports comes out. Also the
 * generated pages, the story of one order, and the comparison of runs. Knows no options: those are in {@code
 * tribunal.cli}; a run itself is carried out by {@code tribunal.load} or {@code tribunal.simulation}.
 */
@org.jspecify.annotations.NullMarked
package tribunal.command;
