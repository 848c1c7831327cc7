package foodcourt.port;

/** A third party gave no usable reply in time; whether the effect happened is unknown. */
public class ThirdPartyException extends RuntimeException {
    public ThirdPartyException(String message, Throwable cause) {
        super(message, cause);
    }

    public ThirdPartyException(String message) {
        super(message);
    }
}
