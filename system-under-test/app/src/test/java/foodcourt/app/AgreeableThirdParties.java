package foodcourt.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullMarked;

/**
 * Third parties that say yes to everything, with a ride of 10 ms; nothing was ever charged that they could give back.
 */
@NullMarked
final class AgreeableThirdParties implements AutoCloseable {
    private final HttpServer server;

    AgreeableThirdParties() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", AgreeableThirdParties::agree);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void agree(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] reply = reply(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, reply.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(reply);
        }
    }

    private static String reply(String path) {
        return switch (path) {
            case "/assign" -> """
                {"reply":"ASSIGNED","courier":"c-1","rideMillis":10}""";
            case "/refund" -> """
                {"reply":"REFUNDED","amount":0}""";
            default -> """
                {"reply":"APPLIED"}""";
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
