package tribunal.wire;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;

/**
 * The bytes that one side of a connection sends, after all toxics of their direction except the slicer. While bytes are
 * delayed, later ones are read already and wait in a queue of bounded size. Only one thread reads.
 */
final class ToxicInput {
    /** The longest wait before toxics are looked at again, in nanoseconds. */
    private static final long STEP = 50_000_000;

    private static final int MOST_QUEUED = 1 << 20;
    private static final int CHUNK = 16 * 1024;
    private static final long SECOND = 1_000_000_000;

    private final Connection connection;
    private final Direction direction;
    private final Socket socket;
    private final SplittableRandom random;
    private final ArrayDeque<Chunk> queue = new ArrayDeque<>();
    private final IdentityHashMap<ActiveToxic, Long> carried = new IdentityHashMap<>();
    private int queued;
    private boolean ended;
    private long endedAt;
    private long transmittedUntil = Long.MIN_VALUE;

    /** Bytes that arrived together, with the deviation from the mean delay that was drawn for them. */
    private static final class Chunk {
        private final byte[] bytes;
        private final long arrived;
        private final double deviation;
        private int from;

        Chunk(byte[] bytes, long arrived, double deviation) {
            this.bytes = bytes;
            this.arrived = arrived;
            this.deviation = deviation;
        }
    }

    ToxicInput(Connection connection, Direction direction) {
        this.connection = connection;
        this.direction = direction;
        this.socket = connection.socket(direction.source());
        this.random = new SplittableRandom(
                connection.route().proxy().key(connection.route().name() + direction) + connection.number());
    }

    /**
     * Reads at least one byte; waits as long as the toxics demand.
     *
     * @return the number of bytes, or -1 at the end
     */
    int read(byte[] into, int offset, int length) throws IOException {
        while (true) {
            List<ActiveToxic> toxics = connection.toxics(direction);
            if (toxics.isEmpty() && queue.isEmpty() && !ended) {
                int n = receive(into, offset, length);
                if (connection.toxics(direction).isEmpty()) {
                    return n;
                }
                store(into, offset, n);
            } else if (!queue.isEmpty()) {
                int n = release(toxics, into, offset, length);
                if (n != 0) {
                    return n;
                }
            } else if (ended) {
                waitUntil(endedAt + sum(toxics, ToxicInput::slowClose));
                if (System.nanoTime() >= endedAt + sum(connection.toxics(direction), ToxicInput::slowClose)) {
                    return -1;
                }
            } else {
                receiveChunk();
            }
        }
    }

    /**
     * Throws IOException if the side that sends has ended the connection; else what it has sent meanwhile is kept. An end
     * behind more bytes than the queue takes is not seen.
     */
    void requireSender() throws IOException {
        if (!ended && queued < MOST_QUEUED) {
            receiveWithin(1);
        }
        if (ended) {
            connection.endedBy(direction.source());
            throw new IOException("the connection was ended by the side that sends");
        }
    }

    /** Passes bytes of the oldest chunk if they are due; else waits a step and returns 0. */
    private int release(List<ActiveToxic> toxics, byte[] into, int offset, int length) throws IOException {
        Chunk chunk = queue.element();
        long due = chunk.arrived + delay(toxics, chunk.deviation);
        if (toxics.stream().anyMatch(toxic -> toxic.toxic() instanceof Toxic.Timeout)) {
            drop();
            return 0;
        }
        if (System.nanoTime() < due) {
            waitUntil(due);
            return 0;
        }
        resetIfAsked(toxics, chunk.arrived);
        int n = Math.min(length, chunk.bytes.length - chunk.from);
        long rate = least(toxics, toxic -> toxic instanceof Toxic.Bandwidth bandwidth ? bandwidth.rate() * 1000 : -1);
        if (rate != Long.MAX_VALUE) {
            n = (int) Math.min(n, Math.max(1, rate / 10));
            long until = Math.max(transmittedUntil, due) + n * SECOND / rate;
            if (System.nanoTime() < until) {
                waitUntil(until);
                return 0;
            }
            transmittedUntil = until;
        }
        n = limited(toxics, n);
        System.arraycopy(chunk.bytes, chunk.from, into, offset, n);
        consume(chunk, n);
        return n;
    }

    private void drop() {
        queue.clear();
        queued = 0;
    }

    private void consume(Chunk chunk, int n) {
        chunk.from += n;
        queued -= n;
        if (chunk.from == chunk.bytes.length) {
            queue.remove();
        }
    }

    private void resetIfAsked(List<ActiveToxic> toxics, long arrived) throws IOException {
        long after = least(
                toxics,
                toxic -> toxic instanceof Toxic.ResetPeer peer ? peer.timeout().toNanos() : -1);
        if (after != Long.MAX_VALUE) {
            connection.pause(Math.max(0, arrived + after - System.nanoTime()));
            connection.reset();
            throw new IOException("reset by a toxic");
        }
    }

    /** How many of the bytes may pass; closes the connection if none may. */
    private int limited(List<ActiveToxic> toxics, int bytes) throws IOException {
        int n = bytes;
        for (ActiveToxic toxic : toxics) {
            if (toxic.toxic() instanceof Toxic.LimitData limit) {
                n = (int) Math.min(n, limit.bytes() - carried.getOrDefault(toxic, 0L));
            }
        }
        if (n <= 0) {
            connection.close();
            throw new IOException("closed by a toxic");
        }
        for (ActiveToxic toxic : toxics) {
            if (toxic.toxic() instanceof Toxic.LimitData) {
                carried.merge(toxic, (long) n, Long::sum);
            }
        }
        return n;
    }

    private static long delay(List<ActiveToxic> toxics, double deviation) {
        return sum(
                toxics,
                toxic -> toxic instanceof Toxic.Latency latency
                        ? Math.max(
                                0,
                                latency.latency().toNanos()
                                        + Math.round(
                                                deviation * latency.jitter().toNanos()))
                        : 0);
    }

    private static long slowClose(Toxic toxic) {
        return toxic instanceof Toxic.SlowClose slow ? slow.delay().toNanos() : 0;
    }

    private static long sum(List<ActiveToxic> toxics, ToLongFunction<Toxic> value) {
        return toxics.stream()
                .mapToLong(active -> value.applyAsLong(active.toxic()))
                .sum();
    }

    /** The least value that is not negative, or the greatest number if there is none. */
    private static long least(List<ActiveToxic> toxics, ToLongFunction<Toxic> value) {
        return toxics.stream()
                .mapToLong(active -> value.applyAsLong(active.toxic()))
                .filter(each -> each >= 0)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Waits until a time or for one step, whichever is shorter, and fills the queue meanwhile. */
    private void waitUntil(long time) throws IOException {
        long nanos = Math.min(STEP, time - System.nanoTime());
        if (nanos <= 0) {
            return;
        }
        if (ended || queued >= MOST_QUEUED || nanos < Duration.ofMillis(1).toNanos()) {
            connection.pause(nanos);
            return;
        }
        receiveWithin((int) (nanos / 1_000_000));
    }

    private void receiveWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            receiveChunk();
        } catch (SocketTimeoutException e) {
            // Nothing arrived meanwhile.
        } finally {
            socket.setSoTimeout(0);
        }
    }

    private void receiveChunk() throws IOException {
        byte[] bytes = new byte[CHUNK];
        store(bytes, 0, receive(bytes, 0, bytes.length));
    }

    private void store(byte[] bytes, int offset, int n) {
        if (n < 0) {
            ended = true;
            endedAt = System.nanoTime();
        } else {
            double deviation = 2 * random.nextDouble() - 1;
            queue.add(new Chunk(Arrays.copyOfRange(bytes, offset, offset + n), System.nanoTime(), deviation));
            queued += n;
        }
    }

    private int receive(byte[] into, int offset, int length) throws IOException {
        try {
            return socket.getInputStream().read(into, offset, length);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            connection.endedBy(direction.source());
            throw e;
        }
    }
}
