package tribunal.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Delay;
import tribunal.history.AppModel.FunctionTask;
import tribunal.scenario.Scenario;
import tribunal.scenario.ScenarioOverrides;

class FoodcourtModelTest {
    private final ScenarioCatalogue catalogue = new ScenarioCatalogue(ScenarioCatalogueTest.GUARANTEES);

    @Test
    void the_model_knows_the_functions_of_each_event() {
        assertThat(ScenarioCatalogue.model().functionsOf("OrderCancelled"))
                .containsExactly("NotifyCustomer", "ProjectRestaurantBoard", "RefundPayment", "ReleaseCourier");
        assertThat(ScenarioCatalogue.model().transition(null, "PLACED")).isPresent();
    }

    @Test
    void the_model_of_a_run_knows_how_long_its_rides_take() {
        Scenario scarce = catalogue.read("forbidden-requests", ScenarioOverrides.none());
        assertThat(due(ScenarioCatalogue.model(scarce))).contains(new Delay(500, 2_000, "ride"));
        assertThat(due(ScenarioCatalogue.model())).contains(new Delay(200, 1_000, "ride"));
    }

    private static Optional<Delay> due(AppModel model) {
        return Optional.ofNullable(model.functions().get("CompleteDelivery")).map(FunctionTask::due);
    }
}
