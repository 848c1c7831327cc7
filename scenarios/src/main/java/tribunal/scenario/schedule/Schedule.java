package tribunal.scenario.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tribunal.fault.plan.PlannedEntity;
import tribunal.history.KeyedRandom;
import tribunal.scenario.Journey;
import tribunal.scenario.Scenario;

/**
 * The steps of all customers and board subscribers with their times, a pure function of scenario and seed. Arrivals are
 * fixed before the run, so that a slow app cannot slow its own load (Tene's "coordinated omission").
 *
 * @param stormStart the beginning of the storm, since the schedule's beginning
 */
public record Schedule(Duration stormStart, List<Customer> customers, List<BoardWatcher> boardWatchers) {
    /** The customer who places the canary. */
    public static final String CANARY = "canary";

    /** The customer who places the orders of the rehearsal. */
    public static final String REHEARSAL = "rehearsal";

    private static final Duration EARLY = Duration.ofMillis(1_500);
    private static final Duration CANCEL_SOON_MIN = Duration.ofMillis(10);
    private static final Duration CANCEL_SOON_MAX = Duration.ofMillis(150);
    private static final Duration CANCEL_LATE_MAX = Duration.ofSeconds(2);
    private static final Duration OFFLINE_AFTER_MAX = Duration.ofMillis(300);
    private static final int RESTAURANTS = 12;
    private static final List<String> DISHES = List.of("pizza", "ramen", "falafel", "curry", "tacos", "pierogi");

    /** Returns the number of orders. */
    public int size() {
        return customers.stream().mapToInt(c -> c.orders().size()).sum();
    }

    public static Schedule of(Scenario scenario, long seed) {
        return new Generator(scenario, new KeyedRandom(seed)).generate();
    }

    /**
     * Returns the order that proves at heal that the app works. It has its own customer, and no fault is planned for
     * it.
     */
    public static OrderPlacement canary(long seed) {
        return singleOrder(CANARY, "canary-" + seed);
    }

    /** Returns the n-th order of the rehearsal, placed before the schedule so that no cold app is measured. */
    public static OrderPlacement rehearsalOrder(long seed, int n) {
        return singleOrder(REHEARSAL, "rehearsal-" + seed + "-" + n);
    }

    private static OrderPlacement singleOrder(String customer, String request) {
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

    /** Returns the orders by id, as a fault plan needs them. */
    public SortedMap<String, PlannedEntity> planned() {
        SortedMap<String, PlannedEntity> planned = new TreeMap<>();
        customers.stream().flatMap(c -> c.orders().stream()).forEach(placement -> {
            long intended = placement.at().minus(stormStart).toNanos();
            planned.put(
                    placement.order(),
                    new PlannedEntity(intended, placement.journey().label()));
        });
        return planned;
    }

    private record Generator(Scenario scenario, KeyedRandom draw) {
        Schedule generate() {
            List<Duration> arrivals = arrivals();
            int customers = Math.ceilDiv(arrivals.size(), scenario.traffic().ordersPerCustomer());
            return new Schedule(
                    scenario.phases().warmUp(),
                    IntStream.range(0, customers)
                            .mapToObj(number -> customer(number, customers, arrivals))
                            .toList(),
                    IntStream.range(0, scenario.traffic().boards())
                            .mapToObj(this::boardWatcher)
                            .toList());
        }

        /**
         * Spreads the subscribers over the restaurants, with two at every second one. Every second subscriber connects
         * in the storm, the others before.
         */
        private BoardWatcher boardWatcher(int number) {
            String id = "board-watcher-%02d".formatted(number + 1);
            String restaurant = restaurant(1 + number * 2 / 3 % RESTAURANTS);
            Duration warmUp = scenario.phases().warmUp();
            Duration end = scenario.phases().warmUpAndStorm();
            Duration joins = number % 2 == 0 ? Duration.ZERO : draw.between("joins/" + id, warmUp, end);
            Duration watches = number % 2 == 0 ? warmUp : joins;
            return new BoardWatcher(
                    id, joins, restaurant, socketLostAt(id, watches).map(OfflinePeriod::shortlyFrom));
        }

        private ExtraSteps extras() {
            Duration end = scenario.phases().warmUpAndStorm();
            return new ExtraSteps(scenario.traffic().extras(), draw, end);
        }

        /** Returns when a board's subscriber loses the socket: after this time, and before the storm ends. */
        private Optional<Duration> socketLostAt(String client, Duration after) {
            return draw.fraction("reconnects/" + client) < scenario.traffic().reconnects()
                    ? Optional.of(draw.between(
                            "away/" + client, after, scenario.phases().warmUpAndStorm()))
                    : Optional.empty();
        }

        /** Draws a Poisson process: gaps are exponential in expected orders, and are then converted to times. */
        private List<Duration> arrivals() {
            ArrivalProcess rate = ArrivalProcess.of(scenario);
            List<Duration> arrivals = new ArrayList<>();
            double expected = 0;
            for (int n = 0; ; n++) {
                expected -= Math.log(1 - draw.fraction("gap/" + n));
                if (expected >= rate.expectedTotal()) {
                    return arrivals;
                }
                arrivals.add(rate.timeWhenExpected(expected));
            }
        }

        /** Customers place orders alternately, so that the orders of one customer are far apart. */
        private Customer customer(int number, int customers, List<Duration> arrivals) {
            String id = customerId(number);
            List<OrderPlacement> orders = new ArrayList<>();
            List<OrderPlacement> more = new ArrayList<>();
            for (int n = number; n < arrivals.size(); n += customers) {
                OrderPlacement order = placement(id, n, arrivals.get(n));
                orders.add(extras().with(id, order, n, neighbour(n, customers, arrivals)));
                more.addAll(extras().more(id, order, n, orders.size()));
            }
            Duration first = orders.getFirst().at();
            Duration joins = first.compareTo(EARLY) < 0 ? Duration.ZERO : first.minus(EARLY);
            List<OfflinePeriod> absences = absences(id, orders);
            orders.addAll(more);
            orders.sort(Comparator.comparing(OrderPlacement::at));
            return new Customer(id, joins, absences, orders);
        }

        private static String customerId(int number) {
            return "customer-%04d".formatted(number + 1);
        }

        /** Returns the order that arrives just before the n-th, if it is another customer's. */
        private static Optional<ExtraSteps.Neighbour> neighbour(int n, int customers, List<Duration> arrivals) {
            return n == 0 || customers == 1
                    ? Optional.empty()
                    : Optional.of(new ExtraSteps.Neighbour(
                            OrderIds.of(customerId((n - 1) % customers), request(n - 1)), arrivals.get(n - 1)));
        }

        private static String request(int number) {
            return "order-" + number;
        }

        private List<OfflinePeriod> absences(String customer, List<OrderPlacement> orders) {
            List<OfflinePeriod> absences = new ArrayList<>();
            socketLostAt(customer, orders).map(OfflinePeriod::shortlyFrom).ifPresent(absences::add);
            scenario.traffic().stay().ifPresent(stay -> absences.addAll(betweenVisits(orders, stay)));
            absences.sort(Comparator.comparing(OfflinePeriod::from));
            return absences;
        }

        /** No customer leaves after the storm: the connected customers show what subscribers see in the end. */
        private List<OfflinePeriod> betweenVisits(List<OrderPlacement> orders, Duration stay) {
            Duration end = scenario.phases().warmUpAndStorm();
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

        /** Returns when the customer loses the socket: just after placing an order, so that changes are missed. */
        private Optional<Duration> socketLostAt(String customer, List<OrderPlacement> orders) {
            if (draw.fraction("reconnects/" + customer) >= scenario.traffic().reconnects()) {
                return Optional.empty();
            }
            OrderPlacement order = orders.get(draw.between("reconnects at/" + customer, 0, orders.size() - 1));
            return Optional.of(order.at().plus(draw.between("away/" + customer, CANCEL_SOON_MIN, OFFLINE_AFTER_MAX)));
        }

        private OrderPlacement placement(String customer, int number, Duration at) {
            String request = request(number);
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

        /**
         * Draws a cancel's delay: half of the cancels race the charge, the others come up to 2 s later, even too
         * late.
         */
        private Duration cancelAfter(String key) {
            return draw.fraction("cancels soon/" + key) < 0.5
                    ? draw.between("cancel/" + key, CANCEL_SOON_MIN, CANCEL_SOON_MAX)
                    : draw.between("cancel/" + key, CANCEL_SOON_MAX, CANCEL_LATE_MAX);
        }

        private Journey journey(String key) {
            double left = draw.fraction("journey/" + key);
            for (Map.Entry<Journey, Double> share :
                    scenario.traffic().journeys().entrySet()) {
                left -= share.getValue();
                if (left < 0) {
                    return share.getKey();
                }
            }
            return Journey.HAPPY;
        }

        /** Draws one to three lines; in a tenth of the orders the last line occurs twice. */
        private List<OrderPlacement.Item> items(String key) {
            List<OrderPlacement.Item> items = new ArrayList<>();
            for (int n = 1; n <= draw.between("items/" + key, 1, 3); n++) {
                String item = key + "/" + n;
                items.add(new OrderPlacement.Item(
                        DISHES.get(draw.between("dish/" + item, 0, DISHES.size() - 1)),
                        draw.between("quantity/" + item, 1, 3),
                        draw.between("price/" + item, 350, 2_900)));
            }
            if (draw.fraction("line twice/" + key) < 0.1) {
                items.add(items.getLast());
            }
            return items;
        }
    }
}
