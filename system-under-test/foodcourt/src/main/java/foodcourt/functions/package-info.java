/** Async serverless functions: one class per function. Each may run twice, late, or stop after any step. */
@NullMarked
package foodcourt.functions;

import org.jspecify.annotations.NullMarked;
