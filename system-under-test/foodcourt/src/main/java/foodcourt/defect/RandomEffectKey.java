package foodcourt.defect;

import foodcourt.port.Ports;
import foodcourt.port.Randomness;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyRequest;
import foodcourt.port.ThirdPartyRequest.Kind;
import java.util.Optional;

/** Each attempt creates its own idempotency key, so a retry is a new request: the restaurant is asked to cook twice. */
final class RandomEffectKey implements Defect {
    private static final double KEYS = 1e15;

    @Override
    public String name() {
        return "random-effect-key";
    }

    @Override
    public Ports ports(Ports sound) {
        ThirdParties thirdParties = sound.thirdParties();
        Randomness randomness = sound.randomness();
        return sound.withThirdParties((ThirdParties)
                request -> thirdParties.request(request.kind() == Kind.APPROVE ? fresh(request, randomness) : request));
    }

    private static ThirdPartyRequest fresh(ThirdPartyRequest r, Randomness randomness) {
        String key = "approve:" + (long) (randomness.nextDouble() * KEYS);
        return r.withKey(Optional.of(key));
    }
}
