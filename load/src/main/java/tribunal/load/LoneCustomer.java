package tribunal.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.Outcome;
import tribunal.load.ClientWitness.Operation;
import tribunal.scenario.Placement;

/** A customer without Gatling, for orders outside the schedule: the rehearsal and the canary. */
record LoneCustomer(String name, Addresses app, ClientWitness witness) {
    private static final int SENDS_MAX = 5;

    /** Places it, again if no answer comes; answers its id. */
    void place(Placement placement) throws InterruptedException {
        Operation operation = new Operation(
                Kind.PLACE,
                name,
                placement.requestId(),
                placement.order(),
                witness.clocks().at(),
                Optional.of(placement));
        try (HttpClient client = HttpClient.newHttpClient()) {
            GraphQl.Reading reading = GraphQl.Reading.indeterminate("not sent");
            for (int send = 1; send <= SENDS_MAX && reading.outcome() == Outcome.INDETERMINATE; send++) {
                witness.sent(operation, send);
                reading = send(client, placement);
                witness.answered(operation, send, reading);
            }
        }
    }

    private GraphQl.Reading send(HttpClient client, Placement placement) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        app.of(placement.requestId()).resolve("/graphql"))
                .timeout(Duration.ofSeconds(3))
                .header("Content-Type", "application/json")
                .header("X-Customer", name)
                .POST(HttpRequest.BodyPublishers.ofString(GraphQl.place(placement)))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return GraphQl.read(response.statusCode(), response.body());
        } catch (IOException e) {
            return GraphQl.Reading.indeterminate(e.toString());
        }
    }
}
