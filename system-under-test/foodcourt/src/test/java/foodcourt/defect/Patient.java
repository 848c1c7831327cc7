package foodcourt.defect;

import foodcourt.RealThreads;
import foodcourt.port.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Threads that only begin when a test says so, and never sleep. */
final class Patient extends RealThreads {
    final List<Runnable> waiting = new ArrayList<>();

    @Override
    public Task start(String name, Runnable work) {
        waiting.add(work);
        return () -> {};
    }

    @Override
    public void sleep(Duration duration) {}
}
