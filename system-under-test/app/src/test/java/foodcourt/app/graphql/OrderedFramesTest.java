package foodcourt.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.GraphQL;
import graphql.schema.DataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A subscription whose first update takes longer to compute than its second. */
@NullUnmarked
class OrderedFramesTest {
    private static final String SCHEMA =
            "type Query { n: Int } type Subscription { tick: Tick } type Tick { n: Int slow: Int }";

    private final CompletableFuture<Integer> first = new CompletableFuture<>();
    private final List<Object> seen = new CopyOnWriteArrayList<>();

    private GraphQL graphQl() {
        DataFetcher<Publisher<Integer>> ticks = _ -> Flux.just(1, 2);
        DataFetcher<Object> number = environment -> environment.getSource();
        DataFetcher<Object> slow =
                environment -> environment.<Integer>getSource() == 1 ? first : CompletableFuture.completedFuture(2);
        RuntimeWiring wiring = RuntimeWiring.newRuntimeWiring()
                .type("Subscription", type -> type.dataFetcher("tick", ticks))
                .type("Tick", type -> type.dataFetcher("n", number).dataFetcher("slow", slow))
                .build();
        return GraphQL.newGraphQL(new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(SCHEMA), wiring))
                .build();
    }

    @Test
    void a_quick_update_does_not_overtake_a_slow_one() {
        WebGraphQlRequest request = new WebGraphQlRequest(
                URI.create("http://localhost/graphql"),
                new HttpHeaders(),
                new LinkedMultiValueMap<>(),
                null,
                Map.of(),
                Map.of("query", "subscription { tick { n slow } }"),
                "1",
                Locale.ROOT);
        new EntryPoints().orderedFrames().intercept(request, _ -> Mono.empty()).block();
        Publisher<graphql.ExecutionResult> frames =
                graphQl().execute(request.toExecutionInput()).getData();
        Flux.from(frames)
                .subscribe(frame -> seen.add(frame.<Map<String, Map<String, Object>>>getData()
                        .get("tick")
                        .get("n")));

        assertThat(seen).isEmpty();
        first.complete(1);
        assertThat(seen).containsExactly(1, 2);
    }
}
