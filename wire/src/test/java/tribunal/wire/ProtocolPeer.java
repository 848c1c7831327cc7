package tribunal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** One end of a connection that speaks PostgreSQL's protocol, message by message. */
final class ProtocolPeer implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    ProtocolPeer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
    }

    /** A message; a zero byte ends each text. */
    static byte[] message(char type, String... texts) {
        StringBuilder body = new StringBuilder();
        for (String text : texts) {
            body.append(text).append('\0');
        }
        return raw(type, body.toString().getBytes(UTF_8));
    }

    static byte[] raw(char type, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) type)
                .putInt(4 + body.length)
                .put(body)
                .array();
    }

    /** A message without type, with which connections begin. */
    static byte[] request(int code, String text) {
        byte[] body = text.getBytes(UTF_8);
        return ByteBuffer.allocate(8 + body.length)
                .putInt(8 + body.length)
                .putInt(code)
                .put(body)
                .array();
    }

    static byte[] ready(char status) {
        return raw('Z', new byte[] {(byte) status});
    }

    void send(byte[]... messages) throws IOException {
        int length = 0;
        for (byte[] message : messages) {
            length += message.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] message : messages) {
            all.put(message);
        }
        socket.getOutputStream().write(all.array());
    }

    int readByte() throws IOException {
        return in.read();
    }

    /** Type and body of the next message, with a dot for each zero byte; only the type's length if it is long. */
    String read() throws IOException {
        char type = (char) in.readUnsignedByte();
        byte[] body = in.readNBytes(in.readInt() - 4);
        return body.length > 500 ? type + ":" + body.length : type + new String(body, UTF_8).replace('\0', '.');
    }

    /** The body of the next message without type. */
    String readRequest() throws IOException {
        return new String(in.readNBytes(in.readInt() - 4), 4, 4, UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
