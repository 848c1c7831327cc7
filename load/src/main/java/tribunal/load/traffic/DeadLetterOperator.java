package tribunal.load.traffic;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import tribunal.load.app.NodeAddresses;

/** An operator who redrives dead letters through the app's API, until closed. The next round repeats lost requests. */
public final class DeadLetterOperator implements AutoCloseable {
    private final NodeAddresses app;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile boolean isClosed;
    private int requests;

    public DeadLetterOperator(NodeAddresses app) {
        this.app = app;
    }

    /** Asks one node for the dead letters, and requests that they are tried again. */
    public void redrive() {
        if (isClosed) {
            return;
        }
        try {
            var request = GraphQlClient.redrive(send(GraphQlClient.deadLetters()));
            if (request.isPresent()) {
                send(request.get());
            }
        } catch (IOException e) {
            // The next round repeats the request.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String send(String request) throws IOException, InterruptedException {
        var post = GraphQlClient.post(app.of("operator-" + requests++), "operator", request);
        return client.send(post, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        isClosed = true;
        client.shutdownNow();
    }
}
