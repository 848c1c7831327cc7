package foodcourt.defect;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.port.Delivery;
import foodcourt.port.Request;
import foodcourt.port.Request.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What defects around third parties break, each beside the sound app. */
class EffectDefectsTest {
    @Test
    void who_checks_and_then_acts_charges_twice_if_both_see_not_yet() {
        assertThat(chargesOfTwoAtOnce(Stage.sound())).isEqualTo(1);
        assertThat(chargesOfTwoAtOnce(Stage.with("check-then-act"))).isEqualTo(2);
    }

    /** The second copy asks while the first has asked and not written yet: the order still stands as placed. */
    private static long chargesOfTwoAtOnce(Stage stage) {
        stage.place();
        Delivery delivery = stage.next("ChargePayment");
        ask(stage, delivery);
        ask(stage, delivery);
        return effects(stage);
    }

    private static void ask(Stage stage, Delivery delivery) {
        String key = "charge:" + delivery.event().order().id();
        stage.ports
                .thirdParties()
                .request(new Request(
                        Kind.CHARGE, Optional.of(key), delivery.event().order().id(), delivery.id(), 1900));
    }

    /** What third parties do once for each key, and each time without one. */
    private static long effects(Stage stage) {
        long keyless =
                stage.asked(Kind.CHARGE).stream().filter(r -> r.key().isEmpty()).count();
        long keyed = stage.asked(Kind.CHARGE).stream()
                .flatMap(r -> r.key().stream())
                .distinct()
                .count();
        return keyless + keyed;
    }

    @Test
    void who_checks_and_then_acts_is_not_harmed_by_one_copy_after_the_other() {
        Stage stage = Stage.with("check-then-act");
        stage.place();
        Delivery delivery = stage.next("ChargePayment");
        stage.handle(delivery);
        stage.handle(delivery);
        assertThat(effects(stage)).isEqualTo(1);
    }
}
