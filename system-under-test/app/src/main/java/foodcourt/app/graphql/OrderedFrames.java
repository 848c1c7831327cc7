package foodcourt.app.graphql;

import graphql.execution.SubscriptionExecutionStrategy;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps a subscription's frames in the order of its updates. Fields are computed on threads of their own, so a quick
 * update could overtake a slow one: by default, graphql-java sends updates as they are ready.
 */
@Component
class OrderedFrames implements WebGraphQlInterceptor {
    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        Entrances.put(SubscriptionExecutionStrategy.KEEP_SUBSCRIPTION_EVENTS_ORDERED, true, request);
        return chain.next(request);
    }
}
