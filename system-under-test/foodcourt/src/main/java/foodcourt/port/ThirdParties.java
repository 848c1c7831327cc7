package foodcourt.port;

import java.time.Duration;

/** The third parties: payment gateway, restaurants, couriers and push messages. Their effects lie outside the store. */
public interface ThirdParties {
    /** The usual longest wait for a reply. */
    Duration TIMEOUT = Duration.ofSeconds(1);

    /**
     * Requests an effect and waits for the reply. Requests with the same key cause the effect once, however often they
     * are sent.
     *
     * @throws ThirdPartyException if no reply came: the effect may have happened
     */
    ThirdPartyReply request(ThirdPartyRequest request);
}
