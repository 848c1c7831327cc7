package foodcourt.app.runtime;

import foodcourt.port.Reply;
import foodcourt.port.Request;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Third parties over HTTP: {@code POST /charge} and so on, the effect's key in the header {@code Idempotency-Key}. */
final class HttpThirdParties implements ThirdParties, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final URI base;
    private final Duration timeout;

    HttpThirdParties(URI base, Duration timeout) {
        this.base = base;
        this.timeout = timeout;
    }

    @Override
    public Reply request(Request request) {
        try {
            HttpResponse<String> response = client.send(http(request), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new ThirdPartyException(request.kind() + " was answered " + response.statusCode());
            }
            return read(JSON.readTree(response.body()));
        } catch (IOException | JacksonException e) {
            throw new ThirdPartyException(request.kind() + " was not answered: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ThirdPartyException(request.kind() + " was interrupted", e);
        }
    }

    private HttpRequest http(Request request) {
        String body = JSON.createObjectNode()
                .put("order", request.order().toString())
                .put("delivery", request.delivery().toString())
                .put("amount", request.amountCents())
                .toString();
        HttpRequest.Builder http = HttpRequest.newBuilder(
                        base.resolve("/" + request.kind().name().toLowerCase(Locale.ROOT)))
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        request.key().ifPresent(key -> http.header("Idempotency-Key", key));
        return http.build();
    }

    private static Reply read(JsonNode json) {
        String reply = json.path("reply").asString("");
        return switch (reply) {
            case "APPLIED" -> new Reply.Applied();
            case "REFUSED" -> new Reply.Refused();
            case "CLOSED" -> new Reply.Closed();
            case "REFUNDED" -> new Reply.Refunded(json.path("amount").asLong());
            case "ASSIGNED" ->
                new Reply.Assigned(
                        json.path("courier").asString(),
                        Duration.ofMillis(json.path("rideMillis").asLong()));
            case "NONE_FREE" -> new Reply.NoneFree();
            default -> throw new ThirdPartyException("no such reply: " + reply);
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
