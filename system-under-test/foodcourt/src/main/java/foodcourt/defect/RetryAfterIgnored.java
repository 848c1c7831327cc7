package foodcourt.defect;

import foodcourt.port.Answer;
import foodcourt.port.Channel;
import foodcourt.port.Ports;
import java.util.Optional;

/** A function that asks to be left alone for a while is tried again as soon as any other. */
final class RetryAfterIgnored implements Defect {
    @Override
    public String name() {
        return "retry-after-ignored";
    }

    @Override
    public Ports ports(Ports sound) {
        Channel channel = sound.channel();
        return sound.withChannel(delivery -> ignoring(channel.deliver(delivery)));
    }

    private static Answer ignoring(Answer answer) {
        return answer instanceof Answer.Failed failed
                ? new Answer.Failed(Optional.empty(), failed.permanent(), failed.why())
                : answer;
    }
}
