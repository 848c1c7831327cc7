package tribunal.load.traffic;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tribunal.load.app.NodeAddresses;

/**
 * An operator of the app, who has dead letters tried again by the app's own API until the operator is closed. A request that is not
 * answered is left alone: the next round makes it again.
 */
public final class DeadLetterOperator implements AutoCloseable {
    private final NodeAddresses app;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile boolean isClosed;
    private int requests;

    public DeadLetterOperator(NodeAddresses app) {
        this.app = app;
    }

    /** Asks one node for the dead letters, and has them tried again. */
    public void redrive() {
        if (isClosed) {
            return;
        }
        try {
            Optional<String> request = GraphQlClient.redrive(send(GraphQlClient.deadLetters()));
            if (request.isPresent()) {
                send(request.get());
            }
        } catch (IOException e) {
            // Made again in the next round.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String send(String request) throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(
                        app.of("operator-" + requests++).resolve("/graphql"))
                .timeout(Duration.ofSeconds(3))
                .header("Content-Type", "application/json")
                .header("X-Customer", "operator")
                .POST(HttpRequest.BodyPublishers.ofString(request))
                .build();
        return client.send(post, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        isClosed = true;
        client.shutdownNow();
    }
}
