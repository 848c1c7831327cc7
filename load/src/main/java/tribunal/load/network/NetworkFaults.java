package tribunal.load.network;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tribunal.fault.plan.Outage;
import tribunal.fault.plan.Outage.Kind;
import tribunal.fault.plan.Outage.Target;
import tribunal.fault.plan.OutagePlan;
import tribunal.fault.plan.PlannedOutage;
import tribunal.history.HarnessEntry;
import tribunal.load.harness.LoadFailureException;
import tribunal.load.network.RouteGroup.Fault;
import tribunal.wire.Direction;
import tribunal.wire.RouteSettings;
import tribunal.wire.Toxic;
import tribunal.wire.WireProxy;

/**
 * The wire proxy of one run: the routes that its outages need, and no other. It knows nodes and clients by name, so a
 * node that starts again has the same routes. All methods may be called by any thread.
 */
public final class NetworkFaults implements AutoCloseable {
    /** How long a slow database and slow third parties last. */
    private static final Duration SLOW_FOR = Duration.ofSeconds(3);

    /** Bytes of a packet to a slow subscriber. A frame with an update has about 160. */
    private static final int PACKET = 32;

    private static final int PACKETS_PER_FRAME = 5;

    /** Longer than any run. */
    private static final Duration FOREVER = Duration.ofDays(1);

    private final LongSupplier clock;
    private final Consumer<HarnessEntry> record;
    private final WireProxy proxy;
    private final DatabaseRules rules;

    /** By the target of outages. */
    private final Map<String, RouteGroup> routes = new HashMap<>();

    private final Set<InForce> inForce = new HashSet<>();
    private boolean closed;

    private record InForce(Kind kind, String target) {}

    /** What begins and ends an outage. */
    private record Effect(Runnable begin, Runnable end) {}

    private NetworkFaults(
            OutagePlan plan, List<Outage> callOutages, LongSupplier clock, Consumer<HarnessEntry> record) {
        this.clock = clock;
        this.record = record;
        this.proxy = new WireProxy(_ -> {}, plan.random().seed(), clock);
        this.rules = new DatabaseRules(plan, callOutages, clock, record);
    }

    /**
     * Opens the proxy, without faults.
     *
     * @param plan draws the durations of held transactions
     * @param outages the drawn ones; those that the network does not execute are ignored
     * @param callOutages those that affect a share of the transactions
     * @param clock gives the times of entries
     * @param record receives history entries, from several threads
     */
    public static NetworkFaults open(
            OutagePlan plan,
            List<PlannedOutage> outages,
            List<Outage> callOutages,
            LongSupplier clock,
            Consumer<HarnessEntry> record) {
        NetworkFaults network = new NetworkFaults(plan, List.copyOf(callOutages), clock, record);
        Stream.concat(
                        outages.stream()
                                .filter(outage -> executes(outage.kind()))
                                .map(PlannedOutage::target),
                        callOutages.stream().map(_ -> OutagePlan.DATABASE))
                .forEach(target -> network.routes.computeIfAbsent(target, _ -> new RouteGroup(network.proxy)));
        return network;
    }

    /** Whether the network executes this kind, by {@link #begin}. */
    public static boolean executes(Kind kind) {
        return switch (kind) {
            case CUT_DATABASE, SLOW_DATABASE, EXHAUST_CONNECTIONS -> true;
            case CUT_UPDATES, SLOW_UPDATES, SILENT_UPDATES -> true;
            case SLOW_THIRD_PARTIES, CUT_THIRD_PARTIES -> true;
            default -> false;
        };
    }

    /**
     * The reason why the network cannot execute outages of this kind with this database, in one line; empty if it can.
     *
     * @param jdbcUrl without user and password
     */
    public static Optional<String> obstacle(Kind kind, String jdbcUrl) {
        boolean isDatabase = kind.affectsCalls() || (executes(kind) && kind.target() == Target.DATABASE);
        return isDatabase ? obstacle(jdbcUrl) : Optional.empty();
    }

    private static Optional<String> obstacle(String jdbcUrl) {
        Optional<JdbcAddress> address = JdbcAddress.of(jdbcUrl);
        if (address.isEmpty()) {
            return Optional.of("--database: expected jdbc:postgresql://host:port/database with one host");
        }
        if (!address.get().isOnThisMachine()) {
            return Optional.of("--database: " + address.get().host()
                    + " is another machine: expected localhost, since a proxy is put before the database");
        }
        return address.get()
                .encryption()
                .map(parameter -> "--database: " + parameter
                        + ": expected none, since a proxy is put before the database, which does not encrypt");
    }

    /** The JDBC URL for a node: with the address of its route if some outage needs one; else the given URL. */
    public String database(String node, String jdbcUrl) {
        RouteGroup group = routes.get(OutagePlan.DATABASE);
        if (group == null) {
            return jdbcUrl;
        }
        obstacle(jdbcUrl).ifPresent(problem -> {
            throw new LoadFailureException(problem);
        });
        JdbcAddress address = JdbcAddress.of(jdbcUrl).orElseThrow();
        return address.behind(
                group.port(node, () -> RouteSettings.postgres("database-" + node, address.server(), rules.rule(node))));
    }

    /** The address of the third parties for a node: of its route if some outage needs one; else the given address. */
    public URI thirdParties(String node, URI direct) {
        return behind(OutagePlan.THIRD_PARTIES, node, direct);
    }

    /**
     * The address under which a client reaches a node's WebSocket. A subscriber that an outage affects has its own route
     * to each node; for others it is the given address.
     */
    public URI updates(String client, String node, URI direct) {
        return behind(client, node, direct);
    }

    private URI behind(String target, String node, URI direct) {
        RouteGroup group = routes.get(target);
        if (group == null) {
            return direct;
        }
        InetSocketAddress server = new InetSocketAddress(direct.getHost(), direct.getPort());
        int port = group.port(node, () -> RouteSettings.tcp(target + "-" + node, server));
        String path = direct.toString()
                .substring(direct.toString().indexOf(direct.getRawAuthority())
                        + direct.getRawAuthority().length());
        return URI.create(direct.getScheme() + "://127.0.0.1:" + port + path);
    }

    /** Begins to disturb transactions. Before this, those faults are off. */
    public void start() {
        rules.start();
    }

    /** Stops disturbing transactions, and lets those go on that are held. */
    public void heal() {
        rules.heal();
    }

    /**
     * Begins an outage whose kind is one of the network's, and records it. Does nothing if one of its kind is in force on
     * its target. A slow database and slow third parties end by themselves after three seconds.
     *
     * @return the action that ends it and records the end; it may be executed several times, by any thread
     */
    public synchronized Runnable begin(PlannedOutage outage) {
        RouteGroup group = routes.get(outage.target());
        if (!executes(outage.kind()) || group == null) {
            throw new IllegalArgumentException("the network was not opened for " + outage);
        }
        InForce outageInForce = new InForce(outage.kind(), outage.target());
        if (closed || !inForce.add(outageInForce)) {
            return () -> {};
        }
        Effect effect = effect(outage, group);
        record.accept(started(outage));
        effect.begin().run();
        Runnable end = once(() -> {
            inForce.remove(outageInForce);
            effect.end().run();
            record.accept(ended(outage));
        });
        switch (outage.kind()) {
            case CUT_UPDATES -> end.run();
            case SLOW_DATABASE, SLOW_THIRD_PARTIES -> {
                var _ = CompletableFuture.runAsync(
                        end, CompletableFuture.delayedExecutor(SLOW_FOR.toMillis(), TimeUnit.MILLISECONDS));
            }
            default -> {}
        }
        return end;
    }

    private Runnable once(Runnable action) {
        return new Runnable() {
            private @Nullable Runnable rest = action;

            @Override
            public void run() {
                synchronized (NetworkFaults.this) {
                    Runnable first = closed ? null : rest;
                    rest = null;
                    if (first != null) {
                        first.run();
                    }
                }
            }
        };
    }

    private Effect effect(PlannedOutage outage, RouteGroup group) {
        Duration time = Duration.ofNanos(outage.nanos());
        return switch (outage.kind()) {
            case CUT_DATABASE, CUT_THIRD_PARTIES -> new Effect(group::down, group::up);
            case SLOW_DATABASE -> {
                Duration half = time.dividedBy(2);
                yield toxics(group, outage, new Fault(Direction.UPSTREAM, new Toxic.Latency(half, half)));
            }
            case SLOW_THIRD_PARTIES ->
                toxics(group, outage, new Fault(Direction.DOWNSTREAM, new Toxic.Latency(time, Duration.ZERO)));
            case EXHAUST_CONNECTIONS ->
                new Effect(
                        () -> {
                            rules.exhaust(true);
                            group.reset();
                        },
                        () -> rules.exhaust(false));
            case CUT_UPDATES -> new Effect(group::reset, () -> {});
            case SLOW_UPDATES ->
                toxics(
                        group,
                        outage,
                        new Fault(
                                Direction.DOWNSTREAM, new Toxic.Slicer(PACKET, 0, time.dividedBy(PACKETS_PER_FRAME))));
            // The end of a socket does not get through a silent network either.
            case SILENT_UPDATES ->
                toxics(
                        group,
                        outage,
                        new Fault(Direction.UPSTREAM, new Toxic.SlowClose(FOREVER)),
                        new Fault(Direction.DOWNSTREAM, new Toxic.SlowClose(FOREVER)),
                        new Fault(Direction.UPSTREAM, Toxic.Timeout.silent()),
                        new Fault(Direction.DOWNSTREAM, Toxic.Timeout.silent()));
            default -> throw new IllegalStateException(outage.kind() + " is not an outage of the network");
        };
    }

    private static Effect toxics(RouteGroup group, PlannedOutage outage, Fault... faults) {
        List<Fault> all = List.of(faults);
        return new Effect(
                () -> all.forEach(fault -> group.add(name(outage, fault), fault)),
                () -> all.forEach(fault -> group.remove(name(outage, fault))));
    }

    private static String name(PlannedOutage outage, Fault fault) {
        return outage.kind().label() + "-" + fault.toxic().type() + "-" + fault.direction();
    }

    private HarnessEntry started(PlannedOutage outage) {
        String fault = outage.kind().label();
        return outage.kind().target() == Target.SUBSCRIBER
                ? new HarnessEntry.ClientOutageStarted(clock.getAsLong(), fault, outage.target())
                : new HarnessEntry.FaultWindowOpened(clock.getAsLong(), fault);
    }

    private HarnessEntry ended(PlannedOutage outage) {
        String fault = outage.kind().label();
        return outage.kind().target() == Target.SUBSCRIBER
                ? new HarnessEntry.ClientOutageEnded(clock.getAsLong(), fault, outage.target())
                : new HarnessEntry.FaultWindowClosed(clock.getAsLong(), fault);
    }

    /** Closes all routes, without entries. */
    @Override
    public synchronized void close() {
        closed = true;
        proxy.close();
    }
}
