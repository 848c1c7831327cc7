package tribunal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Messages of PostgreSQL's protocol 3 that the proxy writes itself, and the codes that it reads. */
final class PostgresMessages {
    static final int SSL_REQUEST = 80877103;
    static final int GSS_ENCRYPTION_REQUEST = 80877104;
    static final int CANCEL_REQUEST = 80877102;

    /** The server's answer to requests for encryption: not here. */
    static final byte[] DECLINED = {'N'};

    private static final String UNPARSABLE = "this flight was refused by the wire proxy";
    private static final String ROLLBACK = "ROLLBACK";

    private PostgresMessages() {}

    /** The statement that replaces a refused flight at the server, and fails or ends its transaction. */
    static byte[] replacement(boolean commit, boolean extended) {
        String sql = commit ? ROLLBACK : UNPARSABLE;
        if (!extended) {
            return frame('Q', text(sql));
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        // Unnamed statement and portal, no parameters, no result formats, no limit of rows.
        all.writeBytes(frame('P', text("", sql), new byte[2]));
        if (commit) {
            all.writeBytes(frame('B', text("", ""), new byte[6]));
            all.writeBytes(frame('E', text(""), new byte[4]));
        }
        return all.toByteArray();
    }

    static byte[] error(FlightAction.Refuse refusal, boolean fatal) {
        String severity = fatal ? "FATAL" : "ERROR";
        return frame(
                'E',
                text("S" + severity, "V" + severity, "C" + refusal.sqlState(), "M" + refusal.message()),
                new byte[1]);
    }

    /** The field of an ErrorResponse with a given letter, as far as it is in the buffer; else an empty text. */
    static String field(FrameBuffer frames, char letter, int available) {
        int at = FrameBuffer.HEADER;
        while (at < available && frames.byteAt(at) != 0) {
            int end = frames.textEnd(at, available - at);
            if (frames.byteAt(at) == letter) {
                return frames.textAt(at + 1, end - at - 1);
            }
            at = end + 1;
        }
        return "";
    }

    private static byte[] frame(char type, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(FrameBuffer.HEADER + length);
        buffer.put((byte) type).putInt(Integer.BYTES + length);
        for (byte[] part : parts) {
            buffer.put(part);
        }
        return buffer.array();
    }

    private static byte[] text(String... texts) {
        return (String.join("\0", texts) + "\0").getBytes(UTF_8);
    }
}
