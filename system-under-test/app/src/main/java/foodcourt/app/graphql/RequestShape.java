package foodcourt.app.graphql;

import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks the JSON of GraphQL requests before any of it is used. */
final class RequestShape {
    private static final JsonMapper JSON = JsonMapper.shared();

    private RequestShape() {}

    /** Parses UTF-8 bytes as a JSON object; empty if they are not one. */
    static Optional<JsonNode> object(byte[] utf8) {
        try {
            return Optional.ofNullable(JSON.readTree(utf8)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Whether the JSON is a GraphQL request: a query with optional operation name, variables and extensions. */
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
