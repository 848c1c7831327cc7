package foodcourt.port;

/** Payment gateway, restaurants, couriers and push messages: all that acts outside the store. */
public interface ThirdParties {
    /**
     * Asks for an effect and waits for the reply. The same key asks for the same effect however often it is sent.
     *
     * @throws ThirdPartyException if no reply came: the effect may have happened
     */
    ThirdPartyReply request(ThirdPartyRequest request);
}
