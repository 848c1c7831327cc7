/** What people and CI read of a run. Reports write what the judge found and add no judgement of their own. */
@NullMarked
package tribunal.report;

import org.jspecify.annotations.NullMarked;
