package foodcourt.functions;

import foodcourt.port.FunctionName;
import foodcourt.port.ThirdPartyException;
import foodcourt.port.ThirdPartyReply;

/** A third party sent a reply that its kind of request does not allow. */
final class UnexpectedReplyException extends ThirdPartyException {
    UnexpectedReplyException(FunctionName function, ThirdPartyReply reply) {
        super(function + " was answered " + reply);
    }
}
