package tribunal.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Operation;
import tribunal.verify.Foodcourt;

class FindingTextTest {
    @Test
    void clients_create_entities_of_one_type_or_of_several() {
        SortedMap<String, Operation> operations = new TreeMap<>(Foodcourt.MODEL.operations());
        assertThat(FindingText.created(Foodcourt.with(operations, new TreeMap<>())))
                .isEqualTo("orders");

        operations.put("ENTER", new Operation("entry", null, null, null, new TreeMap<>(), null));
        AppModel two = Foodcourt.with(operations, new TreeMap<>());
        assertThat(FindingText.created(two)).isEqualTo("entities");
    }
}
