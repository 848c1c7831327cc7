/** What people and CI read of a run. It only writes what the judge said. */
@NullMarked
package tribunal.report;

import org.jspecify.annotations.NullMarked;
