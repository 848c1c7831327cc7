package tribunal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which SQL texts commit. */
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
