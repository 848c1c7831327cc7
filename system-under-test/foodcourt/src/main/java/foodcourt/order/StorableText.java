package foodcourt.order;

/** Rules for texts from outside the app, so that every store can keep them exactly as they are. */
public final class StorableText {
    /** The longest valid id, in UTF-16 code units. */
    public static final int ID_LENGTH_MAX = 128;

    private static final char UNSTORABLE = '\0';
    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /**
     * Whether a text has 1 to {@code max} UTF-16 code units, no U+0000 and no unpaired surrogates. PostgreSQL stores no
     * U+0000, and UTF-8 has no unpaired surrogates.
     */
    public static boolean isStorable(String text, int max) {
        return !text.isEmpty() && text.length() <= max && text.equals(stored(text));
    }

    /** The first {@code max} code units of a text at most, with U+FFFD for each code unit that cannot be stored. */
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
