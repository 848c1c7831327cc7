package foodcourt.app.adapter;

import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyException;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls third parties: {@code POST /charge} and so on, with the effect's key in the header {@code Idempotency-Key}. */
final class HttpThirdParties implements ThirdParties, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int REPLY_BYTES_MAX = 65_536;
    private static final int CONNECTIONS_MAX = 256;

    private final CloseableHttpClient client;
    private final URI base;

    /** @param timeout for connecting, for getting a free connection, and for the answer */
    HttpThirdParties(URI base, Duration timeout) {
        this.base = base;
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(CONNECTIONS_MAX)
                        .setMaxConnTotal(CONNECTIONS_MAX)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .setResponseTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .build())
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build();
    }

    @Override
    public ThirdPartyReply request(ThirdPartyRequest request) {
        try {
            return client.execute(http(request), response -> read(request, response));
        } catch (IOException | JacksonException e) {
            throw new ThirdPartyException(request.kind() + " was not answered: " + e, e);
        }
    }

    private HttpPost http(ThirdPartyRequest request) {
        var body = JSON.createObjectNode()
                .put("order", request.order().toString())
                .put("delivery", request.delivery().toString())
                .put("amount", request.amountCents());
        request.subject().ifPresent(status -> body.put("subject", status.name()));
        HttpPost http = new HttpPost(base.resolve("/" + request.kind().name().toLowerCase(Locale.ROOT)));
        http.setEntity(new StringEntity(body.toString(), ContentType.APPLICATION_JSON));
        http.setHeader("Idempotency-Key", request.key());
        return http;
    }

    private static ThirdPartyReply read(ThirdPartyRequest request, ClassicHttpResponse response) throws IOException {
        if (response.getCode() != 200) {
            throw new ThirdPartyException(request.kind() + " was answered " + response.getCode());
        }
        return read(JSON.readTree(EntityUtils.toByteArray(response.getEntity(), REPLY_BYTES_MAX)));
    }

    private static ThirdPartyReply read(JsonNode json) {
        String reply = json.path("reply").asString("");
        return switch (reply) {
            case "APPLIED" -> new ThirdPartyReply.Applied();
            case "REFUSED" -> new ThirdPartyReply.Refused();
            case "CLOSED" -> new ThirdPartyReply.Closed();
            case "REFUNDED" -> new ThirdPartyReply.Refunded(json.path("amount").asLong());
            case "ASSIGNED" ->
                new ThirdPartyReply.Assigned(
                        json.path("courier").asString(),
                        Duration.ofMillis(json.path("rideMillis").asLong()));
            case "NONE_FREE" -> new ThirdPartyReply.NoneFree();
            default -> throw new ThirdPartyException("no such reply: " + reply);
        };
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
