package tribunal.wire;

import java.util.Locale;
import java.util.Set;

/** Finds commands in SQL texts, of one or several statements. Comments and quoted texts do not count. */
final class SqlCommands {
    private static final Set<String> COMMIT = Set.of("COMMIT", "END");
    private static final Set<String> BEGIN = Set.of("BEGIN", "START");
    private static final Set<String> WRITE = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

    /** Words before UPDATE that make it a lock: FOR UPDATE, FOR NO KEY UPDATE. */
    private static final Set<String> LOCK = Set.of("FOR", "KEY");

    private final String sql;
    private int at;

    private SqlCommands(String sql) {
        this.sql = sql;
    }

    /** Whether a statement of the text begins with COMMIT or END, in any case. */
    static boolean containsCommit(String sql) {
        return contains(sql, COMMIT);
    }

    /** Whether a statement of the text begins with BEGIN or START, in any case. */
    static boolean containsBegin(String sql) {
        return contains(sql, BEGIN);
    }

    private static boolean contains(String sql, Set<String> wanted) {
        SqlCommands commands = new SqlCommands(sql);
        while (commands.at < sql.length()) {
            if (wanted.contains(commands.nextWord())) {
                return true;
            }
            commands.skipStatement();
        }
        return false;
    }

    /** Whether a statement begins with INSERT, UPDATE, DELETE or MERGE, or has one of them below WITH. */
    static boolean containsWrite(String sql) {
        SqlCommands commands = new SqlCommands(sql);
        while (commands.at < sql.length()) {
            String command = commands.nextWord();
            if (WRITE.contains(command) || (command.equals("WITH") && commands.restWrites())) {
                return true;
            }
            commands.skipStatement();
        }
        return false;
    }

    private boolean restWrites() {
        String before = "";
        while (at < sql.length() && sql.charAt(at) != ';') {
            String word = nextWord();
            if (WRITE.contains(word) && !LOCK.contains(before)) {
                return true;
            }
            if (word.isEmpty() && at < sql.length() && sql.charAt(at) != ';') {
                skipToken();
            }
            before = word;
        }
        return false;
    }

    /** The word after white space and comments; empty if there is something else. */
    private String nextWord() {
        while (at < sql.length() && (Character.isWhitespace(sql.charAt(at)) || isComment())) {
            skipToken();
        }
        int from = at;
        while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '_')) {
            at++;
        }
        return sql.substring(from, at).toUpperCase(Locale.ROOT);
    }

    private void skipStatement() {
        while (at < sql.length() && sql.charAt(at) != ';') {
            skipToken();
        }
        at++;
    }

    private boolean isComment() {
        return sql.startsWith("--", at) || sql.startsWith("/*", at);
    }

    private void skipToken() {
        char first = sql.charAt(at);
        if (sql.startsWith("--", at)) {
            skipPast("\n", at);
        } else if (sql.startsWith("/*", at)) {
            skipBlockComment();
        } else if (first == '\'' && at > 0 && "eE".indexOf(sql.charAt(at - 1)) >= 0) {
            skipEscaped();
        } else if (first == '\'' || first == '"') {
            skipPast(String.valueOf(first), at + 1);
        } else if (first == '$') {
            skipDollarQuoted();
        } else {
            at++;
        }
    }

    /** Moves behind the next occurrence of a text; a doubled quote reads as two quoted texts. */
    private void skipPast(String text, int from) {
        int found = sql.indexOf(text, from);
        at = found < 0 ? sql.length() : found + text.length();
    }

    private void skipBlockComment() {
        int depth = 0;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
    }

    private void skipEscaped() {
        at++;
        while (at < sql.length() && sql.charAt(at) != '\'') {
            at += sql.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private void skipDollarQuoted() {
        int end = at + 1;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        boolean quoted = end < sql.length() && sql.charAt(end) == '$' && !Character.isDigit(sql.charAt(at + 1));
        if (quoted) {
            skipPast(sql.substring(at, end + 1), end + 1);
        } else {
            at++;
        }
    }
}
