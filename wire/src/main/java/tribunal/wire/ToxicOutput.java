package tribunal.wire;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/** Sends bytes to one side of a connection, in slices if a toxic demands it. Only one thread writes. */
final class ToxicOutput {
    private final Connection connection;
    private final Direction direction;
    private final SplittableRandom random;

    ToxicOutput(Connection connection, Direction direction) {
        this.connection = connection;
        this.direction = direction;
        this.random = new SplittableRandom(
                connection.route().proxy().key(connection.route().name() + "/slices/" + direction)
                        + connection.number());
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            List<Toxic.Slicer> slicers = slicers();
            int n = end - from;
            for (Toxic.Slicer slicer : slicers) {
                n = Math.min(n, size(slicer));
            }
            send(bytes, from, n);
            from += n;
            for (Toxic.Slicer slicer : slicers) {
                connection.pause(slicer.delay().toNanos());
            }
        }
    }

    private List<Toxic.Slicer> slicers() {
        return connection.toxics(direction).stream()
                .map(ActiveToxic::toxic)
                .filter(Toxic.Slicer.class::isInstance)
                .map(Toxic.Slicer.class::cast)
                .toList();
    }

    private int size(Toxic.Slicer slicer) {
        int variation = slicer.sizeVariation();
        return slicer.averageSize() + random.nextInt(-variation, variation + 1);
    }

    private void send(byte[] bytes, int offset, int length) throws IOException {
        try {
            connection.socket(direction.destination()).getOutputStream().write(bytes, offset, length);
        } catch (IOException e) {
            connection.endedBy(direction.destination());
            throw e;
        }
    }
}
