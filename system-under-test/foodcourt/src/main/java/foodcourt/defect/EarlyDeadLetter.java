package foodcourt.defect;

import foodcourt.port.Answer;
import foodcourt.port.Channel;
import foodcourt.port.Ports;

/** Any failure of a later attempt counts as permanent: given up long before the attempts are used up. */
final class EarlyDeadLetter implements Defect {
    @Override
    public String name() {
        return "early-dead-letter";
    }

    @Override
    public Ports ports(Ports sound) {
        Channel channel = sound.channel();
        return sound.withChannel(
                delivery -> delivery.attempt() > 1 ? last(channel.deliver(delivery)) : channel.deliver(delivery));
    }

    private static Answer last(Answer answer) {
        return answer instanceof Answer.Failed failed
                ? new Answer.Failed(failed.retryAfter(), true, failed.why())
                : answer;
    }
}
