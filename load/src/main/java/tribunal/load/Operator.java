package tribunal.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Who has dead letters tried again, by the app's own API. What the app does not answer is asked for again the next time. */
final class Operator {
    private final Addresses app;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile boolean isDone;
    private int asked;

    Operator(Addresses app) {
        this.app = app;
    }

    /** Asks one node for all dead letters, and has them tried again. */
    void redrive() {
        if (isDone) {
            return;
        }
        try {
            String dead = ask(GraphQl.deadLetters());
            GraphQl.redrive(dead).ifPresent(this::send);
        } catch (IOException e) {
            // The node may be about to start or to stop.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(String request) {
        try {
            ask(request);
        } catch (IOException e) {
            // As above.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String ask(String request) throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(app.of("operator-" + asked++).resolve("/graphql"))
                .timeout(Duration.ofSeconds(3))
                .header("Content-Type", "application/json")
                .header("X-Customer", "operator")
                .POST(HttpRequest.BodyPublishers.ofString(request))
                .build();
        return client.send(post, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** From now on dead letters are left alone. */
    void stop() {
        isDone = true;
    }
}
