package tribunal.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the SQL of a client's messages; knows the prepared statements of the session. */
final class FlightDraft {
    /** Longest part of an SQL text that is kept, in bytes. */
    static final int LONGEST_TEXT = 8192;

    /** The most prepared statements that are remembered. A flight that uses a forgotten one has no SQL text. */
    private static final int MOST_STATEMENTS = 2000;

    private final Map<String, String> prepared = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_STATEMENTS;
        }
    };
    private final List<String> parsed = new ArrayList<>();
    private final List<String> executed = new ArrayList<>();

    /** Begins another flight. */
    void clear() {
        parsed.clear();
        executed.clear();
    }

    /** Reads the present frame, as far as it is in the buffer. */
    void read(FrameBuffer frames) throws IOException {
        frames.available(frames.length());
        int first = FrameBuffer.HEADER;
        switch (frames.type()) {
            case 'Q' -> executed.add(frames.textAt(first, LONGEST_TEXT));
            case 'P' -> {
                String sql = frames.textAt(frames.textEnd(first, FrameBuffer.CAPACITY) + 1, LONGEST_TEXT);
                prepared.put(frames.textAt(first, FrameBuffer.CAPACITY), sql);
                parsed.add(sql);
            }
            case 'B' -> {
                int statement = frames.textEnd(first, FrameBuffer.CAPACITY) + 1;
                String sql = prepared.get(frames.textAt(statement, FrameBuffer.CAPACITY));
                if (sql != null) {
                    executed.add(sql);
                }
            }
            case 'C' -> {
                if (frames.byteAt(first) == 'S') {
                    prepared.remove(frames.textAt(first + 1, FrameBuffer.CAPACITY));
                }
            }
            default -> {}
        }
    }

    boolean isCommit() {
        return executed.stream().anyMatch(SqlCommands::containsCommit);
    }

    /** The statements that are executed; if none is, those that are only parsed. */
    List<String> statements() {
        return executed.isEmpty() ? parsed : executed;
    }
}
