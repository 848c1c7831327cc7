package foodcourt.defect;

import foodcourt.functions.EventFunction;
import foodcourt.port.Delivery;
import foodcourt.port.Ports;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyRequest;
import foodcourt.port.ThirdPartyRequest.Kind;

/** A retry charges half the amount of the first attempt, with the same key. */
final class RetryAtHalfPrice implements Defect {
    private final ScopedValue<Integer> attempt = ScopedValue.newInstance();

    @Override
    public String name() {
        return "retry-at-half-price";
    }

    @Override
    public EventFunction function(EventFunction sound, Ports ports) {
        return new ForwardingFunction(sound) {
            @Override
            public void handle(Delivery delivery) {
                ScopedValue.where(attempt, delivery.attempt()).run(() -> super.handle(delivery));
            }
        };
    }

    @Override
    public Ports ports(Ports sound) {
        ThirdParties thirdParties = sound.thirdParties();
        return sound.withThirdParties(
                (ThirdParties) request -> thirdParties.request(isCheaper(request) ? halved(request) : request));
    }

    private boolean isCheaper(ThirdPartyRequest request) {
        return request.kind() == Kind.CHARGE && attempt.isBound() && attempt.get() > 1;
    }

    private static ThirdPartyRequest halved(ThirdPartyRequest r) {
        return new ThirdPartyRequest(r.kind(), r.key(), r.order(), r.delivery(), r.amountCents() / 2, r.subject());
    }
}
