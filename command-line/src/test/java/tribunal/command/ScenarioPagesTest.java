package tribunal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.scenario.model.HistoryFormat;
import tribunal.scenario.model.ModelFile;

class ScenarioPagesTest {
    private static final String ANEW = "generated; `make docs` writes it anew";

    @Test
    void the_page_of_the_scenarios_is_what_the_code_says() throws IOException {
        assertThat(Path.of("../docs/scenarios.md")).exists();
        assertThat(Files.readString(Path.of("../docs/scenarios.md"))).as(ANEW).isEqualTo(ScenarioPages.page());
    }

    @Test
    void the_schema_is_what_the_code_says() throws IOException {
        assertThat(Files.readString(Path.of("../docs/scenario.schema.json")))
                .as(ANEW)
                .isEqualTo(ScenarioPages.schema());
    }

    @Test
    void the_schemas_of_models_and_histories_are_what_the_code_says() throws IOException {
        assertThat(Files.readString(Path.of("../docs/model.schema.json")))
                .as(ANEW)
                .isEqualTo(ModelFile.schema());
        assertThat(Files.readString(Path.of("../docs/history.schema.json")))
                .as(ANEW)
                .isEqualTo(HistoryFormat.schema());
    }

    @Test
    void the_list_is_one_line_for_each_scenario() {
        assertThat(ScenarioPages.list())
                .hasSameSizeAs(ScenarioCatalogue.names())
                .anySatisfy(line -> assertThat(line).matches("lunch-rush +every order placed at lunch .*"));
    }

    @Test
    void a_description_shows_phases_traffic_planned_faults_demands_and_budgets() {
        ScenarioOverrides short_ = new ScenarioOverrides(Optional.empty(), Optional.of("12s"), Optional.empty());
        assertThat(String.join("\n", ScenarioPages.describe("everything", short_, 7)))
                .contains("storm 12s", "20 orders/s", "5 watch boards", "deliveries with seed 7:", "poison ")
                .contains("one call in 100 of transactions", "demands  atomicity", "expects  duplicate 0.5%")
                .contains("budget   place-order p(50) < 100ms, else warn", "It demands every guarantee");
    }

    @Test
    void a_description_shows_the_app_s_settings_and_when_dead_letters_are_tried_again() {
        assertThat(ScenarioPages.describe("long-functions", ScenarioOverrides.none(), 1))
                .contains("app      1 node, concurrency 4, delivery-timeout 6s, lease 2s");
        assertThat(ScenarioPages.describe("poisoned-event", ScenarioOverrides.none(), 1))
                .contains("app      1 node")
                .anyMatch(line -> line.endsWith("; dead letters are tried again every 5s"));
    }

    @Test
    void a_scenario_without_faults_says_so() {
        assertThat(ScenarioPages.describe("calm", ScenarioOverrides.none(), 1)).contains("faults   none");
    }
}
