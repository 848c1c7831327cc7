/**
 * Known broken variants of Foodcourt, switched off by default. Each wraps a collaborator of the sound app and is named
 * after what it breaks.
 */
@NullMarked
package foodcourt.defect;

import org.jspecify.annotations.NullMarked;
