package tribunal.load.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tribunal.history.Entry;
import tribunal.history.file.EntryCodec;

/** Reads a journal while another process writes it. */
public final class JournalTail {
    private static final int CHUNK_BYTES = 1 << 20;

    private final Path file;
    private long position;

    public JournalTail(Path file) {
        this.file = file;
    }

    /** Returns the complete lines written since the last call, at most 1 MiB; empty while the file does not exist. */
    public synchronized List<Entry> next() {
        if (!Files.exists(file)) {
            return List.of();
        }
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK_BYTES);
        try (FileChannel channel = FileChannel.open(file)) {
            channel.read(bytes, position);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines(bytes.array(), bytes.position());
    }

    private List<Entry> lines(byte[] bytes, int length) {
        List<Entry> entries = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                entries.add(EntryCodec.read(new String(bytes, start, i - start, StandardCharsets.UTF_8)));
                start = i + 1;
            }
        }
        position += start;
        return entries;
    }
}
