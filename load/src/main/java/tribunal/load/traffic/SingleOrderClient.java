package tribunal.load.traffic;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import tribunal.history.ClientEntry.Outcome;
import tribunal.load.app.NodeAddresses;
import tribunal.scenario.schedule.Operation;
import tribunal.scenario.schedule.OrderPlacement;

/** A customer without Gatling, for orders outside the schedule: rehearsal and canary. */
public record SingleOrderClient(String name, NodeAddresses app, ClientWitness witness) {
    private static final int SENDS_MAX = 5;

    /** Places the order; sends it up to {@value #SENDS_MAX} times until an answer comes. */
    public void place(OrderPlacement placement) throws InterruptedException {
        Operation operation = Operation.place(name, placement, witness.clock().now());
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
        var request = GraphQlClient.post(app.of(placement.requestId()), name, GraphQlClient.place(placement));
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return GraphQlClient.read(response.statusCode(), response.body());
        } catch (IOException e) {
            return GraphQlClient.Reading.indeterminate(e.toString());
        }
    }
}
