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
 * A subscriber that takes an update only when its client asks for one, and holds up its own thread until then. So what a
 * slow client does not take coalesces in the hub, and piles up nowhere. On a socket it waits for the socket's room as well.
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

    /**
     * The updates as a stream; each of its readers watches for itself, until it cancels.
     *
     * @param operation the socket's operation that they are for; null if they do not go over a socket
     */
    static <T> Flux<T> updates(@Nullable SocketOperation operation, Function<Subscriber<T>, Subscription> watch) {
        return Flux.create(sink -> {
            BackpressuredSubscriber<T> paced = new BackpressuredSubscriber<>(sink, operation);
            sink.onRequest(_ -> paced.lookAgain());
            Subscription subscription = watch.apply(paced);
            sink.onDispose(() -> {
                subscription.close();
                paced.lookAgain();
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

    private void lookAgain() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
