package foodcourt.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import foodcourt.RealThreads;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CoalescingMailboxTest {
    private final CountDownLatch reads = new CountDownLatch(1);
    private final List<Integer> got = new CopyOnWriteArrayList<>();
    private final CoalescingMailbox<Integer, Integer> mailbox =
            new CoalescingMailbox<>(new RealThreads(), number -> number, _ -> 1, number -> {
                got.add(number);
                awaitReads();
            });

    private record State(String of, int version) {}

    @Test
    void what_is_offered_before_the_present_state_waits_for_it_and_gives_way_to_it() {
        List<State> shown = new CopyOnWriteArrayList<>();
        CoalescingMailbox<String, State> opened =
                new CoalescingMailbox<>(new RealThreads(), State::of, State::version, shown::add);
        opened.offer(new State("a", 1));
        opened.offer(new State("b", 7));
        opened.open(List.of(new State("a", 2), new State("b", 6)));
        await().until(() -> shown.size() == 2);

        assertThat(shown).containsExactly(new State("a", 2), new State("b", 7));
    }

    @Test
    void a_subscriber_who_cannot_be_handed_an_update_is_ended() {
        List<Integer> shown = new CopyOnWriteArrayList<>();
        AtomicInteger ends = new AtomicInteger();
        Subscriber<Integer> failing = new Subscriber<>() {
            @Override
            public void update(Integer number) {
                shown.add(number);
                throw new IllegalStateException("cannot be written");
            }

            @Override
            public void end() {
                ends.incrementAndGet();
            }
        };
        CoalescingMailbox<Integer, Integer> failed =
                new CoalescingMailbox<>(new RealThreads(), number -> number, _ -> 1, failing);
        failed.open(List.of(1, 2));
        await().until(() -> ends.get() == 1);
        failed.offer(3);

        assertThat(shown).containsExactly(1);
        assertThat(failed.wants(3, 1)).isTrue();
    }

    private void awaitReads() {
        try {
            reads.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One is being handed over, 100 wait; the next is left out, so that it can be offered again. */
    @Test
    void a_subscriber_that_does_not_read_keeps_no_more_than_the_limit_waiting_and_loses_nothing() {
        mailbox.open(List.of());
        mailbox.offer(0);
        await().until(() -> got.equals(List.of(0)));
        for (int number = 1; number <= 101; number++) {
            mailbox.offer(number);
        }
        assertThat(mailbox.wants(100, 1)).isFalse();
        assertThat(mailbox.wants(101, 1)).isFalse();
        reads.countDown();
        await().until(() -> got.size() == 101);
        assertThat(mailbox.wants(100, 1)).isFalse();
        assertThat(mailbox.wants(101, 1)).isTrue();
        mailbox.offer(101);
        await().until(() -> got.size() == 102);
        assertThat(got).isSorted().endsWith(100, 101);
    }
}
