/** Known broken variants of Foodcourt, off by default: each replaces a collaborator and is named after what it breaks. */
@NullMarked
package foodcourt.defect;

import org.jspecify.annotations.NullMarked;
