/**
 * Realtime GraphQL: queries and mutations over HTTP, subscriptions over WebSockets. Also the limits that protect the
 * app from its clients.
 */
@NullMarked
package foodcourt.app.graphql;

import org.jspecify.annotations.NullMarked;
