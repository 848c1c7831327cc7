package tribunal.load.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tribunal.scenario.input.BadInputException;

class DatabaseOptionTest {
    private static final String ADDRESS = "jdbc:postgresql://db:5433/orders?user=ann&password=s%26cret&sslmode=require";

    @Test
    void an_address_is_taken_apart_so_that_no_secret_stays_in_it() {
        JdbcDatabaseOption choice = (JdbcDatabaseOption) DatabaseOption.of(ADDRESS);
        assertThat(choice.user()).isEqualTo("ann");
        assertThat(choice.password()).isEqualTo("s&cret");
        assertThat(choice.url("currentSchema=x"))
                .isEqualTo("jdbc:postgresql://db:5433/orders?sslmode=require&currentSchema=x");
    }

    @Test
    void an_address_without_anything_else_gets_its_first_parameter() {
        JdbcDatabaseOption choice = (JdbcDatabaseOption) DatabaseOption.of("jdbc:postgresql://db/orders?user=ann");
        assertThat(choice.url("currentSchema=x")).isEqualTo("jdbc:postgresql://db/orders?currentSchema=x");
    }

    @Test
    void secrets_are_shown_nowhere() {
        assertThat(DatabaseOption.of(ADDRESS).shown())
                .isEqualTo("jdbc:postgresql://db:5433/orders?user=ann&password=***&sslmode=require");
        assertThat(DatabaseOption.of(ADDRESS).toString()).doesNotContain("cret");
        assertThatThrownBy(() -> DatabaseOption.of("postgres://ann:secret@db/orders"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("postgres://***@db/orders");
    }

    @Test
    void an_unavailable_container_is_reported_in_one_line() {
        ContainerDatabaseOption choice =
                new ContainerDatabaseOption("postgres:18-alpine", _ -> Optional.of("no Docker engine answers"));
        assertThatThrownBy(() -> choice.check(Path.of("target"), 20))
                .isInstanceOf(BadInputException.class)
                .hasMessage("--database container: no Docker engine answers");
    }

    @Test
    void another_image_is_part_of_what_replays_the_run() {
        assertThat(new ContainerDatabaseOption("mine:1", _ -> Optional.empty()).environment())
                .isEqualTo("TRIBUNAL_POSTGRES_IMAGE=mine:1 ");
    }
}
