package tribunal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which SQL texts commit, begin and write. */
class SqlCommandsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMIT",
                "commit",
                " \n Commit ;",
                "END",
                "COMMIT AND CHAIN",
                "COMMIT PREPARED 'x'",
                "-- a comment\ncommit",
                "/* a /* nested */ comment */ COMMIT",
                "INSERT INTO t VALUES ('a;b'); COMMIT",
                "SELECT 'it''s'; END;",
                "SELECT E'it\\'s;'; commit",
                "SELECT $$a;b$$;COMMIT",
                "SELECT $x$a;$$b$x$;COMMIT",
                "SELECT \"a;b\"; COMMIT",
                "SELECT $1; COMMIT"
            })
    void commits(String sql) {
        assertThat(SqlCommands.containsCommit(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert INTO t VALUES (1)",
                "SELECT 1; /* then */ UPDATE t SET i = 1",
                "DELETE FROM t",
                "MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE",
                "WITH a AS (SELECT 1) UPDATE t SET i = 1",
                "WITH a AS (INSERT INTO t VALUES ('x;') RETURNING i) SELECT * FROM a",
                "WITH a AS (SELECT 1 FROM t FOR UPDATE SKIP LOCKED) DELETE FROM t"
            })
    void writes(String sql) {
        assertThat(SqlCommands.containsWrite(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT 1 FROM t FOR UPDATE",
                "SELECT 'INSERT'",
                "SELECT update FROM t",
                "WITH a AS (SELECT 1 FROM t FOR UPDATE) SELECT * FROM a",
                "WITH a AS (SELECT 1 FROM t FOR NO KEY UPDATE) SELECT * FROM a",
                "WITH a AS (SELECT 'DELETE', \"update\" /* INSERT */) SELECT * FROM a",
                "WITH updated AS (SELECT 1) SELECT * FROM updated; SELECT 1",
                "WITH",
                "LISTEN news",
                "COMMIT"
            })
    void does_not_write(String sql) {
        assertThat(SqlCommands.containsWrite(sql)).isFalse();
    }

    @Test
    void begins() {
        assertThat(List.of("BEGIN READ ONLY", "start transaction", "SELECT 1; begin"))
                .allMatch(SqlCommands::containsBegin);
        assertThat(List.of("SELECT begin FROM t", "ROLLBACK")).noneMatch(SqlCommands::containsBegin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";;",
                "ROLLBACK",
                "BEGIN",
                "SELECT commit FROM t",
                "COMMITTED",
                "SELECT ';COMMIT'",
                "SELECT E'\\';COMMIT'",
                "SELECT $$;COMMIT$$",
                "SELECT $x$;COMMIT",
                "-- COMMIT",
                "/* COMMIT",
                "SELECT 1 /* ; */ COMMIT",
                "SELECT \";COMMIT\"",
                "SELECT $1, 'open;COMMIT",
                "DO $do$ BEGIN; COMMIT; END $do$"
            })
    void does_not_commit(String sql) {
        assertThat(SqlCommands.containsCommit(sql)).isFalse();
    }
}
