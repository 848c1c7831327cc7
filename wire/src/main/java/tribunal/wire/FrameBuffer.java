package tribunal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A window over the frames that one side sends. A frame is passed, dropped or kept until later; frames that are larger
 * than the buffer are passed or dropped as they arrive. Passed bytes are sent before the buffer waits for more, so that
 * many small frames cost one system call.
 *
 * <p>The array holds, in this order: passed bytes, kept frames, the present frame, bytes not looked at.
 */
final class FrameBuffer {
    /** Bytes in memory per direction of a connection. */
    static final int CAPACITY = 64 * 1024;

    /** Bytes of a frame's type and length. */
    static final int HEADER = 5;

    private final ToxicInput in;
    private final ToxicOutput out;
    private final byte[] bytes = new byte[CAPACITY];
    private int start;
    private int passed;
    private int frame;
    private int end;

    FrameBuffer(ToxicInput in, ToxicOutput out) {
        this.in = in;
        this.out = out;
    }

    /** Waits for the header of the next frame; false at the end of the stream. There must be room for a header. */
    boolean next() throws IOException {
        return available(HEADER) >= HEADER;
    }

    /** Throws IOException if the side that sends has ended the connection; else what it has sent meanwhile is kept. */
    void requireSender() throws IOException {
        in.requireSender();
    }

    byte type() {
        return bytes[frame];
    }

    /** The length of the present frame in bytes, including its type. */
    long length() throws IOException {
        long length = 1L + intAt(1);
        if (length < HEADER) {
            throw new IOException("a frame of " + length + " bytes is not PostgreSQL's protocol");
        }
        return length;
    }

    /** Waits until so many bytes from the frame's start are there; fewer if the buffer is full or the stream ends. */
    int available(long wanted) throws IOException {
        while (end - frame < wanted && fill()) {}
        return (int) Math.min(wanted, end - frame);
    }

    byte byteAt(int offset) {
        return bytes[frame + offset];
    }

    int intAt(int offset) {
        return ByteBuffer.wrap(bytes).getInt(frame + offset);
    }

    /** The text from an offset of the frame to the next zero byte, at most up to a limit of bytes. */
    String textAt(int offset, int limit) {
        return frame + offset >= end ? "" : new String(bytes, frame + offset, textEnd(offset, limit) - offset, UTF_8);
    }

    /** The offset of the first zero byte at or after an offset; the limit or the end of the buffer if there is none. */
    int textEnd(int offset, int limit) {
        int at = offset;
        while (at - offset < limit && frame + at < end && bytes[frame + at] != 0) {
            at++;
        }
        return at;
    }

    /** Whether the present frame can be kept: it is in the buffer, and so is the next header. */
    boolean canKeep() throws IOException {
        return frame - passed + length() <= CAPACITY - HEADER && available(length()) == length();
    }

    /** Keeps the present frame, in the buffer, until one after it is passed or dropped. */
    void keep() throws IOException {
        frame += Math.toIntExact(length());
    }

    /** Passes the present frame and all that were kept. */
    void pass() throws IOException {
        passRaw(length());
    }

    /** Passes so many bytes and all frames that were kept. */
    void passRaw(long length) throws IOException {
        long missing = length - (end - frame);
        if (missing <= 0) {
            frame += (int) length;
            passed = frame;
            return;
        }
        frame = end;
        passed = end;
        flush();
        while (missing > 0) {
            int n = receive(0, (int) Math.min(missing, CAPACITY));
            out.write(bytes, 0, n);
            missing -= n;
        }
    }

    /** Drops the present frame and all that were kept. */
    void drop() throws IOException {
        dropRaw(length());
    }

    /** Drops so many bytes and all frames that were kept. */
    void dropRaw(long length) throws IOException {
        dropKept();
        long missing = length - (end - frame);
        if (missing <= 0) {
            frame += (int) length;
            start = frame;
            passed = frame;
            return;
        }
        start = 0;
        passed = 0;
        frame = 0;
        end = 0;
        while (missing > 0) {
            missing -= receive(0, (int) Math.min(missing, CAPACITY));
        }
    }

    /** Drops the frames that were kept, but not the present one. */
    void dropKept() throws IOException {
        flush();
        start = frame;
        passed = frame;
    }

    /** Sends a frame after all passed ones, and drops those that were kept. */
    void send(byte[] message) throws IOException {
        dropKept();
        out.write(message, 0, message.length);
    }

    /** Passes all bytes from here to the end of the stream. */
    void passAll() throws IOException {
        do {
            frame = end;
            passed = end;
        } while (fill());
    }

    private boolean fill() throws IOException {
        flush();
        if (end == CAPACITY) {
            compact();
        }
        if (end == CAPACITY) {
            return false;
        }
        int n = in.read(bytes, end, CAPACITY - end);
        end += Math.max(0, n);
        return n >= 0;
    }

    private void flush() throws IOException {
        if (passed > start) {
            out.write(bytes, start, passed - start);
            start = passed;
        }
        if (start == end) {
            start = 0;
            passed = 0;
            frame = 0;
            end = 0;
        }
    }

    private void compact() {
        System.arraycopy(bytes, start, bytes, 0, end - start);
        frame -= start;
        passed -= start;
        end -= start;
        start = 0;
    }

    private int receive(int offset, int length) throws IOException {
        int n = in.read(bytes, offset, length);
        if (n < 0) {
            throw new EOFException("a connection ended within a frame");
        }
        return n;
    }
}
