package tribunal.scenario.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.fault.plan.PlannedOrder;
import tribunal.history.KeyedRandom;
import tribunal.scenario.Journey;
import tribunal.scenario.PhaseDurations;
import tribunal.scenario.Scenario;

/**
 * Who does what, and when: a pure function of scenario and seed. Arrivals are fixed before the run, so a slow app cannot
 * slow its own load (Tene's "coordinated omission").
 *
 * @param storm when the storm begins, since the schedule's beginning
 */
public record Schedule(Duration storm, List<Customer> customers, List<BoardSubscriber> boardWatchers) {
    /** The customer of the canary. */
    public static final String CANARY = "canary";

    /** The customer of the rehearsal. */
    public static final String REHEARSAL = "rehearsal";

    private static final Duration EARLY = Duration.ofMillis(1_500);
    private static final Duration CANCEL_SOON_MIN = Duration.ofMillis(10);
    private static final Duration CANCEL_SOON_MAX = Duration.ofMillis(150);
    private static final Duration CANCEL_LATE_MAX = Duration.ofSeconds(2);
    private static final Duration AWAY_SOON_MAX = Duration.ofMillis(300);
    private static final int RESTAURANTS = 12;
    private static final List<String> DISHES = List.of("pizza", "ramen", "falafel", "curry", "tacos", "pierogi");

    public Schedule {
        customers = List.copyOf(customers);
        boardWatchers = List.copyOf(boardWatchers);
    }

    /** How many orders it places. */
    public int size() {
        return customers.stream().mapToInt(c -> c.orders().size()).sum();
    }

    /** The schedule of a run. */
    public static Schedule of(Scenario scenario, long seed) {
        return new Writer(scenario, new KeyedRandom(seed)).write();
    }

    /** The order that proves at heal that the app is alive: a customer of its own, whom nothing is planned against. */
    public static OrderPlacement canary(long seed) {
        return alone(CANARY, "canary-" + seed);
    }

    /** The n-th order of the rehearsal: placed before the schedule begins, so that nobody judges a cold app's speed. */
    public static OrderPlacement rehearsal(long seed, int n) {
        return alone(REHEARSAL, "rehearsal-" + seed + "-" + n);
    }

    private static OrderPlacement alone(String customer, String request) {
        return new OrderPlacement(
                request,
                OrderIds.of(customer, request),
                Duration.ZERO,
                restaurant(1 + Math.floorMod(request.hashCode(), RESTAURANTS)),
                List.of(new OrderPlacement.Item("seed cake", 1, 100)),
                Journey.HAPPY,
                List.of());
    }

    private static String restaurant(int number) {
        return "restaurant-%02d".formatted(number);
    }

    /** What a fault plan needs to know of the orders, by their ids. */
    public SortedMap<String, PlannedOrder> planned() {
        SortedMap<String, PlannedOrder> planned = new TreeMap<>();
        customers.stream().flatMap(c -> c.orders().stream()).forEach(placement -> {
            long intended = placement.at().minus(storm).toNanos();
            planned.put(
                    placement.order(),
                    new PlannedOrder(intended, placement.journey().label()));
        });
        return planned;
    }

    private record Writer(Scenario scenario, KeyedRandom draw) {
        Schedule write() {
            List<Duration> arrivals = arrivals();
            int customers =
                    Math.max(1, Math.ceilDiv(arrivals.size(), scenario.traffic().ordersPerCustomer()));
            List<Customer> all = new ArrayList<>();
            for (int number = 0; number < Math.min(customers, arrivals.size()); number++) {
                all.add(customer(number, customers, arrivals));
            }
            return new Schedule(scenario.phases().warmUp(), all, boardWatchers());
        }

        /** There from the beginning, restaurant by restaurant. */
        private List<BoardSubscriber> boardWatchers() {
            List<BoardSubscriber> watchers = new ArrayList<>();
            for (int number = 0; number < scenario.traffic().boards(); number++) {
                String id = "board-watcher-%02d".formatted(number + 1);
                watchers.add(new BoardSubscriber(
                        id,
                        Duration.ZERO,
                        restaurant(1 + number % RESTAURANTS),
                        reconnectsInStorm(id).map(OfflinePeriod::shortlyFrom)));
            }
            return watchers;
        }

        private ExtraSteps extras() {
            Duration end = scenario.phases().warmUp().plus(scenario.phases().storm());
            return new ExtraSteps(scenario.traffic().extras(), draw, end);
        }

        private Optional<Duration> reconnectsInStorm(String client) {
            PhaseDurations phases = scenario.phases();
            return draw.of("reconnects/" + client) < scenario.traffic().reconnects()
                    ? Optional.of(phases.warmUp().plus(draw.between("away/" + client, Duration.ZERO, phases.storm())))
                    : Optional.empty();
        }

        /** A Poisson process: exponential gaps of expected orders, and when each is reached. */
        private List<Duration> arrivals() {
            ArrivalProcess rate = ArrivalProcess.of(scenario);
            List<Duration> arrivals = new ArrayList<>();
            double expected = 0;
            for (int n = 0; ; n++) {
                expected -= Math.log(1 - draw.of("gap/" + n));
                if (expected >= rate.expectedInAll()) {
                    return arrivals;
                }
                arrivals.add(rate.reached(expected));
            }
        }

        /** Customers take turns, so that each one's orders lie far apart. */
        private Customer customer(int number, int customers, List<Duration> arrivals) {
            String id = "customer-%04d".formatted(number + 1);
            List<OrderPlacement> orders = new ArrayList<>();
            List<OrderPlacement> more = new ArrayList<>();
            for (int n = number; n < arrivals.size(); n += customers) {
                OrderPlacement order = placement(id, n, arrivals.get(n));
                orders.add(extras().with(id, order, n));
                more.addAll(extras().more(id, order, n, orders.size()));
            }
            Duration first = orders.getFirst().at();
            Duration joins = first.compareTo(EARLY) < 0 ? Duration.ZERO : first.minus(EARLY);
            List<OfflinePeriod> absences = absences(id, orders);
            orders.addAll(more);
            orders.sort(Comparator.comparing(OrderPlacement::at));
            return new Customer(id, joins, absences, orders);
        }

        private List<OfflinePeriod> absences(String customer, List<OrderPlacement> orders) {
            List<OfflinePeriod> absences = new ArrayList<>();
            reconnects(customer, orders).map(OfflinePeriod::shortlyFrom).ifPresent(absences::add);
            scenario.traffic().stay().ifPresent(stay -> absences.addAll(betweenVisits(orders, stay)));
            absences.sort(Comparator.comparing(OfflinePeriod::from));
            return absences;
        }

        /** Nobody leaves once the storm is over: those who are there then show what subscribers see in the end. */
        private List<OfflinePeriod> betweenVisits(List<OrderPlacement> orders, Duration stay) {
            Duration end = scenario.phases().warmUp().plus(scenario.phases().storm());
            List<OfflinePeriod> absences = new ArrayList<>();
            for (int n = 0; n < orders.size(); n++) {
                Duration leaves = orders.get(n).at().plus(stay);
                boolean isLast = n == orders.size() - 1;
                Duration returns = isLast ? end : orders.get(n + 1).at().minus(EARLY);
                if (leaves.compareTo(returns) < 0) {
                    absences.add(new OfflinePeriod(leaves, isLast ? Optional.empty() : Optional.of(returns)));
                }
            }
            return absences;
        }

        /** Just after placing an order, so that changes are missed. */
        private Optional<Duration> reconnects(String customer, List<OrderPlacement> orders) {
            if (draw.of("reconnects/" + customer) >= scenario.traffic().reconnects()) {
                return Optional.empty();
            }
            OrderPlacement one = orders.get(draw.between("reconnects at/" + customer, 0, orders.size() - 1));
            return Optional.of(one.at().plus(draw.between("away/" + customer, CANCEL_SOON_MIN, AWAY_SOON_MAX)));
        }

        private OrderPlacement placement(String customer, int number, Duration at) {
            String request = "order-" + number;
            String key = customer + "/" + request;
            String order = OrderIds.of(customer, request);
            Journey journey = journey(key);
            return new OrderPlacement(
                    request,
                    order,
                    at,
                    restaurant(draw.between("restaurant/" + key, 1, RESTAURANTS)),
                    items(key),
                    journey,
                    journey == Journey.CANCELS
                            ? List.of(new CustomerStep.Cancel(
                                    at.plus(cancelAfter(key)), order, "cancel-" + number, false))
                            : List.of());
        }

        /** Half of them at once, racing the charge; the rest anywhere up to too late. */
        private Duration cancelAfter(String key) {
            return draw.of("cancels soon/" + key) < 0.5
                    ? draw.between("cancel/" + key, CANCEL_SOON_MIN, CANCEL_SOON_MAX)
                    : draw.between("cancel/" + key, CANCEL_SOON_MAX, CANCEL_LATE_MAX);
        }

        private Journey journey(String key) {
            double left = draw.of("journey/" + key);
            for (Map.Entry<Journey, Double> share :
                    scenario.traffic().journeys().entrySet()) {
                left -= share.getValue();
                if (left < 0) {
                    return share.getKey();
                }
            }
            return Journey.HAPPY;
        }

        private List<OrderPlacement.Item> items(String key) {
            List<OrderPlacement.Item> items = new ArrayList<>();
            for (int n = 1; n <= draw.between("items/" + key, 1, 3); n++) {
                String item = key + "/" + n;
                items.add(new OrderPlacement.Item(
                        DISHES.get(draw.between("dish/" + item, 0, DISHES.size() - 1)),
                        draw.between("quantity/" + item, 1, 3),
                        draw.between("price/" + item, 350, 2_900)));
            }
            return items;
        }
    }
}
