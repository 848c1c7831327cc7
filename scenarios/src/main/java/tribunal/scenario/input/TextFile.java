package tribunal.scenario.input;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * Reads a text file that a user names: a regular file (no device, no pipe), in UTF-8, of limited size. Every failure
 * is a {@link BadInputException} that names the file, the cause, and what to do.
 */
public final class TextFile {
    /** The largest size, in bytes, of a file that people write by hand. */
    public static final int WRITTEN_BYTES_MAX = 1 << 20;

    private static final int BYTES_PER_MIB = 1 << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TextFile() {}

    /** Parses a path; throws {@link BadInputException} if this system's locale cannot express it. */
    public static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new BadInputException(text.replace('\0', '?')
                    + ": this path cannot be used under this locale, whose characters are "
                    + System.getProperty("sun.jnu.encoding") + ": set LC_ALL to one with UTF-8, such as C.UTF-8");
        }
    }

    /**
     * Reads a file of at most {@link #WRITTEN_BYTES_MAX} bytes, without a byte order mark.
     *
     * @param expected the kind of file, with an article, for messages
     */
    public static String read(Path path, String expected) {
        return read(path, expected, WRITTEN_BYTES_MAX);
    }

    /** Reads a file of at most {@code bytesMax} bytes, without a byte order mark. */
    public static String read(Path path, String expected, int bytesMax) {
        byte[] bytes = bytes(path, expected, bytesMax);
        String text = decoded(path, expected, bytes);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static byte[] bytes(Path path, String expected, int bytesMax) {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw unreadable(path, Files.isDirectory(path) ? "it is a folder" : "it is a device or a pipe", expected);
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(bytesMax + 1);
            if (bytes.length > bytesMax) {
                throw new BadInputException(
                        path + ": is larger than " + bytesMax / BYTES_PER_MIB + " MiB: expected " + expected);
            }
            return bytes;
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw unreadable(path, "there is no such file", expected);
        } catch (AccessDeniedException e) {
            throw unreadable(path, "this user may not read it", expected);
        } catch (IOException e) {
            throw unreadable(path, String.valueOf(e.getMessage()), expected);
        }
    }

    private static BadInputException unreadable(Path path, String why, String expected) {
        return new BadInputException(path + ": cannot be read, " + why + ": expected " + expected);
    }

    private static String decoded(Path path, String expected, byte[] bytes) {
        if (isUtf16(bytes)) {
            throw notUtf8(path, "its bytes look like UTF-16", "UTF-16", expected);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        if (result.isError()) {
            String byteValue = Integer.toHexString(bytes[in.position()] & 0xFF);
            throw notUtf8(
                    path, "byte 0x" + byteValue + " in line " + line(bytes, in.position()), "ISO-8859-1", expected);
        }
        return out.flip().toString();
    }

    /** Detects UTF-16 by a byte order mark, or by a zero byte, which a text in UTF-8 does not have. */
    private static boolean isUtf16(byte[] bytes) {
        boolean isMarked = bytes.length >= 2 && (bytes[0] & bytes[1] & 0xFE) == 0xFE && bytes[0] != bytes[1];
        return isMarked || IntStream.range(0, bytes.length).anyMatch(n -> bytes[n] == 0);
    }

    private static long line(byte[] bytes, int position) {
        return 1 + IntStream.range(0, position).filter(n -> bytes[n] == '\n').count();
    }

    private static BadInputException notUtf8(Path path, String why, String encoding, String expected) {
        return new BadInputException(
                "%s: is not UTF-8 (%s): expected %s, in UTF-8; convert it with: iconv -f %s -t UTF-8"
                        .formatted(path, why, expected, encoding));
    }
}
