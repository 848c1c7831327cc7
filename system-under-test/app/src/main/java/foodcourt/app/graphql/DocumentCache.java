package foodcourt.app.graphql;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Caches parsed and validated documents: clients send the same few, and parsing costs more than answering. */
@Configuration(proxyBeanMethods = false)
class DocumentCache {
    /** Most characters in all cached documents together. */
    private static final int CHARACTERS_MAX = 10 * DocumentLimits.CHARACTERS_MAX;

    @Bean
    GraphQlSourceBuilderCustomizer rememberingParsed() {
        AsyncCache<String, PreparsedDocumentEntry> cache = Caffeine.newBuilder()
                .maximumWeight(CHARACTERS_MAX)
                .weigher((String document, PreparsedDocumentEntry _) -> document.length())
                .buildAsync();
        return source -> source.configureGraphQl(graphQl -> graphQl.preparsedDocumentProvider(
                (input, parse) -> cache.get(input.getQuery(), _ -> parse.apply(input))));
    }
}
