package foodcourt.order;

/** What texts from outside the app may be: those that every store can keep exactly as they are. */
public final class Text {
    private static final char UNSTORABLE = '\0';
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /**
     * Whether this is a text of 1 to {@code max} UTF-16 code units without U+0000 and without unpaired surrogates: PostgreSQL
     * stores no U+0000, and UTF-8 has no unpaired surrogates.
     */
    public static boolean isStorable(String text, int max) {
        return !text.isEmpty() && text.length() <= max && text.equals(stored(text));
    }

    /** The beginning of a text, of at most {@code max} code units, with U+FFFD for each code unit that cannot be stored. */
    public static String storable(String text, int max) {
        return stored(text.length() <= max ? text : text.substring(0, max));
    }

    private static String stored(String text) {
        if (text.chars().noneMatch(c -> c == UNSTORABLE || Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder stored = new StringBuilder();
        text.codePoints().forEach(c -> stored.appendCodePoint(isStorable(c) ? c : REPLACEMENT));
        return stored.toString();
    }

    private static boolean isStorable(int codePoint) {
        return codePoint != UNSTORABLE && Character.getType(codePoint) != Character.SURROGATE;
    }
}
