package foodcourt.app.graphql;

import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of GraphQL requests, checked before any of it is used. */
final class RequestShape {
    private static final JsonMapper JSON = JsonMapper.shared();

    private RequestShape() {}

    /** The JSON object that these bytes, UTF-8, are; empty if they are none. */
    static Optional<JsonNode> object(byte[] utf8) {
        try {
            return Optional.ofNullable(JSON.readTree(utf8)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Whether it is a GraphQL request: a query, and what may come with it. */
    static boolean isRequest(JsonNode json) {
        return json.isObject()
                && json.path("query").isString()
                && isAbsentOr(json.path("operationName"), JsonNode::isString)
                && isAbsentOr(json.path("variables"), JsonNode::isObject)
                && isAbsentOr(json.path("extensions"), JsonNode::isObject);
    }

    static boolean isAbsentOr(JsonNode value, Predicate<JsonNode> wanted) {
        return value.isMissingNode() || value.isNull() || wanted.test(value);
    }
}
