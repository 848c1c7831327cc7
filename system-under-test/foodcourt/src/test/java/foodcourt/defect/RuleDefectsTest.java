package foodcourt.defect;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.order.Order;
import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryChannel;
import foodcourt.port.DeliveryQueue;
import foodcourt.port.DeliveryResult;
import foodcourt.port.FencingToken;
import foodcourt.port.ForwardingQueue;
import foodcourt.port.Ports;
import foodcourt.port.Settlement;
import foodcourt.port.ThirdPartyRequest;
import foodcourt.port.ThirdPartyRequest.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What defects against one line of the model break, each beside the sound app. */
class RuleDefectsTest {
    @Test
    void an_order_begins_with_its_second_version() {
        assertThat(firstVersion(Stage.sound())).isEqualTo(1);
        assertThat(firstVersion(Stage.with("version-skipped"))).isEqualTo(2);
    }

    private static int firstVersion(Stage stage) {
        Order order = stage.place();
        assertThat(stage.next("ChargePayment").event().order().version())
                .isEqualTo(stage.now(order).version());
        return stage.now(order).version();
    }

    @Test
    void an_approval_is_assumed_and_nobody_asked() {
        assertThat(approvals(Stage.sound())).isEqualTo(1);
        assertThat(approvals(Stage.with("approval-assumed"))).isZero();
    }

    private static int approvals(Stage stage) {
        Order order = stage.place();
        stage.run("ChargePayment");
        stage.run("RequestApproval");
        assertThat(stage.now(order).status()).isEqualTo(OrderStatus.APPROVED);
        return stage.asked(Kind.APPROVE).size();
    }

    @Test
    void a_notification_is_forgotten_or_asked_for_twice() {
        assertThat(notifications(Stage.sound())).isEqualTo(1);
        assertThat(notifications(Stage.with("notification-forgotten"))).isZero();
        assertThat(notifications(Stage.with("asks-twice"))).isEqualTo(2);
    }

    private static int notifications(Stage stage) {
        stage.place();
        stage.run("ChargePayment");
        stage.run("NotifyCustomer");
        return stage.asked(Kind.NOTIFY).size();
    }

    @Test
    void all_notifications_of_an_order_share_a_key() {
        assertThat(keysOfTwoNotifications(Stage.sound())).isEqualTo(2);
        assertThat(keysOfTwoNotifications(Stage.with("shared-notification-key")))
                .isEqualTo(1);
    }

    private static long keysOfTwoNotifications(Stage stage) {
        stage.place();
        stage.run("ChargePayment");
        stage.run("NotifyCustomer");
        stage.run("NotifyCustomer");
        return stage.asked(Kind.NOTIFY).stream()
                .map(ThirdPartyRequest::key)
                .distinct()
                .count();
    }

    @Test
    void the_second_attempt_asks_for_half_the_amount() {
        assertThat(amountsOfTwoAttempts(Stage.sound())).containsExactly(1900L, 1900L);
        assertThat(amountsOfTwoAttempts(Stage.with("retry-at-half-price"))).containsExactly(1900L, 950L);
    }

    private static List<Long> amountsOfTwoAttempts(Stage stage) {
        stage.place();
        stage.handle(stage.next("ChargePayment"));
        stage.handle(stage.next("ChargePayment"));
        return stage.asked(Kind.CHARGE).stream()
                .map(ThirdPartyRequest::amountCents)
                .toList();
    }

    @Test
    void a_refund_is_given_and_the_order_stays_cancelled() {
        assertThat(statusAfterRefund(Stage.sound())).isEqualTo(OrderStatus.REFUNDED);
        assertThat(statusAfterRefund(Stage.with("refund-unrecorded"))).isEqualTo(OrderStatus.CANCELLED);
    }

    /**
     * The stage gives back as many times the refund's own amount as charges were made: one that names an amount moves
     * money.
     */
    private static OrderStatus statusAfterRefund(Stage stage) {
        Order order = stage.place();
        stage.run("ChargePayment");
        stage.cancel(order.id());
        stage.refunds(1900);
        stage.run("RefundPayment");
        return stage.now(order).status();
    }

    /** How a queue was asked to retry after an hour. */
    private static List<Duration> pauses(Defect defect) {
        Stage stage = Stage.sound();
        List<Settlement> settled = new ArrayList<>();
        Ports ports = defect.ports(stage.sound.withQueue(new ForwardingQueue(stage.sound.queue()) {
            @Override
            public Set<FencingToken> settle(List<Settlement> batch) {
                settled.addAll(batch);
                return Set.of();
            }
        }));
        stage.place();
        FencingToken token = stage.next("ChargePayment").token();
        DeliveryQueue queue = ports.queue();
        queue.settle(List.of(
                new Settlement.Retry(token, Duration.ofHours(1), "why"),
                new Settlement.Retry(token, Duration.ofMillis(90), "why"),
                new Settlement.Done(token)));
        assertThat(settled).hasSize(3);
        return settled.stream()
                .flatMap(s ->
                        s instanceof Settlement.Retry r ? List.of(r.after()).stream() : java.util.stream.Stream.of())
                .toList();
    }

    @Test
    void the_pause_never_grows() {
        assertThat(pauses(Defects.named("constant-back-off").orElseThrow()))
                .containsExactly(Duration.ofMillis(100), Duration.ofMillis(90));
    }

    /** What the dispatcher hears of an attempt that failed and asked for a second. */
    private static DeliveryResult heard(String defect, DeliveryResult said, int attempts) {
        Stage stage = Stage.sound();
        DeliveryChannel channel = Defects.named(defect)
                .orElseThrow()
                .ports(stage.sound.withChannel(_ -> said))
                .channel();
        stage.place();
        Delivery delivery = stage.next("ChargePayment");
        for (int attempt = 2; attempt <= attempts; attempt++) {
            delivery = stage.next("ChargePayment");
        }
        return channel.deliver(delivery);
    }

    @Test
    void what_a_failure_asks_for_is_not_heard() {
        DeliveryResult failed = new DeliveryResult.Failed(Optional.of(Duration.ofSeconds(1)), false, "busy");
        DeliveryResult permanent = new DeliveryResult.Failed(Optional.empty(), true, "no");
        DeliveryResult done = new DeliveryResult.Done();

        assertThat(heard("retry-after-ignored", failed, 1))
                .isEqualTo(new DeliveryResult.Failed(Optional.empty(), false, "busy"));
        assertThat(heard("retry-after-ignored", done, 1)).isEqualTo(done);
        assertThat(heard("permanent-retried", permanent, 1))
                .isEqualTo(new DeliveryResult.Failed(Optional.empty(), false, "no"));
        assertThat(heard("permanent-retried", done, 1)).isEqualTo(done);
        assertThat(heard("early-dead-letter", failed, 1)).isEqualTo(failed);
        assertThat(heard("early-dead-letter", failed, 2))
                .isEqualTo(new DeliveryResult.Failed(Optional.of(Duration.ofSeconds(1)), true, "busy"));
        assertThat(heard("early-dead-letter", done, 2)).isEqualTo(done);
    }

    @Test
    void a_ride_is_over_as_soon_as_it_begins() {
        List<Duration> sound = rides(Stage.sound());
        assertThat(sound).anyMatch(d -> d.equals(Duration.ofMinutes(1)));
        assertThat(rides(Stage.with("due-time-ignored"))).hasSameSizeAs(sound).allMatch(Duration::isZero);
    }

    /** The not-before times of appended deliveries when a caller asks for a minute. */
    private static List<Duration> rides(Stage stage) {
        List<Duration> rides = new ArrayList<>();
        Ports recording = stage.sound.withTransactions(new WrappedTransactions(
                stage.sound.transactions(), tx -> new ForwardingTx(tx) {
                    @Override
                    public void append(foodcourt.order.Event event, List<foodcourt.port.NewDelivery> deliveries) {
                        deliveries.forEach(d -> rides.add(d.notBefore()));
                    }
                }));
        Order order = stage.place();
        stage.defect.ports(recording).transactions().transact(tx -> {
            tx.append(
                    foodcourt.order.Event.of(order, null),
                    List.of(new foodcourt.port.NewDelivery(
                            new foodcourt.port.FunctionName("CompleteDelivery"), Duration.ofMinutes(1))));
            return true;
        });
        return rides;
    }
}
