/**
 * The HTML page of a run: its sections, stories and charts; the structure is in {@code src/main/jte}. The page needs no
 * network; without scripts its charts are tables.
 */
@org.jspecify.annotations.NullMarked
package tribunal.report.page;
