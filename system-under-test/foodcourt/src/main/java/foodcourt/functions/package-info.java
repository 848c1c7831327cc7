/** Factor 3, async serverless: one class per function. */
@NullMarked
package foodcourt.functions;

import org.jspecify.annotations.NullMarked;
