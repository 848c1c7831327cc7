package foodcourt.app.graphql;

import foodcourt.order.CustomerId;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The only reader of the caller's identity, for now from an unsigned header of a request or handshake. */
@Component
class Identity implements WebGraphQlInterceptor {
    static final String CUSTOMER = "customer";
    private static final String HEADER = "X-Customer";

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        String name = request.getHeaders().getFirst(HEADER);
        if (name != null && !name.isBlank()) {
            EntryPoints.put(CUSTOMER, new CustomerId(name), request);
        }
        return chain.next(request);
    }

    /** Returns the customer who sent the request; throws ForbiddenException if the request names none. */
    static CustomerId required(@Nullable CustomerId customer) {
        if (customer == null) {
            throw new ForbiddenException("say who you are: header " + HEADER);
        }
        return customer;
    }
}
