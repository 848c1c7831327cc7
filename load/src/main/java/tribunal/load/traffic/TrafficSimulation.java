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

import io.gatling.http.action.ws.WsInboundMessage;
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
 * The scenario's customers as Gatling's virtual users, in an open model: each starts when the schedule says, whatever
 * became of those before. Gatling makes it by its no-argument constructor, so what it plays stands in {@link TrafficPlayer}.
 */
public final class TrafficSimulation extends Simulation {
    private static final String ME = "me";
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMillis(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration AWAY = Duration.ofMillis(200);
    private static final int ACK_BOUND_SECONDS = 5;

    /** Far more than can arrive between two looks. */
    private static final int FRAMES_KEPT = 200;

    private final TrafficPlayer traffic = TrafficPlayer.current();

    /** Read by Gatling. */
    public TrafficSimulation() {
        List<PopulationBuilder> visitors = new ArrayList<>();
        visitors.add(scenario("customers").exec(life()).injectOpen(arrivals()));
        if (traffic.boardWatchers() > 0) {
            visitors.add(scenario("board watchers").exec(boardLife()).injectOpen(atOnceUsers(traffic.boardWatchers())));
        }
        visitors.add(scenario("end").exec(stop()).injectOpen(atOnceUsers(1)));
        setUp(visitors).protocols(protocol());
    }

    @Override
    public void before() {
        traffic.begin();
    }

    private HttpProtocolBuilder protocol() {
        return http.disableWarmUp()
                .shareConnections()
                .contentTypeHeader("application/json")
                .header("X-Customer", session -> visitor(session).id())
                .wsUnmatchedInboundMessageBufferSize(FRAMES_KEPT)
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

    private ChainBuilder life() {
        return exec(session -> session.set(ME, traffic.nextCustomer()))
                .exec(join())
                .exec(foreach(session -> me(session).steps(), "step").on(step()))
                .exec(session -> {
                    traffic.gate().busy().countDown();
                    return session;
                })
                .exec(doIfOrElse(session -> hasLeft(session))
                        .then(exec(this::unpinged))
                        .orElse(stay()));
    }

    private ChainBuilder boardLife() {
        return exec(session -> session.set(ME, traffic.nextBoardWatcher()))
                .exec(join())
                .exec(doIf(session -> isLeaving(session))
                        .then(exec(await(session ->
                                        visitor(session).until(absence(session).from())))
                                .exec(leave())))
                .exec(stay());
    }

    /** Waits for the end of all, and ends the others if it is to come at once. */
    private ChainBuilder stop() {
        return exec(asLongAs(_ -> !traffic.gate().over()).on(pause(LOOK_AGAIN)))
                .exec(stopLoadGeneratorIf(
                        "the run ends early", _ -> traffic.gate().stopped()));
    }

    private static ChainBuilder join() {
        return exec(pause(session -> visitor(session).untilJoining())).exec(connect());
    }

    /** Until all is over; who is still connected after heal, or connects after it, is pinged and waits for the pong. */
    private ChainBuilder stay() {
        return exec(asLongAs(_ -> !traffic.gate().over())
                .on(exec(pause(LOOK_AGAIN))
                        .exec(heartbeat())
                        .exec(doIf(session -> traffic.gate().healed()
                                        && socket(session).isUnasked())
                                .then(ping()))
                        .exec(doIf(session -> socket(session).awaitsPong()).then(pong()))));
    }

    /** Waits that long, and sees to the socket meanwhile. */
    private static ChainBuilder await(Function<Session, Duration> left) {
        return exec(asLongAs(session -> left.apply(session).compareTo(HEARTBEAT) > 0)
                        .on(exec(pause(HEARTBEAT)).exec(heartbeat())))
                .exec(pause(left));
    }

    /**
     * Shows the app that somebody is there, by a pong that nobody asked for; only when it sends something does Gatling say
     * that the app has closed the socket. Who has lost it comes back after a moment.
     */
    private static ChainBuilder heartbeat() {
        return exec(doIf(session -> socket(session).isHeartbeatDue())
                .then(exec(Session::markAsSucceeded)
                        .exec(ws("heartbeat").sendText("{\"type\":\"pong\"}"))
                        .exec(doIf(Session::isFailed).then(comeBack()))));
    }

    private static ChainBuilder comeBack() {
        return exec(tellSocket(socket -> socket.ended(EndedBy.APP)))
                .exec(ws("lost").close())
                .exec(pause(AWAY))
                .exec(connect())
                .exec(doIf(session -> visitor(session) instanceof CustomerSession)
                        .then(watchAgain()));
    }

    private ChainBuilder step() {
        return exec(await(session -> me(session).until(step(session).at())))
                .exec(session -> {
                    me(session).begin(step(session));
                    return session;
                })
                .exec(doIf(session -> isLeaving(session)).then(leave()))
                .exec(doIf(session -> isLeaving(session) && !hasLeft(session)).then(watchAgain()))
                .exec(doIf(session -> me(session).watchesWhilePlacing())
                        .then(exec(ws("watch while placing")
                                .sendText(session -> visitor(session).watchMine()))))
                .exec(asLongAs(session -> me(session).isSending()).on(send()))
                .exec(doIf(session -> me(session).wantsToWatch()).then(watchLast()));
    }

    private ChainBuilder send() {
        return exec(tell(CustomerSession::sending))
                .exec(doIfOrElse(session -> me(session).isImpatient())
                        .then(post("impatient", PATIENCE))
                        .orElse(post("patient", ANSWER_BOUND)))
                .exec(session -> {
                    me(session).sendEnded();
                    return session.markAsSucceeded();
                });
    }

    private static ChainBuilder post(String name, Duration bound) {
        return exec(http(name)
                .post(session -> me(session).door())
                .body(StringBody(session -> me(session).body()))
                .requestTimeout(bound)
                .transformResponse((response, session) -> {
                    me(session)
                            .answered(response.status().code(), response.body().string());
                    return response;
                })
                .check(status().is(200)));
    }

    private static ChainBuilder connect() {
        return exec(tellSocket(ClientSocket::connecting))
                .exec(ws("connect")
                        .connect(session -> socket(session).address())
                        .subprotocol("graphql-transport-ws")
                        .onConnected(exec(ws("init")
                                        .sendText("{\"type\":\"connection_init\"}")
                                        .await(ACK_BOUND_SECONDS)
                                        .on(ws.checkTextMessage("ack")
                                                .check(jsonPath("$.type").is("connection_ack"))))
                                .exec(ws("watch mine")
                                        .sendText(session -> visitor(session).watchMine()))));
    }

    /** Returns when they are back, or at once if they never will be. */
    private static ChainBuilder leave() {
        return exec(tellSocket(socket -> socket.ended(EndedBy.CLIENT)))
                .exec(ws("drop").close())
                .exec(doIf(session -> !hasLeft(session))
                        .then(exec(pause(session -> visitor(session)
                                        .until(absence(session).until().orElseThrow())))
                                .exec(connect())));
    }

    private static ChainBuilder watchAgain() {
        return exec(foreach(session -> me(session).watchedOrders(), "order")
                .on(exec(ws("watch again")
                        .sendText(session -> me(session).watch(Objects.requireNonNull(session.getString("order")))))));
    }

    private static ChainBuilder watchLast() {
        return exec(tell(CustomerSession::placed))
                .exec(ws("watch one").sendText(session -> me(session).watchLast()));
    }

    private static ChainBuilder ping() {
        return exec(tellSocket(ClientSocket::pinging)).exec(ws("ping").sendText("{\"type\":\"ping\"}"));
    }

    /** Looks whether the pong has come, among all frames since the last look. */
    private ChainBuilder pong() {
        return exec(ws.processUnmatchedMessages((frames, session) -> {
            boolean answered = frames.stream()
                    .anyMatch(frame ->
                            frame instanceof WsInboundMessage.Text text && GraphQlClient.isPong(text.message()));
            return answered && socket(session).ponged() ? unpinged(session) : session;
        }));
    }

    /** Nobody has to wait for this one's ping any more. */
    private Session unpinged(Session session) {
        traffic.gate().unpinged().countDown();
        return session.markAsSucceeded();
    }

    private static Function<Session, Session> tell(Consumer<CustomerSession> what) {
        return session -> {
            what.accept(me(session));
            return session;
        };
    }

    private static Function<Session, Session> tellSocket(Consumer<ClientSocket> what) {
        return session -> {
            what.accept(socket(session));
            return session;
        };
    }

    private static CustomerStep step(Session session) {
        return Objects.requireNonNull(session.get("step"));
    }

    private static VirtualUser visitor(Session session) {
        return Objects.requireNonNull(session.get(ME));
    }

    private static ClientSocket socket(Session session) {
        return visitor(session).socket();
    }

    private static boolean isLeaving(Session session) {
        return visitor(session).absence().isPresent();
    }

    private static boolean hasLeft(Session session) {
        return visitor(session).absence().filter(a -> a.until().isEmpty()).isPresent();
    }

    private static OfflinePeriod absence(Session session) {
        return visitor(session).absence().orElseThrow();
    }

    private static CustomerSession me(Session session) {
        return (CustomerSession) visitor(session);
    }
}
