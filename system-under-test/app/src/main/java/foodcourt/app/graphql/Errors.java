package foodcourt.app.graphql;

import foodcourt.port.StoreException;
import graphql.GraphQLError;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.stereotype.Component;

/** How exceptions look to clients. */
@Component
class Errors extends DataFetcherExceptionResolverAdapter {
    @Override
    protected @Nullable GraphQLError resolveToSingleError(Throwable e, DataFetchingEnvironment environment) {
        return switch (e) {
            case Forbidden f -> error(environment, ErrorType.FORBIDDEN, String.valueOf(f.getMessage()));
            case IllegalArgumentException i ->
                error(environment, ErrorType.BAD_REQUEST, String.valueOf(i.getMessage()));
            case StoreException.OutcomeUnknown _ ->
                error(environment, ErrorType.INTERNAL_ERROR, "it may or may not have happened: send it again");
            case StoreException _ -> error(environment, ErrorType.INTERNAL_ERROR, "it did not happen: send it again");
            default -> null;
        };
    }

    private static GraphQLError error(DataFetchingEnvironment environment, ErrorType type, String message) {
        return GraphQLError.newError()
                .errorType(type)
                .message("%s", message)
                .path(environment.getExecutionStepInfo().getPath())
                .location(environment.getField().getSourceLocation())
                .build();
    }
}
