package tribunal.simulation.time;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The waiting threads: a binary heap ordered by (virtual time, sequence), with each thread in it at most once. Threads
 * know their index in the heap, so that waking a thread early moves it without a search.
 */
final class TimerQueue {
    private static final int ABSENT = -1;

    private @Nullable SimulatedThread[] heap = new @Nullable SimulatedThread[64];
    private int size;
    private long sequence;

    /** Adds a thread, or moves it to a new time. */
    void put(SimulatedThread thread, long at) {
        thread.wakeAt = at;
        thread.sequence = sequence++;
        if (thread.heapIndex == ABSENT) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            thread.heapIndex = size++;
        }
        down(up(thread));
    }

    /** Removes and returns the earliest thread; null if there is none. */
    @Nullable
    SimulatedThread poll() {
        SimulatedThread first = heap[0];
        if (first == null) {
            return null;
        }
        SimulatedThread last = heap[--size];
        heap[size] = null;
        first.heapIndex = ABSENT;
        if (last != null && last != first) {
            last.heapIndex = 0;
            down(last);
        }
        return first;
    }

    private SimulatedThread up(SimulatedThread thread) {
        int index = thread.heapIndex;
        while (index > 0) {
            int parent = (index - 1) / 2;
            SimulatedThread parentThread = heap[parent];
            if (parentThread == null || !isBefore(thread, parentThread)) {
                break;
            }
            set(index, parentThread);
            index = parent;
        }
        set(index, thread);
        return thread;
    }

    private void down(SimulatedThread thread) {
        int index = thread.heapIndex;
        for (int child = 2 * index + 1; child < size; child = 2 * index + 1) {
            SimulatedThread earliest = earlier(child);
            if (earliest == null || !isBefore(earliest, thread)) {
                break;
            }
            int from = earliest.heapIndex;
            set(index, earliest);
            index = from;
        }
        set(index, thread);
    }

    private @Nullable SimulatedThread earlier(int child) {
        SimulatedThread left = heap[child];
        SimulatedThread right = child + 1 < size ? heap[child + 1] : null;
        return left != null && right != null && isBefore(right, left) ? right : left;
    }

    private void set(int index, SimulatedThread thread) {
        heap[index] = thread;
        thread.heapIndex = index;
    }

    private static boolean isBefore(SimulatedThread first, SimulatedThread second) {
        return first.wakeAt != second.wakeAt ? first.wakeAt < second.wakeAt : first.sequence < second.sequence;
    }
}
