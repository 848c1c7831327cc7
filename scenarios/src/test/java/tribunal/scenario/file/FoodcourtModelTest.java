package tribunal.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import tribunal.fault.plan.EventFlow;
import tribunal.fault.plan.EventFlow.EventKind;
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
        assertThat(ScenarioCatalogue.model().transition("order:1", null, "PLACED"))
                .isPresent();
    }

    @Test
    void the_model_of_a_run_knows_how_long_its_rides_take() {
        Scenario scarce = catalogue.read("forbidden-requests", ScenarioOverrides.none());
        assertThat(due(ScenarioCatalogue.model(scarce))).contains(new Delay(500, 2_000, "ride"));
        assertThat(due(ScenarioCatalogue.model())).contains(new Delay(200, 1_000, "ride"));
    }

    @Test
    void the_model_says_where_faults_can_take_effect() {
        EventFlow flow = EventFlow.of(ScenarioCatalogue.model());

        assertThat(flow.stateChanging())
                .containsExactly(
                        "AssignCourier", "ChargePayment", "CompleteDelivery", "RefundPayment", "RequestApproval");
        assertThat(flow.asking())
                .doesNotContain("CompleteDelivery", "ProjectRestaurantBoard")
                .hasSize(6);
        assertThat(flow.events())
                .containsEntry("OrderPlaced", new EventKind(true, true, true))
                .containsEntry("OrderPaid", new EventKind(false, true, true))
                .containsEntry("OrderApproved", new EventKind(false, true, true))
                .containsEntry("CourierAssigned", new EventKind(false, true, false))
                .containsEntry("OrderCancelled", new EventKind(false, true, false))
                .containsEntry("OrderRejected", new EventKind(false, true, false))
                .containsEntry("OrderDelivered", new EventKind(false, false, false))
                .containsEntry("OrderRefunded", new EventKind(false, false, false));
    }

    private static Optional<Delay> due(AppModel model) {
        return Optional.ofNullable(model.functions().get("CompleteDelivery")).map(FunctionTask::due);
    }
}
