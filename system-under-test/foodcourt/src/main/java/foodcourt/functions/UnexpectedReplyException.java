package foodcourt.functions;

import foodcourt.port.FunctionName;
import foodcourt.port.ThirdPartyException;
import foodcourt.port.ThirdPartyReply;

/** A third party answered what its kind of request cannot be answered with. */
final class UnexpectedReplyException extends ThirdPartyException {
    UnexpectedReplyException(FunctionName function, ThirdPartyReply reply) {
        super(function + " was answered " + reply);
    }
}
