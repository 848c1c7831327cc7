/** Known broken variants, off by default: how the judge is tried. */
@NullMarked
package foodcourt.defect;

import org.jspecify.annotations.NullMarked;
