package tribunal.load.traffic;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.foreach;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import tribunal.history.ClientEntry.EndedBy;
import tribunal.scenario.schedule.CustomerStep;
import tribunal.scenario.schedule.OfflinePeriod;

/**
 * Gatling's simulation of the scenario's customers, in an open model: each starts at its scheduled time, independent of
 * the others. Gatling calls the no-argument constructor, so the data comes from {@link TrafficPlayer}.
 */
public final class TrafficSimulation extends Simulation {
    private static final String USER = "user";
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMillis(3);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(200);
    private static final int ACK_BOUND_SECONDS = 5;
    private static final String PING = "{\"type\":\"ping\"}";
    private static final int PONG_SECONDS = 6;

    private final TrafficPlayer traffic = TrafficPlayer.current();

    public TrafficSimulation() {
        List<PopulationBuilder> users = new ArrayList<>();
        users.add(scenario("customers").exec(customerScript()).injectOpen(arrivals()));
        if (traffic.boardWatchers() > 0) {
            users.add(scenario("board watchers")
                    .exec(boardWatcherScript())
                    .injectOpen(atOnceUsers(traffic.boardWatchers())));
        }
        users.add(scenario("end").exec(stop()).injectOpen(atOnceUsers(1)));
        setUp(users).protocols(protocol());
    }

    @Override
    public void before() {
        traffic.begin();
    }

    private HttpProtocolBuilder protocol() {
        return http.disableWarmUp()
                .shareConnections()
                .contentTypeHeader("application/json")
                .header("X-Customer", session -> user(session).id())
                .wsAutoReplyTextFrame(traffic.witness()::frame);
    }

    /** Users start evenly within each second of the schedule, as many as join in it. */
    private List<OpenInjectionStep> arrivals() {
        return traffic.joiningBySecond().stream()
                .map(n -> n == 0
                        ? nothingFor(Duration.ofSeconds(1))
                        : rampUsers(n).during(Duration.ofSeconds(1)))
                .toList();
    }

    private ChainBuilder customerScript() {
        return exec(session -> session.set(USER, traffic.nextCustomer()))
                .exec(join())
                .exec(foreach(session -> customer(session).steps(), "step").on(step()))
                .exec(doing(_ -> traffic.barriers().busyCustomers().countDown()))
                .exec(doIfOrElse(session -> hasLeft(session))
                        .then(exec(this::pingDone))
                        .orElse(stay()));
    }

    private ChainBuilder boardWatcherScript() {
        return exec(session -> session.set(USER, traffic.nextBoardWatcher()))
                .exec(join())
                .exec(doIf(session -> isLeaving(session))
                        .then(exec(await(session ->
                                        user(session).until(absence(session).from())))
                                .exec(leave())))
                .exec(stay());
    }

    /** Waits for the end of the traffic, and ends all users at once if the traffic was stopped. */
    private ChainBuilder stop() {
        return exec(asLongAs(_ -> isOngoing()).on(pause(POLL_INTERVAL)))
                .exec(stopLoadGeneratorIf(
                        "the run ends early", _ -> traffic.barriers().stopped().get()));
    }

    private boolean isOngoing() {
        return !traffic.barriers().over().get();
    }

    private static ChainBuilder join() {
        return exec(pause(session -> user(session).untilJoining())).exec(connect());
    }

    /** Stays connected until all is over. After heal, each connected client sends one ping and waits for the pong. */
    private ChainBuilder stay() {
        return exec(asLongAs(_ -> isOngoing())
                .on(exec(pause(POLL_INTERVAL))
                        .exec(heartbeat())
                        .exec(doIf(session -> traffic.barriers().pingsMayStart().get()
                                        && socket(session).needsPing())
                                .then(ping()))));
    }

    /** Waits for the given time, and sends heartbeats meanwhile. */
    private static ChainBuilder await(Function<Session, Duration> left) {
        return exec(asLongAs(session -> left.apply(session).compareTo(ClientSocket.HEARTBEAT) > 0)
                        .on(exec(pause(ClientSocket.HEARTBEAT)).exec(heartbeat())))
                .exec(pause(left));
    }

    /**
     * Sends a ping, whose pong the next heartbeats look for: it shows the app that the client is alive, and the client
     * that the socket is. Gatling reports a closed socket only on a send. A client whose socket is closed or stays
     * silent reconnects after a short pause.
     */
    private static ChainBuilder heartbeat() {
        return exec(doIf(session -> socket(session).isHeartbeatDue())
                .then(exec(ws.processUnmatchedMessages((frames, session) -> {
                            if (!frames.isEmpty()) {
                                socket(session).heard();
                            }
                            return session;
                        }))
                        .exec(Session::markAsSucceeded)
                        .exec(ws("heartbeat").sendText(PING))
                        .exec(doIfOrElse(Session::isFailed)
                                .then(reconnect(EndedBy.APP))
                                .orElse(exec(doIf(session -> socket(session).isSilentAfterHeartbeat())
                                        .then(reconnect(EndedBy.CLIENT)))))));
    }

    private static ChainBuilder reconnect(EndedBy by) {
        return exec(doing(session -> socket(session).ended(by)))
                .exec(ws("lost").close())
                .exec(pause(RECONNECT_PAUSE))
                .exec(connect())
                .exec(doIf(session -> user(session) instanceof CustomerSession).then(resubscribe()));
    }

    private ChainBuilder step() {
        return exec(await(session -> customer(session).until(step(session).at())))
                .exec(doing(session -> customer(session).begin(step(session))))
                .exec(doIf(session -> isLeaving(session)).then(leave()))
                .exec(doIf(session -> isLeaving(session) && !hasLeft(session)).then(resubscribe()))
                .exec(doIf(session -> customer(session).watchesWhilePlacing())
                        .then(exec(ws("watch while placing")
                                .sendText(session -> user(session).firstSubscription()))))
                .exec(asLongAs(session -> customer(session).isSending()).on(send()))
                .exec(doIf(session -> customer(session).wantsToWatch()).then(watchLast()));
    }

    private ChainBuilder send() {
        return exec(doing(session -> customer(session).sending()))
                .exec(doIfOrElse(session -> customer(session).isImpatient())
                        .then(post("impatient", PATIENCE))
                        .orElse(post("patient", ANSWER_BOUND)))
                .exec(session -> {
                    customer(session).sendEnded();
                    return session.markAsSucceeded();
                })
                .exec(pause(session -> customer(session).untilNextSend()));
    }

    private static ChainBuilder post(String name, Duration bound) {
        return exec(http(name)
                .post(session -> customer(session).requestUrl())
                .body(StringBody(session -> customer(session).body()))
                .requestTimeout(bound)
                .transformResponse((response, session) -> {
                    customer(session)
                            .answered(response.status().code(), response.body().string());
                    return response;
                })
                .check(status().is(200)));
    }

    private static ChainBuilder connect() {
        return exec(doing(session -> socket(session).connecting()))
                .exec(ws("connect")
                        .connect(session -> socket(session).address())
                        .subprotocol("graphql-transport-ws")
                        .onConnected(exec(ws("init")
                                        .sendText("{\"type\":\"connection_init\"}")
                                        .await(ACK_BOUND_SECONDS)
                                        .on(ws.checkTextMessage("ack")
                                                .check(jsonPath("$.type").is("connection_ack"))))
                                .exec(ws("watch mine")
                                        .sendText(session -> user(session).firstSubscription()))));
    }

    /** Disconnects; returns when the client is back, or at once if it never comes back. */
    private static ChainBuilder leave() {
        return exec(doing(session -> socket(session).ended(EndedBy.CLIENT)))
                .exec(ws("drop").close())
                .exec(doIf(session -> !hasLeft(session))
                        .then(exec(pause(session -> user(session)
                                        .until(absence(session).until().orElseThrow())))
                                .exec(connect())));
    }

    private static ChainBuilder resubscribe() {
        return exec(foreach(session -> customer(session).watchedOrders(), "order")
                .on(exec(ws("watch again")
                        .sendText(session ->
                                customer(session).watch(Objects.requireNonNull(session.getString("order")))))));
    }

    private static ChainBuilder watchLast() {
        return exec(doing(session -> customer(session).placed()))
                .exec(ws("watch one").sendText(session -> customer(session).watchLast()));
    }

    private ChainBuilder ping() {
        return exec(Session::markAsSucceeded)
                .exec(doing(session -> socket(session).pinging()))
                .exec(ws("ping")
                        .sendText(PING)
                        .await(PONG_SECONDS)
                        .on(ws.checkTextMessage("pong")
                                .matching(jsonPath("$.type").is("pong"))
                                .check(jsonPath("$.type").is("pong"))))
                .exec(doIf(session -> !session.isFailed() && socket(session).ponged())
                        .then(exec(this::pingDone)));
    }

    /** Counts this user's ping as done: answered or never sent. */
    private Session pingDone(Session session) {
        traffic.barriers().openPings().countDown();
        return session.markAsSucceeded();
    }

    private static Function<Session, Session> doing(Consumer<Session> action) {
        return session -> {
            action.accept(session);
            return session;
        };
    }

    private static CustomerStep step(Session session) {
        return Objects.requireNonNull(session.get("step"));
    }

    private static VirtualUser user(Session session) {
        return Objects.requireNonNull(session.get(USER));
    }

    private static ClientSocket socket(Session session) {
        return user(session).socket();
    }

    private static boolean isLeaving(Session session) {
        return user(session).offlinePeriod().isPresent();
    }

    private static boolean hasLeft(Session session) {
        return user(session).offlinePeriod().filter(a -> a.until().isEmpty()).isPresent();
    }

    private static OfflinePeriod absence(Session session) {
        return user(session).offlinePeriod().orElseThrow();
    }

    private static CustomerSession customer(Session session) {
        return (CustomerSession) user(session);
    }
}
