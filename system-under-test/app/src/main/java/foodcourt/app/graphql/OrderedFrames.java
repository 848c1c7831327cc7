package foodcourt.app.graphql;

import graphql.execution.SubscriptionExecutionStrategy;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps a subscription's frames in the order of its updates. Fields that are computed each on a thread of their own would
 * otherwise let a quick update overtake a slow one: graphql-java sends them as they are ready, unless told not to.
 */
@Component
class OrderedFrames implements WebGraphQlInterceptor {
    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        request.configureExecutionInput((input, _) -> {
            input.getGraphQLContext().put(SubscriptionExecutionStrategy.KEEP_SUBSCRIPTION_EVENTS_ORDERED, true);
            return input;
        });
        return chain.next(request);
    }
}
