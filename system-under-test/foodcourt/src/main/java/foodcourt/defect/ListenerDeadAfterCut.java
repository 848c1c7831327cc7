package foodcourt.defect;

import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Hints;
import foodcourt.port.Ports;

/**
 * After the first break of its connection a node never listens again: it gets its own hints, but none from other nodes.
 * Its polls and resyncs still find everything, so the node is only slower, permanently.
 */
final class ListenerDeadAfterCut implements Defect {
    @Override
    public String name() {
        return "listener-dead-after-cut";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withHints(new OwnHints(sound.hints()));
    }

    private static final class OwnHints implements Hints {
        private final Hints sound;
        private final ScopedValue<Boolean> own = ScopedValue.newInstance();
        private volatile boolean isDead;

        OwnHints(Hints sound) {
            this.sound = sound;
        }

        @Override
        public void committed(Hint hint) {
            ScopedValue.where(own, true).run(() -> sound.committed(hint));
        }

        @Override
        public void listen(HintListener listener) {
            sound.listen(new HintListener() {
                @Override
                public void hinted(Hint hint) {
                    if (!isDead || own.isBound()) {
                        listener.hinted(hint);
                    }
                }

                @Override
                public void reconnected() {
                    isDead = true;
                }
            });
        }
    }
}
