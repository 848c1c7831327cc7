package foodcourt.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import foodcourt.MemoryStore;
import foodcourt.RealThreads;
import foodcourt.order.CustomerId;
import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderItem;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import foodcourt.port.Clock;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryChannel;
import foodcourt.port.DeliveryQueue;
import foodcourt.port.DeliveryResult;
import foodcourt.port.FencingToken;
import foodcourt.port.ForwardingQueue;
import foodcourt.port.FunctionName;
import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Hints;
import foodcourt.port.NewDelivery;
import foodcourt.port.Ports;
import foodcourt.port.Settings;
import foodcourt.port.Settlement;
import foodcourt.port.StoreException;
import foodcourt.port.Task;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What must go on while something else is slow. Leases last 300 ms, time-outs 200 ms, heartbeats come every 50 ms. */
class DispatcherTest {
    private static final FunctionName FUNCTION = new FunctionName("Test");
    private static final Settings FAST = timingOutAfter(Duration.ofMillis(200));

    private static Settings timingOutAfter(Duration time) {
        return leasing(Duration.ofMillis(300), time);
    }

    private static Settings leasing(Duration lease, Duration time) {
        return new Settings(
                "test",
                lease,
                Duration.ofMillis(50),
                time,
                Duration.ofMillis(20),
                Duration.ofMillis(1),
                Duration.ofMillis(10),
                5,
                64);
    }

    private Settings settings = FAST;
    private final MemoryStore store = new MemoryStore();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Delivery> handedOver = new CopyOnWriteArrayList<>();
    private final List<Settlement> settled = new CopyOnWriteArrayList<>();
    private final AtomicInteger room = new AtomicInteger(Integer.MAX_VALUE);
    private Dispatcher dispatcher = new Dispatcher(ports(store, new RealThreads()), FAST, Set.of(FUNCTION));

    @AfterEach
    void stop() {
        end.countDown();
        dispatcher.stop(Duration.ofSeconds(1));
    }

    @Test
    void an_overdue_attempt_is_given_up_while_a_renewal_hangs() {
        start(new Witnessed() {
            @Override
            public Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
                waitFor(end);
                return held;
            }
        });
        append(1);
        await().until(() -> settled.stream()
                .anyMatch(
                        s -> s instanceof Settlement.Retry retry && retry.why().startsWith("none within")));
    }

    @Test
    void a_renewal_that_failed_is_made_again_before_the_lease_lapses() {
        AtomicInteger renewals = new AtomicInteger();
        start(new Witnessed() {
            @Override
            public Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
                if (renewals.getAndIncrement() % 8 != 7) {
                    throw new StoreException.NotCommitted("no connection", new IllegalStateException());
                }
                return super.renew(held, lease);
            }
        });
        append(1);
        await().until(() -> handedOver.size() == 2);
        assertThat(settled).as("the first attempt ended by its time-out").hasSize(1);
        assertThat(handedOver).extracting(Delivery::attempt).containsExactly(1, 2);
    }

    @Test
    void claims_that_are_answered_after_most_of_their_lease_are_given_back_and_not_handed_over() {
        AtomicBoolean late = new AtomicBoolean(true);
        start(new Witnessed() {
            @Override
            public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
                List<Delivery> claimed = super.claim(function, limit, lease);
                if (!claimed.isEmpty() && late.getAndSet(false)) {
                    pause(Duration.ofMillis(250));
                }
                return claimed;
            }
        });
        append(1);
        await().until(() -> handedOver.size() == 1);
        assertThat(settled).isNotEmpty().allSatisfy(s -> assertThat(s).isInstanceOf(Settlement.Released.class));
        assertThat(handedOver.getFirst().attempt()).as("not counted").isEqualTo(1);
    }

    /** Its thread gets a processor only after 600 ms, the time-out is 500 ms. */
    @Test
    void the_time_out_of_an_attempt_begins_when_its_thread_does() {
        settings = leasing(Duration.ofMinutes(1), Duration.ofMillis(500));
        start(new Witnessed(), new RealThreads() {
            @Override
            public Task start(String name, Runnable work) {
                return super.start(name, () -> {
                    pause(Duration.ofMillis(name.contains("#") ? 600 : 0));
                    work.run();
                });
            }
        });
        end.countDown();
        append(1);
        await().until(() -> !settled.isEmpty());
        assertThat(settled).singleElement().isInstanceOf(Settlement.Done.class);
        assertThat(handedOver).hasSize(1);
    }

    @Test
    void
            while_the_line_in_front_of_the_store_is_as_good_as_full_one_delivery_runs_and_then_no_more_are_claimed_than_fit_in() {
        room.set(15);
        settings = timingOutAfter(Duration.ofMinutes(1));
        start(new Witnessed());
        append(40);
        await().during(settings.poll().multipliedBy(5)).until(() -> handedOver.size() == 1);
        room.set(16);
        await().until(() -> handedOver.size() > 1);
        assertThat(largestClaim.get()).isBetween(2, 16);
    }

    /** Idle functions ask nothing of the store but together. */
    @Test
    void deliveries_without_a_hint_are_found_by_one_poll_for_all_functions() {
        Set<FunctionName> functions = Set.of(FUNCTION, new FunctionName("Idle"));
        AtomicInteger claims = new AtomicInteger();
        AtomicInteger looks = new AtomicInteger();
        start(
                new Witnessed() {
                    @Override
                    public Set<FunctionName> due(Set<FunctionName> of) {
                        assertThat(of).isEqualTo(functions);
                        looks.incrementAndGet();
                        return super.due(of);
                    }

                    @Override
                    public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
                        claims.incrementAndGet();
                        return super.claim(function, limit, lease);
                    }
                },
                new RealThreads(),
                functions);
        await().until(() -> looks.get() > 5 && claims.get() >= 2);
        assertThat(claims).as("each once, at the start").hasValue(2);
        append(1);
        await().until(() -> handedOver.size() == 1);
    }

    @Test
    void a_look_that_failed_is_followed_by_another() {
        AtomicBoolean failed = new AtomicBoolean();
        start(new Witnessed() {
            @Override
            public Set<FunctionName> due(Set<FunctionName> of) {
                if (!failed.getAndSet(true)) {
                    throw new StoreException.NotCommitted("no connection", new IllegalStateException());
                }
                return super.due(of);
            }
        });
        await().untilTrue(failed);
        append(1);
        await().until(() -> handedOver.size() == 1);
    }

    private final AtomicInteger largestClaim = new AtomicInteger();

    /** The store's queue, which notes all claims and settlements. */
    private class Witnessed extends ForwardingQueue {
        Witnessed() {
            super(store);
        }

        @Override
        public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
            List<Delivery> claimed = super.claim(function, limit, lease);
            largestClaim.accumulateAndGet(claimed.size(), Math::max);
            return claimed;
        }

        @Override
        public Set<FencingToken> settle(List<Settlement> batch) {
            settled.addAll(batch);
            return super.settle(batch);
        }
    }

    private void start(DeliveryQueue queue) {
        start(queue, new RealThreads());
    }

    private void start(DeliveryQueue queue, Threads threads) {
        start(queue, threads, Set.of(FUNCTION));
    }

    private void start(DeliveryQueue queue, Threads threads, Set<FunctionName> functions) {
        dispatcher = new Dispatcher(ports(queue, threads), settings, functions, room::get);
        dispatcher.start();
    }

    private Ports ports(DeliveryQueue queue, Threads threads) {
        DeliveryChannel channel = delivery -> {
            handedOver.add(delivery);
            waitFor(end);
            return new DeliveryResult.Done();
        };
        return new Ports(
                new SystemClock(),
                threads,
                store,
                queue,
                store,
                channel,
                _ -> new ThirdPartyReply.Applied(),
                new Silent(),
                () -> 0.5);
    }

    private void append(int count) {
        for (int n = 0; n < count; n++) {
            Event event = Event.of(
                    Order.placed(new PlaceOrder(
                            new CustomerId("ann"),
                            new RequestId("q-" + n),
                            new RestaurantId("trattoria"),
                            List.of(new OrderItem("pizza", 2, 950)))),
                    null);
            store.transact(tx -> {
                tx.append(event, List.of(new NewDelivery(FUNCTION, Duration.ZERO)));
                return event;
            });
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(Duration duration) {
        new RealThreads().sleep(duration);
    }

    private record SystemClock() implements Clock {
        @Override
        public long monotonicNanos() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }
    }

    private record Silent() implements Hints {
        @Override
        public void send(Hint hint) {}

        @Override
        public void listen(HintListener listener) {}
    }
}
