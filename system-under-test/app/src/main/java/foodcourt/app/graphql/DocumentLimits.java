package foodcourt.app.graphql;

import foodcourt.order.PlaceOrder;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import graphql.introspection.Introspection;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLTypeUtil;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.server.WebGraphQlInterceptor;

/**
 * Limits of a GraphQL document. Its cost is the largest number of values that its answer can have. A list counts as
 * often as its {@code limit} says, or as the most items that an order can have. Introspection counts each field once. A
 * subscription is answered many times, and counts tenfold.
 */
@Configuration(proxyBeanMethods = false)
class DocumentLimits {
    static final int CHARACTERS_MAX = 20_000;
    static final int TOKENS_MAX = 4_000;
    static final int DEPTH_MAX = 15;
    static final int COST_MAX = 10_000;
    private static final int ANSWERS_OF_A_SUBSCRIPTION = 10;

    @Bean
    WebGraphQlInterceptor parserLimits() {
        return EntryPoints.putting(
                ParserOptions.class,
                ParserOptions.getDefaultOperationParserOptions()
                        .transform(
                                limits -> limits.maxCharacters(CHARACTERS_MAX).maxTokens(TOKENS_MAX)));
    }

    @Bean
    Instrumentation depthLimit() {
        return new MaxQueryDepthInstrumentation(DEPTH_MAX);
    }

    @Bean
    Instrumentation costLimit() {
        return new MaxQueryComplexityInstrumentation(COST_MAX, DocumentLimits::cost);
    }

    /** The cost of a field, capped just above the limit so that no sum overflows. */
    private static int cost(FieldComplexityEnvironment field, int below) {
        return (int) Math.min(COST_MAX + 1, 1 + (long) below * times(field));
    }

    private static int times(FieldComplexityEnvironment field) {
        String parent = field.getParentType().getName();
        if (Introspection.isIntrospectionTypes(parent)
                || field.getField().getName().startsWith("__")) {
            return 1;
        }
        if (parent.equals("Subscription")) {
            return ANSWERS_OF_A_SUBSCRIPTION;
        }
        return GraphQLTypeUtil.isList(
                        GraphQLTypeUtil.unwrapNonNull(field.getFieldDefinition().getType()))
                ? length(field)
                : 1;
    }

    private static int length(FieldComplexityEnvironment list) {
        return list.getArguments().get("limit") instanceof Integer limit
                ? Math.clamp(limit, 1, COST_MAX)
                : PlaceOrder.ITEMS_MAX;
    }
}
