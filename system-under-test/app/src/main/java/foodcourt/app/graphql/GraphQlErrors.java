package foodcourt.app.graphql;

import foodcourt.port.StoreException;
import graphql.GraphQLError;
import graphql.schema.DataFetchingEnvironment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;

/** Translates exceptions into GraphQL errors for clients. */
@Configuration(proxyBeanMethods = false)
class GraphQlErrors {
    @Bean
    DataFetcherExceptionResolver ofFields() {
        return DataFetcherExceptionResolver.forSingleError(GraphQlErrors::ofField);
    }

    @Bean
    SubscriptionExceptionResolver ofSubscriptions() {
        return SubscriptionExceptionResolver.forSingleError(GraphQlErrors::ofSubscription);
    }

    private static @Nullable GraphQLError ofField(Throwable e, DataFetchingEnvironment environment) {
        return known(e).map(
                        error -> error.path(environment.getExecutionStepInfo().getPath())
                                .location(environment.getField().getSourceLocation())
                                .build())
                .orElse(null);
    }

    private static GraphQLError ofSubscription(Throwable e) {
        return known(e).or(() -> error(ErrorType.INTERNAL_ERROR, "subscribe again"))
                .orElseThrow()
                .build();
    }

    private static Optional<GraphQLError.Builder<?>> known(Throwable e) {
        return switch (e) {
            case ForbiddenException f -> error(ErrorType.FORBIDDEN, String.valueOf(f.getMessage()));
            case IllegalArgumentException i -> error(ErrorType.BAD_REQUEST, String.valueOf(i.getMessage()));
            case StoreException.OutcomeUnknown _ ->
                error(ErrorType.INTERNAL_ERROR, "it may or may not have happened: send it again");
            case StoreException _ -> error(ErrorType.INTERNAL_ERROR, "it did not happen: send it again");
            default -> Optional.empty();
        };
    }

    private static Optional<GraphQLError.Builder<?>> error(ErrorType type, String message) {
        return Optional.of(GraphQLError.newError().errorType(type).message("%s", message));
    }
}
