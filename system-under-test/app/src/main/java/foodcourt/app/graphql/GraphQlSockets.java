package foodcourt.app.graphql;

import jakarta.websocket.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sockets that speak graphql-transport-ws, with its close codes for clients that break the protocol. Limits keep one
 * client from costing the others anything. A socket on which nothing could be sent for 10 s is closed.
 */
final class GraphQlSockets extends GraphQlWebSocketHandler {
    static final int FRAME_BYTES_MAX = 8_192;
    static final int ID_LENGTH_MAX = 128;
    static final Duration SEND_TIMEOUT = Duration.ofSeconds(10);
    private static final String TOMCATS_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";
    private static final CloseStatus INVALID_MESSAGE = new CloseStatus(4400, "Invalid message");

    /**
     * @param initTimeout how long a socket may be open without {@code connection_init}
     * @param cors the check of origins; null for none
     */
    GraphQlSockets(WebGraphQlHandler handler, JsonMapper json, Duration initTimeout, @Nullable CorsConfiguration cors) {
        super(handler, new JacksonJsonHttpMessageConverter(json), initTimeout, null, cors);
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        session.setTextMessageSizeLimit(FRAME_BYTES_MAX);
        if (session instanceof NativeWebSocketSession wrapper
                && wrapper.getNativeSession() instanceof Session tomcats) {
            tomcats.getUserProperties().put(TOMCATS_SEND_TIMEOUT, SEND_TIMEOUT.toMillis());
        }
        SocketConnection connection = new SocketConnection(session);
        session.getAttributes().put(SocketConnection.ATTRIBUTE, connection);
        super.afterConnectionEstablished(connection);
    }

    private static SocketConnection connection(WebSocketSession session) {
        return (SocketConnection) Objects.requireNonNull(session.getAttributes().get(SocketConnection.ATTRIBUTE));
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
        SocketConnection connection = connection(session);
        Optional<JsonNode> frame = RequestShape.object(message.getPayload().getBytes(StandardCharsets.UTF_8));
        if (connection.isClosed()) {
            return;
        }
        if (frame.filter(GraphQlSockets::isValid).isEmpty()) {
            connection.closeBecause(INVALID_MESSAGE);
        } else if (isAllowed(frame.get(), connection)) {
            super.handleTextMessage(connection, message);
        }
    }

    private static boolean isValid(JsonNode frame) {
        JsonNode payload = frame.path("payload");
        return switch (frame.path("type").asString("")) {
            case "connection_init", "ping", "pong" -> RequestShape.isAbsentOr(payload, JsonNode::isObject);
            case "subscribe" -> hasId(frame) && RequestShape.isRequest(payload);
            case "complete" -> hasId(frame);
            default -> false;
        };
    }

    private static boolean hasId(JsonNode frame) {
        String id = frame.path("id").isString() ? frame.path("id").stringValue() : "";
        return !id.isEmpty() && id.length() <= ID_LENGTH_MAX;
    }

    private static boolean isAllowed(JsonNode frame, SocketConnection connection) {
        return switch (frame.path("type").asString()) {
            case "subscribe" -> connection.opens(frame.path("id").stringValue());
            case "ping" -> connection.pinged();
            case "complete" -> {
                connection.ends(frame.path("id").stringValue());
                yield true;
            }
            default -> true;
        };
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
        connection(session).closeBecause(INVALID_MESSAGE);
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable e) throws Exception {
        super.handleTransportError(connection(session), e);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        SocketConnection connection = connection(session);
        super.afterConnectionClosed(connection, status);
        connection.wasClosed();
    }
}
