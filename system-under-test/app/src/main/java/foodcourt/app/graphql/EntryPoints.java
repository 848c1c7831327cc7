package foodcourt.app.graphql;

import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.SubscriptionExecutionStrategy;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition.Operation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.graphql.autoconfigure.GraphQlCorsProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import tools.jackson.databind.json.JsonMapper;

/** Configures the entry points for requests: HTTP, and sockets for subscriptions. */
@Configuration(proxyBeanMethods = false)
class EntryPoints {
    /** The context key under which a socket's operation is stored. */
    static final String OPERATION = "socketOperation";

    @Bean
    FilterRegistrationBean<RequestBodyFilter> requestBodies(GraphQlProperties properties) {
        FilterRegistrationBean<RequestBodyFilter> filter = new FilterRegistrationBean<>(new RequestBodyFilter());
        filter.addUrlPatterns(properties.getHttp().getPath());
        return filter;
    }

    @Bean
    GraphQlWebSocketHandler sockets(
            WebGraphQlHandler handler, JsonMapper json, GraphQlProperties properties, GraphQlCorsProperties cors) {
        return new GraphQlSockets(
                handler, json, properties.getWebsocket().getConnectionInitTimeout(), cors.toCorsConfiguration());
    }

    @Bean
    WebGraphQlInterceptor socketOperations() {
        return (request, chain) -> {
            if (request instanceof WebSocketGraphQlRequest subscribe
                    && subscribe.getAttributes().get(SocketConnection.ATTRIBUTE)
                            instanceof SocketConnection connection) {
                put(OPERATION, connection.operation(subscribe.getId()), request);
            }
            return chain.next(request);
        };
    }

    /**
     * Keeps a subscription's frames in the order of its updates. Fields are computed on threads of their own, so a
     * quick update could overtake a slow one: by default, graphql-java sends updates as they are ready.
     */
    @Bean
    WebGraphQlInterceptor orderedFrames() {
        return putting(SubscriptionExecutionStrategy.KEEP_SUBSCRIPTION_EVENTS_ORDERED, true);
    }

    /** Puts a value into the GraphQL context of each request. */
    static WebGraphQlInterceptor putting(Object key, Object value) {
        return (request, chain) -> {
            put(key, value, request);
            return chain.next(request);
        };
    }

    /** Puts a value into the GraphQL context of a request. */
    static void put(Object key, Object value, WebGraphQlRequest request) {
        request.configureExecutionInput(
                (_, input) -> input.graphQLContext(Map.of(key, value)).build());
    }

    /** Refuses queries and mutations over a socket, where their answers could wait without limit. */
    @Bean
    Instrumentation subscriptionsAloneOverSockets() {
        return new SimplePerformantInstrumentation() {
            @Override
            public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
                    InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
                var execution = parameters.getExecutionContext();
                if (execution.getGraphQLContext().hasKey(OPERATION)
                        && execution.getOperationDefinition().getOperation() != Operation.SUBSCRIPTION) {
                    throw new AbortExecutionException("queries and mutations go over HTTP");
                }
                return super.beginExecuteOperation(parameters, state);
            }
        };
    }
}
