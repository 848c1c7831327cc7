package foodcourt.app.graphql;

import foodcourt.updates.Subscriber;
import foodcourt.updates.Subscription;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * A subscriber that takes an update only when its client asks for one, and blocks its own thread until then. Untaken
 * updates of a slow client therefore coalesce in the hub, and no queue grows. On a socket it also waits for the
 * socket's room.
 */
final class BackpressuredSubscriber<T> implements Subscriber<T> {
    private final FluxSink<T> sink;
    private final @Nullable SocketOperation operation;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private BackpressuredSubscriber(FluxSink<T> sink, @Nullable SocketOperation operation) {
        this.sink = sink;
        this.operation = operation;
    }

    /** The updates as a stream; each reader has its own subscription. The operation is null without a socket. */
    static <T> Flux<T> updates(@Nullable SocketOperation operation, Function<Subscriber<T>, Subscription> watch) {
        return Flux.create(sink -> {
            BackpressuredSubscriber<T> subscriber = new BackpressuredSubscriber<>(sink, operation);
            sink.onRequest(_ -> subscriber.recheck());
            Subscription subscription = watch.apply(subscriber);
            sink.onDispose(() -> {
                subscription.close();
                subscriber.recheck();
            });
        });
    }

    @Override
    public void update(T state) {
        lock.lock();
        try {
            while (sink.requestedFromDownstream() == 0 && !sink.isCancelled()) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        if (operation == null || operation.awaitRoom()) {
            sink.next(state);
        } else {
            end();
        }
    }

    @Override
    public void end() {
        sink.complete();
    }

    private void recheck() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
