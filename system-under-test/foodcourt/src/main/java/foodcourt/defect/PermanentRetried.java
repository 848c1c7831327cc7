package foodcourt.defect;

import foodcourt.port.Answer;
import foodcourt.port.Channel;
import foodcourt.port.Ports;

/** A failure is a failure: what can never succeed is tried again until the attempts are used up. */
final class PermanentRetried implements Defect {
    @Override
    public String name() {
        return "permanent-retried";
    }

    @Override
    public Ports ports(Ports sound) {
        Channel channel = sound.channel();
        return sound.withChannel(delivery -> passing(channel.deliver(delivery)));
    }

    private static Answer passing(Answer answer) {
        return answer instanceof Answer.Failed failed
                ? new Answer.Failed(failed.retryAfter(), false, failed.why())
                : answer;
    }
}
