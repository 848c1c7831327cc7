package foodcourt.defect;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryChannel;
import foodcourt.port.DeliveryResult;
import foodcourt.port.DeliveryResult.Failed;
import foodcourt.port.Ports;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Defects of the channel from the dispatcher to functions. */
final class ChannelDefects {
    static final List<Defect> ALL = List.of(
            new PortsDefect("ack-before-work", ChannelDefects::ackBeforeWork),
            new PortsDefect("early-dead-letter", ChannelDefects::earlyDeadLetter),
            new PortsDefect("permanent-retried", ChannelDefects::permanentRetried),
            new PortsDefect("retry-after-ignored", ChannelDefects::retryAfterIgnored));

    private ChannelDefects() {}

    /**
     * At-most-once delivery: a delivery is acknowledged first and handled afterwards. A failure after the
     * acknowledgement is never retried.
     */
    private static Ports ackBeforeWork(Ports sound) {
        DeliveryChannel channel = sound.channel();
        return sound.withChannel(delivery -> {
            sound.threads().start("work of " + delivery.id(), () -> channel.deliver(delivery));
            return new DeliveryResult.Done();
        });
    }

    /**
     * Any failure of a second or later attempt counts as permanent: the delivery is given up long before its attempts
     * are used up.
     */
    private static Ports earlyDeadLetter(Ports sound) {
        return withFailures(
                sound,
                (delivery, failed) ->
                        new Failed(failed.retryAfter(), failed.permanent() || delivery.attempt() > 1, failed.why()));
    }

    /** A permanent failure is treated as temporary: it is retried until the attempts are used up. */
    private static Ports permanentRetried(Ports sound) {
        return withFailures(sound, (_, failed) -> new Failed(failed.retryAfter(), false, failed.why()));
    }

    /** The wait that a function asks for is ignored: it is retried as soon as any other. */
    private static Ports retryAfterIgnored(Ports sound) {
        return withFailures(sound, (_, failed) -> new Failed(Optional.empty(), failed.permanent(), failed.why()));
    }

    private static Ports withFailures(Ports sound, BiFunction<Delivery, Failed, Failed> changed) {
        DeliveryChannel channel = sound.channel();
        return sound.withChannel(delivery -> {
            DeliveryResult answer = channel.deliver(delivery);
            return answer instanceof Failed failed ? changed.apply(delivery, failed) : answer;
        });
    }
}
