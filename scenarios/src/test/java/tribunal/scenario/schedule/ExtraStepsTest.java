package tribunal.scenario.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tribunal.history.ClientEntry.Content;
import tribunal.scenario.ExtraTraffic;
import tribunal.scenario.file.ScenarioCatalogueTest;
import tribunal.scenario.file.ScenarioReader;

class ExtraStepsTest {
    private static final ScenarioReader READER = new ScenarioReader(ScenarioCatalogueTest.GUARANTEES);

    private static Schedule schedule(ExtraTraffic... extras) {
        String shares = Arrays.stream(extras).map(e -> e.label() + ": 100%").collect(Collectors.joining(", "));
        String traffic = "cancels: 10% }\n";
        String yaml = ScenarioCatalogueTest.OWN.replace(
                traffic, traffic + (extras.length == 0 ? "" : "  extras: { " + shares + " }\n"));
        return Schedule.of(READER.read("own.yaml", yaml), 7);
    }

    private static Stream<OrderPlacement> orders(Schedule schedule) {
        return schedule.customers().stream().flatMap(c -> c.orders().stream());
    }

    private static <T extends CustomerStep> List<T> steps(Schedule schedule, Class<T> kind) {
        return schedule.customers().stream()
                .flatMap(c -> c.steps().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Test
    void without_extras_each_order_is_placed_once_and_nothing_is_read() {
        Schedule plain = schedule();

        assertThat(steps(plain, CustomerStep.Place.class)).hasSize(plain.size());
        assertThat(steps(plain, CustomerStep.Read.class)).isEmpty();
        assertThat(steps(plain, CustomerStep.Watch.class)).isEmpty();
    }

    @Test
    void extras_move_no_other_order() {
        Schedule plain = schedule();
        Schedule full = schedule(ExtraTraffic.values());
        Set<String> all = orders(full).map(OrderPlacement::order).collect(Collectors.toSet());

        // Three more orders for each: an equal one, one by a shared request id, one of extreme content.
        assertThat(full.size()).isEqualTo(4 * plain.size());
        assertThat(all).hasSize(full.size()).containsAll(plain.planned().keySet());
        plain.planned().forEach((id, order) -> assertThat(full.planned()).containsEntry(id, order));
        assertThat(full.customers().stream().map(Customer::joins))
                .containsExactlyElementsOf(
                        plain.customers().stream().map(Customer::joins).toList());
    }

    @Test
    void every_request_for_an_order_is_followed_by_a_read() {
        Schedule read = schedule(ExtraTraffic.READ_AFTER_WRITE, ExtraTraffic.PLACE_AGAIN);

        for (OrderPlacement order : orders(read).toList()) {
            List<CustomerStep> steps = order.steps();
            for (int n = 0; n + 1 < steps.size(); n++) {
                if (steps.get(n) instanceof CustomerStep.Request ask && ask.kind() != CustomerStep.Kind.READ) {
                    assertThat(steps.get(n + 1)).isInstanceOf(CustomerStep.Read.class);
                    assertThat(steps.get(n + 1).at()).isEqualTo(ask.at());
                }
            }
        }
    }

    @Test
    void what_must_be_refused_is_no_order_of_the_schedule() {
        Schedule refused = schedule(ExtraTraffic.REFUSED_CONTENT);
        Set<String> orders = orders(refused).map(OrderPlacement::order).collect(Collectors.toSet());
        List<CustomerStep.Place> others = steps(refused, CustomerStep.Place.class).stream()
                .filter(place -> !orders.contains(place.order()))
                .toList();

        List<CustomerStep.Cancel> cancels = steps(refused, CustomerStep.Cancel.class).stream()
                .filter(cancel -> !isText(cancel.requestId(), 128))
                .toList();

        assertThat(others).hasSizeGreaterThan(cancels.size());
        assertThat(cancels).isNotEmpty();
        assertThat(others.size() + cancels.size()).isEqualTo(orders.size());
        assertThat(others)
                .allSatisfy(place -> assertThat(isLegal(place.placement())).isFalse());
        assertThat(orders(refused))
                .allSatisfy(order -> assertThat(isLegal(order)).isTrue());
    }

    private static boolean isLegal(OrderPlacement placement) {
        return isText(placement.requestId(), 128)
                && isText(placement.restaurant(), 128)
                && !placement.items().isEmpty()
                && placement.items().size() <= 100
                && placement.total() <= 1_000_000_000
                && placement.items().stream()
                        .allMatch(i -> !i.dish().isBlank()
                                && isText(i.dish(), 100)
                                && i.quantity() >= 1
                                && i.quantity() <= 1_000
                                && i.price() >= 0
                                && i.price() <= 1_000_000);
    }

    private static boolean isText(String text, int max) {
        boolean isStorable = StandardCharsets.UTF_8.newEncoder().canEncode(text) && text.indexOf('\0') < 0;
        return isStorable && !text.isEmpty() && text.length() <= max;
    }

    @Test
    void what_must_be_refused_for_its_content_says_so() {
        Schedule refused = schedule(ExtraTraffic.REFUSED_CONTENT);

        assertThat(steps(refused, CustomerStep.Place.class))
                .allSatisfy(
                        place -> assertThat(OrderPlacement.content(place.requestId(), Optional.of(place.placement())))
                                .hasValue(isLegal(place.placement()) ? Content.LEGAL : Content.FORBIDDEN));
        assertThat(steps(refused, CustomerStep.Cancel.class))
                .allSatisfy(cancel -> assertThat(OrderPlacement.content(cancel.requestId(), Optional.empty()))
                        .isEqualTo(
                                isText(cancel.requestId(), 128) ? Optional.empty() : Optional.of(Content.FORBIDDEN)));
    }

    @Test
    void a_cancel_is_sent_again_by_the_same_request_and_by_another() {
        List<CustomerStep.Cancel> cancels =
                steps(schedule(ExtraTraffic.CANCEL_AGAIN, ExtraTraffic.OTHER_CANCEL), CustomerStep.Cancel.class);
        Set<String> orders = cancels.stream().map(CustomerStep.Cancel::order).collect(Collectors.toSet());
        Set<String> requests =
                cancels.stream().map(CustomerStep.Cancel::requestId).collect(Collectors.toSet());

        assertThat(cancels).hasSize(3 * orders.size());
        assertThat(requests).hasSize(2 * orders.size());
        assertThat(cancels.stream().filter(CustomerStep.Cancel::isImpatient)).hasSize(orders.size());
    }

    @Test
    void the_largest_legal_content_is_100_code_units_and_a_thousand_million_cents() {
        List<OrderPlacement> extreme = orders(schedule(ExtraTraffic.EXTREME_CONTENT))
                .filter(order -> order.requestId().startsWith("extreme"))
                .toList();

        assertThat(extreme).isNotEmpty().allSatisfy(order -> {
            assertThat(order.requestId()).hasSize(128).doesNotContain("/", " ", "\"");
            assertThat(order.items().getLast().dish()).hasSize(100);
            assertThat(order.items()).hasSize(100);
            assertThat(order.items().getFirst().price()).isZero();
            assertThat(order.total()).isEqualTo(1_000_000_000);
        });
    }

    @Test
    void equal_orders_differ_in_their_request_alone() {
        Schedule twice = schedule(ExtraTraffic.EQUAL_ORDERS);
        Set<Object> contents = new HashSet<>();
        twice.customers()
                .forEach(c -> c.orders().forEach(o -> contents.add(List.of(c.id(), o.restaurant(), o.items()))));

        assertThat(contents).hasSize(twice.size() / 2);
    }

    @Test
    void request_ids_are_shared_by_customers_and_by_placing_and_cancelling() {
        Schedule shared = schedule(ExtraTraffic.SHARED_REQUEST_ID);
        List<String> small = orders(shared)
                .map(OrderPlacement::requestId)
                .filter(id -> id.matches("[0-9]+"))
                .toList();

        assertThat(small).hasSize(shared.size() / 2);
        assertThat(new HashSet<>(small)).containsOnly("1", "2", "3", "4");
        assertThat(steps(shared, CustomerStep.Cancel.class).stream().map(CustomerStep.Cancel::requestId))
                .contains("1", "2", "3", "4");
    }

    @Test
    void nothing_is_begun_later_than_two_seconds_after_the_storm() {
        Schedule full = schedule(ExtraTraffic.values());

        assertThat(steps(full, CustomerStep.Request.class).stream()
                        .filter(ask -> ask.kind() != CustomerStep.Kind.PLACE))
                .allSatisfy(ask -> assertThat(ask.at()).isLessThanOrEqualTo(java.time.Duration.ofSeconds(33)));
    }
}
