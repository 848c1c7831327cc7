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
 * A temporary file of lines sorted into parts, each a list of blocks. {@link #close} deletes the file, and so does the
 * end of a killed process where the system allows it.
 */
final class PartitionSpool implements Closeable {
    private static final int BLOCK_BYTES = 1 << 15;

    private final FileChannel file;
    private final List<Part> parts;
    private long end;

    /** A section of the file that contains complete lines. */
    private record Block(long at, int length) {}

    private static final class Part {
        private final List<Block> blocks = new ArrayList<>();
        private byte[] open = new byte[BLOCK_BYTES];
        private int used;
    }

    PartitionSpool(Path folder, int parts) throws IOException {
        Path path = Files.createTempFile(folder, "parts", ".tmp");
        this.file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        this.parts = IntStream.range(0, parts).mapToObj(_ -> new Part()).toList();
    }

    void add(int part, byte[] bytes, int from, int length) throws IOException {
        Part target = parts.get(part);
        if (target.used + length > target.open.length) {
            flush(target);
            target.open = length > target.open.length ? new byte[length] : target.open;
        }
        System.arraycopy(bytes, from, target.open, target.used, length);
        target.used += length;
    }

    /** Writes all buffers. Call it after the last {@link #add} and before the first {@link #read}. */
    void flush() throws IOException {
        for (Part part : parts) {
            flush(part);
            part.open = new byte[0];
        }
    }

    private void flush(Part part) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(part.open, 0, part.used);
        part.blocks.add(new Block(end, part.used));
        while (bytes.hasRemaining()) {
            end += file.write(bytes, end);
        }
        part.used = 0;
    }

    int parts() {
        return parts.size();
    }

    /** The lines of a part in the order in which they were added. */
    byte[] read(int part) throws IOException {
        List<Block> blocks = parts.get(part).blocks;
        ByteBuffer lines =
                ByteBuffer.allocate(blocks.stream().mapToInt(Block::length).sum());
        for (Block block : blocks) {
            lines.limit(lines.position() + block.length());
            for (long at = block.at(); lines.hasRemaining(); ) {
                int read = file.read(lines, at);
                if (read < 0) {
                    throw new EOFException("the temporary file ends within a block");
                }
                at += read;
            }
        }
        return lines.array();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
