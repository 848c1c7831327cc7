package foodcourt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Clients that break graphql-transport-ws or ask for too much, and the codes with which their sockets are closed. */
@NullUnmarked
class SocketProtocolIT extends RunningApp {
    private static final String BOARD = "subscription { restaurantBoard(restaurant:\"r\") { revision } }";

    private final String name = "c-" + UUID.randomUUID();

    private Client client() {
        return new Client(port, Optional.of(name));
    }

    private int closedAfter(String... frames) {
        try (Socket socket = client().socket()) {
            List.of(frames).forEach(socket::send);
            return socket.closedWith();
        }
    }

    private static String subscribe(String id) {
        return "{\"id\":\"%s\",\"type\":\"subscribe\",\"payload\":{\"query\":\"%s\"}}"
                .formatted(id, BOARD.replace("\"", "\\\""));
    }

    @Test
    void what_is_no_message_closes_with_4400() {
        for (String frame : List.of(
                "garbage",
                "null",
                "[]",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"next\",\"id\":\"s\",\"payload\":{}}",
                "{\"type\":\"subscribe\",\"id\":\"s\"}",
                "{\"type\":\"subscribe\",\"id\":\"s\",\"payload\":{\"query\":null}}",
                "{\"type\":\"subscribe\",\"payload\":{\"query\":\"{ x }\"}}",
                "{\"type\":\"subscribe\",\"id\":\"s\",\"payload\":{\"query\":\"{ x }\",\"variables\":[]}}",
                "{\"type\":\"complete\"}",
                "{\"type\":\"ping\",\"payload\":7}",
                subscribe("x".repeat(129)))) {
            assertThat(closedAfter(frame)).as(frame).isEqualTo(4400);
        }
    }

    @Test
    void a_binary_frame_closes_with_4400() {
        try (Socket socket = client().socket()) {
            socket.sendBinary((byte) 7);
            assertThat(socket.closedWith()).isEqualTo(4400);
        }
    }

    @Test
    void subscribing_before_the_connection_is_initialised_closes_with_4401() {
        try (Socket socket = Socket.silent(client())) {
            socket.send(subscribe("s"));
            assertThat(socket.closedWith()).isEqualTo(4401);
        }
    }

    @Test
    void an_id_that_is_in_use_closes_with_4409() {
        assertThat(closedAfter(subscribe("s"), subscribe("s"))).isEqualTo(4409);
    }

    @Test
    void initialising_twice_closes_with_4429() {
        assertThat(closedAfter("{\"type\":\"connection_init\"}")).isEqualTo(4429);
    }

    @Test
    void a_frame_that_is_too_long_closes_with_1009() {
        assertThat(closedAfter("x".repeat(9_000))).isEqualTo(1009);
    }

    @Test
    void an_id_can_be_used_again_once_its_operation_is_complete_however_often() {
        try (Socket socket = client().socket()) {
            for (int n = 1; n <= 300; n++) {
                int updates = n;
                socket.send(subscribe("s"));
                await().until(() -> socket.data("s", "restaurantBoard").size() >= updates);
                socket.send("{\"id\":\"s\",\"type\":\"complete\"}");
            }
            socket.send("{\"type\":\"ping\"}");
            socket.awaits(frame -> Socket.type(frame).equals("pong"));
        }
    }

    @Test
    void a_hundred_operations_can_be_open_and_one_more_closes_with_4429() {
        try (Socket socket = client().socket()) {
            for (int n = 1; n <= 100; n++) {
                socket.send(subscribe("s-" + n));
            }
            for (int n = 1; n <= 100; n++) {
                String id = "s-" + n;
                await().until(() -> !socket.data(id, "restaurantBoard").isEmpty());
            }
            socket.send(subscribe("one more"));
            assertThat(socket.closedWith()).isEqualTo(4429);
        }
    }

    @Test
    void queries_and_mutations_go_over_http() {
        try (Socket socket = client().socket()) {
            socket.subscribe("q", "{ orders { id } }");
            assertThat(socket.awaits(frame -> Socket.type(frame).equals("next"))
                            .at("/payload/errors/0/message")
                            .asString())
                    .isEqualTo("queries and mutations go over HTTP");
        }
    }

    @Test
    void a_subscription_whose_argument_cannot_be_stored_is_refused_with_an_error_frame() {
        try (Socket socket = client().socket()) {
            socket.subscribe("s", BOARD.replace("\"r\"", "\"a\\u0000b\""));
            assertThat(socket.awaits(frame -> Socket.type(frame).equals("error"))
                            .at("/payload/0/extensions/classification")
                            .asString())
                    .isEqualTo("BAD_REQUEST");
        }
    }
}
