package tribunal.load.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tribunal.fault.plan.Outage;
import tribunal.fault.plan.Outage.Kind;
import tribunal.load.database.DatabaseOption;

class LoadOutagesTest {
    private static final DatabaseOption OWN = DatabaseOption.of("embedded");
    private static final DatabaseOption FOREIGN =
            DatabaseOption.of("jdbc:postgresql://127.0.0.1:5432/shop?user=me&password=secret");

    private static Outage outage(Kind kind) {
        return new Outage(kind, 1, 1, 0, Duration.ZERO, Duration.ZERO);
    }

    @Test
    void a_run_executes_what_is_possible_and_has_nothing_to_say_then() {
        LoadOutages all = LoadOutages.of(List.of(outage(Kind.KILL_NODE), outage(Kind.KILL_DATABASE)), OWN);

        assertThat(all.possible()).extracting(Outage::kind).containsExactly(Kind.KILL_NODE, Kind.KILL_DATABASE);
        assertThat(all.notices()).isEmpty();
    }

    @Test
    void outages_that_only_the_simulation_has_are_left_out_with_a_line() {
        LoadOutages some = LoadOutages.of(List.of(outage(Kind.LOSE_HINTS), outage(Kind.KILL_NODE)), OWN);

        assertThat(some.possible()).extracting(Outage::kind).containsExactly(Kind.KILL_NODE);
        assertThat(some.notices()).containsExactly("left out: lose-hints: happens only in simulation");
    }

    @Test
    void no_proxy_is_put_before_a_database_on_another_machine() {
        DatabaseOption far = DatabaseOption.of("jdbc:postgresql://db.example.org/shop");

        assertThat(LoadOutages.of(List.of(outage(Kind.UNKNOWN_COMMIT)), far).notices())
                .singleElement()
                .asString()
                .startsWith("left out: unknown-commit: --database: db.example.org is another machine");
        assertThat(LoadOutages.of(List.of(outage(Kind.UNKNOWN_COMMIT)), FOREIGN).notices())
                .isEmpty();
    }

    @Test
    void somebody_else_s_server_is_not_killed_and_the_line_keeps_its_password() {
        LoadOutages none = LoadOutages.of(List.of(outage(Kind.PAUSE_DATABASE)), FOREIGN);

        assertThat(none.possible()).isEmpty();
        assertThat(none.notices())
                .singleElement()
                .asString()
                .startsWith("left out: pause-database: expected --database embedded")
                .doesNotContain("secret");
    }
}
