package foodcourt.functions;

import foodcourt.port.FunctionName;
import foodcourt.port.Reply;
import foodcourt.port.ThirdPartyException;

/** A third party answered what its kind of request cannot be answered with. */
final class UnexpectedReply extends ThirdPartyException {
    UnexpectedReply(FunctionName function, Reply reply) {
        super(function + " was answered " + reply);
    }
}
