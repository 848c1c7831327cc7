package tribunal.simulation.time;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who is to go on when: a binary heap by (virtual time, sequence), each thread in it at most once. Threads know their
 * places, so that one that is woken early is moved and not searched for.
 */
final class TimerQueue {
    private static final int ABSENT = -1;

    private @Nullable SimulatedThread[] heap = new @Nullable SimulatedThread[64];
    private int size;
    private long sequence;

    /** Puts a thread in, or moves it. */
    void put(SimulatedThread thread, long at) {
        thread.wakeAt = at;
        thread.sequence = sequence++;
        if (thread.place == ABSENT) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            thread.place = size++;
        }
        down(up(thread));
    }

    /** Takes the first out; null if nobody is to go on. */
    @Nullable
    SimulatedThread poll() {
        SimulatedThread first = heap[0];
        if (first == null) {
            return null;
        }
        SimulatedThread last = heap[--size];
        heap[size] = null;
        first.place = ABSENT;
        if (last != null && last != first) {
            last.place = 0;
            down(last);
        }
        return first;
    }

    private SimulatedThread up(SimulatedThread thread) {
        int place = thread.place;
        while (place > 0) {
            int parent = (place - 1) / 2;
            SimulatedThread above = heap[parent];
            if (above == null || !isBefore(thread, above)) {
                break;
            }
            set(place, above);
            place = parent;
        }
        set(place, thread);
        return thread;
    }

    private void down(SimulatedThread thread) {
        int place = thread.place;
        for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
            SimulatedThread least = earlier(child);
            if (least == null || !isBefore(least, thread)) {
                break;
            }
            int from = least.place;
            set(place, least);
            place = from;
        }
        set(place, thread);
    }

    private @Nullable SimulatedThread earlier(int child) {
        SimulatedThread left = heap[child];
        SimulatedThread right = child + 1 < size ? heap[child + 1] : null;
        return left != null && right != null && isBefore(right, left) ? right : left;
    }

    private void set(int place, SimulatedThread thread) {
        heap[place] = thread;
        thread.place = place;
    }

    private static boolean isBefore(SimulatedThread one, SimulatedThread other) {
        return one.wakeAt != other.wakeAt ? one.wakeAt < other.wakeAt : one.sequence < other.sequence;
    }
}
