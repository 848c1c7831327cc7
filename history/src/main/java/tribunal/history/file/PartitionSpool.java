package tribunal.history.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lines sorted into parts, in one temporary file: each part is a list of blocks there. The file is gone when this is closed,
 * and where the system allows it when the process is killed.
 */
final class PartitionSpool implements Closeable {
    private static final int BLOCK_BYTES = 1 << 15;

    private final FileChannel file;
    private final List<Part> parts;
    private long end;

    /** Whole lines, one after the other. */
    private record Block(long at, int length) {}

    private static final class Part {
        private final List<Block> blocks = new ArrayList<>();
        private byte[] open = new byte[BLOCK_BYTES];
        private int held;
    }

    /** Makes the file in that folder. */
    PartitionSpool(Path folder, int parts) throws IOException {
        Path path = Files.createTempFile(folder, "parts", ".tmp");
        this.file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        this.parts = IntStream.range(0, parts).mapToObj(_ -> new Part()).toList();
    }

    void add(int part, byte[] bytes, int from, int to) throws IOException {
        Part its = parts.get(part);
        int length = to - from;
        if (its.held + length > its.open.length) {
            flush(its);
            its.open = length > its.open.length ? new byte[length] : its.open;
        }
        System.arraycopy(bytes, from, its.open, its.held, length);
        its.held += length;
    }

    /** To be called when all lines are there, and before they are read. */
    void flush() throws IOException {
        for (Part part : parts) {
            flush(part);
            part.open = new byte[0];
        }
    }

    private void flush(Part part) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(part.open, 0, part.held);
        part.blocks.add(new Block(end, part.held));
        while (bytes.hasRemaining()) {
            end += file.write(bytes, end);
        }
        part.held = 0;
    }

    int parts() {
        return parts.size();
    }

    /** Goes through a part's lines, in the order in which they were added. */
    void read(int part, LineReader.Reader reader) throws IOException {
        for (Block block : parts.get(part).blocks) {
            byte[] bytes = new byte[block.length()];
            ByteBuffer into = ByteBuffer.wrap(bytes);
            while (into.hasRemaining()) {
                if (file.read(into, block.at() + into.position()) < 0) {
                    throw new EOFException("a block is not whole");
                }
            }
            LineReader.read(bytes, bytes.length, reader);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
