package tribunal.load.traffic;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.Outcome;
import tribunal.load.app.NodeAddresses;
import tribunal.load.traffic.ClientWitness.Operation;
import tribunal.scenario.schedule.OrderPlacement;

/** A customer without Gatling, for orders outside the schedule: JIT warm-up and canary. */
public record SingleOrderClient(String name, NodeAddresses app, ClientWitness witness) {
    private static final int SENDS_MAX = 5;

    /** Places the order; sends it up to {@value #SENDS_MAX} times until an answer comes. */
    public void place(OrderPlacement placement) throws InterruptedException {
        Operation operation = new Operation(
                Kind.PLACE,
                name,
                placement.requestId(),
                placement.order(),
                witness.clock().at(),
                Optional.of(placement));
        try (HttpClient client = HttpClient.newHttpClient()) {
            GraphQlClient.Reading reading = GraphQlClient.Reading.indeterminate("not sent");
            for (int send = 1; send <= SENDS_MAX && reading.outcome() == Outcome.INDETERMINATE; send++) {
                witness.sent(operation, send);
                reading = send(client, placement);
                witness.answered(operation, send, reading);
            }
        }
    }

    private GraphQlClient.Reading send(HttpClient client, OrderPlacement placement) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        app.of(placement.requestId()).resolve("/graphql"))
                .timeout(Duration.ofSeconds(3))
                .header("Content-Type", "application/json")
                .header("X-Customer", name)
                .POST(HttpRequest.BodyPublishers.ofString(GraphQlClient.place(placement)))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return GraphQlClient.read(response.statusCode(), response.body());
        } catch (IOException e) {
            return GraphQlClient.Reading.indeterminate(e.toString());
        }
    }
}
