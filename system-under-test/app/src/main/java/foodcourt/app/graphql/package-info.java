/** Realtime GraphQL: queries, mutations, subscriptions. */
@NullMarked
package foodcourt.app.graphql;

import org.jspecify.annotations.NullMarked;
