package foodcourt.app.graphql;

import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.graphql.autoconfigure.GraphQlCorsProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import tools.jackson.databind.json.JsonMapper;

/** How requests come in: by HTTP, and by sockets for subscriptions. */
@Configuration(proxyBeanMethods = false)
class Entrances {
    /** The key of the GraphQL context under which a socket's operation is found. */
    static final String OPERATION = "socketOperation";

    @Bean
    FilterRegistrationBean<RequestBodies> requestBodies(GraphQlProperties properties) {
        FilterRegistrationBean<RequestBodies> filter = new FilterRegistrationBean<>(new RequestBodies());
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
                SocketOperation operation = connection.operation(subscribe.getId());
                request.configureExecutionInput((input, _) -> {
                    input.getGraphQLContext().put(OPERATION, operation);
                    return input;
                });
            }
            return chain.next(request);
        };
    }

    /** Answers of queries and mutations could wait on a socket without limit: they go over HTTP. */
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
