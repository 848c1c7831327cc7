package foodcourt.app.graphql;

import foodcourt.order.CustomerId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who is asking: the one place that reads the identity, for now an unsigned header, of a request or of a socket's handshake. */
@Component
class Identity implements WebGraphQlInterceptor {
    static final String CUSTOMER = "customer";
    private static final String HEADER = "X-Customer";

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        String name = request.getHeaders().getFirst(HEADER);
        if (name != null && !name.isBlank()) {
            request.configureExecutionInput((_, input) ->
                    input.graphQLContext(Map.of(CUSTOMER, new CustomerId(name))).build());
        }
        return chain.next(request);
    }

    /**
     * The customer who asks.
     *
     * @throws ForbiddenException if nobody says who they are
     */
    static CustomerId required(@Nullable CustomerId customer) {
        if (customer == null) {
            throw new ForbiddenException("say who you are: header " + HEADER);
        }
        return customer;
    }
}
