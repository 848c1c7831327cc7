package foodcourt.app.graphql;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * The socket of one client. It limits what waits for the client: open operations, answers to pings, and updates that
 * are created but not sent. Further updates stay in the hub, which keeps the latest version of each order and board.
 */
final class SocketConnection extends WebSocketSessionDecorator {
    /** The attribute key under which a socket's connection is stored. */
    static final String ATTRIBUTE = SocketConnection.class.getName();

    static final int OPERATIONS_MAX = 100;
    static final int PINGS_MAX = 100;

    /** Updates that wait on a socket: one being sent, and one that is ready. */
    private static final int UPDATES_MAX = 2;

    private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Semaphore room = new Semaphore(UPDATES_MAX, true);
    private final Map<String, SocketOperation> operations = new ConcurrentHashMap<>();
    private final AtomicInteger pings = new AtomicInteger();
    private volatile boolean closed;

    SocketConnection(WebSocketSession session) {
        super(session);
    }

    /** Opens an operation. Closes the socket and returns false if the id is in use or too many are open. */
    boolean opens(String id) {
        if (operations.containsKey(id)) {
            closeBecause(new CloseStatus(4409, "Subscriber for that id already exists"));
        } else if (operations.size() >= OPERATIONS_MAX) {
            closeBecause(new CloseStatus(4429, "Too many operations: at most " + OPERATIONS_MAX));
        } else {
            operations.put(id, new SocketOperation(room));
        }
        return !closed;
    }

    /** Counts a ping. Closes the socket and returns false if the client does not read the answers. */
    boolean pinged() {
        if (pings.incrementAndGet() > PINGS_MAX) {
            closeBecause(new CloseStatus(4429, "Too many pings before their pongs: at most " + PINGS_MAX));
        }
        return !closed;
    }

    /** The open operation with this id; if there is none, an operation that is over. */
    SocketOperation operation(String id) {
        SocketOperation open = operations.get(id);
        if (open != null) {
            return open;
        }
        SocketOperation over = new SocketOperation(room);
        over.end();
        return over;
    }

    void ends(String id) {
        SocketOperation operation = operations.remove(id);
        if (operation != null) {
            operation.end();
        }
    }

    boolean isClosed() {
        return closed;
    }

    void closeBecause(CloseStatus status) {
        closed = true;
        LOG.debug("closes a socket: {}", status);
        try {
            close(status);
        } catch (IOException e) {
            LOG.debug("was closed already: {}", e.toString());
        }
    }

    /** Ends the operations of a closed socket, so that threads that wait for room continue. */
    void wasClosed() {
        closed = true;
        operations.keySet().forEach(this::ends);
    }

    @Override
    public void sendMessage(WebSocketMessage<?> message) throws IOException {
        try {
            super.sendMessage(message);
        } finally {
            sent(message.getPayload().toString());
        }
    }

    private void sent(String frame) {
        String id = "";
        String type = "";
        try (var parser = JSON.createParser(frame)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "id" -> id = String.valueOf(parser.getString());
                    case "type" -> type = parser.getString();
                    default -> parser.skipChildren();
                }
            }
        }
        switch (type) {
            case "next" -> operation(id).sent();
            case "complete", "error" -> ends(id);
            case "pong" -> pings.decrementAndGet();
            default -> {}
        }
    }
}
