/**
 * The real adapters of Foodcourt's ports, and the configuration that puts the app together. PostgreSQL, third parties
 * over HTTP, threads and clocks.
 */
@NullMarked
package foodcourt.app.adapter;

import org.jspecify.annotations.NullMarked;
