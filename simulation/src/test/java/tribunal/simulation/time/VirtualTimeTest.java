package tribunal.simulation.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foodcourt.port.Mutex;
import foodcourt.port.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime world = new VirtualTime(SchedulingStrategy.EVEN);
    private final SimulatedProcess node = world.node("node");
    private final SimulatedProcess harness = world.harnessProcess("harness");
    private final List<String> lines = new ArrayList<>();

    private void says(String what) {
        lines.add(world.now() / 1_000_000 + " ms: " + what);
    }

    private static Duration ms(long ms) {
        return Duration.ofMillis(ms);
    }

    @Test
    void time_passes_only_when_all_wait_and_the_earliest_thread_goes_on() throws InterruptedException {
        world.run(harness, () -> {
            node.start("late", () -> {
                node.sleep(ms(30));
                says("late");
            });
            node.start("early", () -> {
                node.sleep(ms(10));
                says("early");
            });
            harness.sleep(ms(50));
            says("end");
        });

        assertThat(lines).containsExactly("10 ms: early", "30 ms: late", "50 ms: end");
    }

    @Test
    void a_signal_raised_before_or_during_a_wait_ends_it_and_many_count_as_one() throws InterruptedException {
        world.run(harness, () -> {
            Signal signal = node.newSignal();
            signal.raise();
            signal.raise();
            lines.add("before: " + signal.await(ms(100)));
            node.start("raiser", () -> {
                node.sleep(ms(20));
                signal.raise();
            });
            lines.add("during: " + signal.await(ms(100)));
            says("woken");
            lines.add("never: " + signal.await(ms(100)));
            says("not woken");
        });

        assertThat(lines)
                .containsExactly("before: true", "during: true", "20 ms: woken", "never: false", "120 ms: not woken");
    }

    @Test
    void who_joins_goes_on_when_the_other_has_ended() throws InterruptedException {
        world.run(harness, () -> {
            node.start("work", () -> node.sleep(ms(40))).join();
            says("joined");
        });

        assertThat(lines).containsExactly("40 ms: joined");
    }

    @Test
    void of_a_dead_node_nothing_goes_on_not_even_a_finally() throws InterruptedException {
        world.run(harness, () -> {
            node.start("victim", () -> {
                try {
                    node.sleep(ms(20));
                    says("lived");
                } finally {
                    says("finally");
                }
            });
            harness.sleep(ms(10));
            node.kill();
            harness.sleep(ms(100));
        });

        assertThat(lines).isEmpty();
    }

    @Test
    void a_paused_node_goes_on_where_it_was_and_others_do_not_wait_for_it() throws InterruptedException {
        world.run(harness, () -> {
            node.start("paused", () -> {
                node.sleep(ms(20));
                says("went on");
            });
            harness.sleep(ms(10));
            node.pause();
            harness.sleep(ms(100));
            says("resumed");
            node.resume();
            harness.sleep(ms(10));
        });

        assertThat(lines).containsExactly("110 ms: resumed", "110 ms: went on");
    }

    @Test
    void what_a_thread_throws_ends_it_alone() throws InterruptedException {
        world.run(harness, () -> {
            node.start("careless", () -> {
                throw new IllegalArgumentException("careless");
            });
            harness.sleep(ms(10));
            says("went on");
        });

        assertThat(lines).containsExactly("10 ms: went on");
    }

    @Test
    void what_a_thread_of_the_stage_throws_fails_the_world() {
        assertThatThrownBy(() -> world.run(harness, () -> {
                    harness.start("careless", () -> {
                        throw new IllegalArgumentException("careless");
                    });
                    harness.sleep(ms(10));
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("careless");
    }

    @Test
    void an_error_ends_the_world() {
        assertThatThrownBy(() -> world.run(harness, () -> {
                    node.start("broken", () -> {
                        throw new AssertionError("broken");
                    });
                    harness.sleep(ms(10));
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("broken");
    }

    @Test
    void a_port_called_inside_a_mutex_is_reported() {
        assertThatThrownBy(() -> world.run(harness, () -> {
                    Mutex mutex = node.newMutex();
                    node.start("wrong", () -> {
                        try {
                            mutex.locked(() -> {
                                node.sleep(ms(1));
                                return true;
                            });
                        } catch (IllegalStateException e) {
                            throw new AssertionError(e.getMessage(), e);
                        }
                    });
                    harness.sleep(ms(10));
                }))
                .hasMessageContaining("a port was called inside a mutex");
    }

    @Test
    void a_thread_that_blocks_on_what_is_no_port_is_named_with_its_stack() {
        CountDownLatch never = new CountDownLatch(1);

        assertThatThrownBy(() -> world.run(harness, () -> {
                    node.start("stubborn", () -> {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    });
                    harness.sleep(ms(10));
                }))
                .isInstanceOf(NoProgressException.class)
                .hasMessageContaining("node stubborn keeps the baton")
                .hasMessageContaining("CountDownLatch.await");
    }

    @Test
    void an_unusual_pace_lets_others_go_on_first() throws InterruptedException {
        VirtualTime slow =
                new VirtualTime((thread, call, usual) -> thread.name().equals("node first") ? 1_000_000 : usual);
        SimulatedProcess there = slow.node("node");
        slow.run(slow.harnessProcess("harness"), () -> {
            there.start("first", () -> lines.add("first"));
            there.start("second", () -> lines.add("second"));
            there.sleep(ms(10));
        });

        assertThat(lines).containsExactly("second", "first");
    }
}
