package tribunal.command.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tribunal.command.simulate.WorkerProcess.HashCodes;

/** A question that nobody answers would wait for ever. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerProcessTest {
    private static final int SEEDS = 6;

    @TempDir
    private Path differing;

    private WorkerProcess worker(int threads, HashCodes hashCodes) {
        return new WorkerProcess(threads, hashCodes, "everything", Optional.empty(), differing);
    }

    @Test
    void seeds_that_run_at_the_same_time_are_what_each_is_alone_in_another_jvm() throws Exception {
        try (WorkerProcess many = worker(3, HashCodes.GLOBAL_RANDOM);
                WorkerProcess one = worker(1, HashCodes.THREAD_LOCAL);
                ExecutorService threads = Executors.newFixedThreadPool(SEEDS)) {
            List<Future<String>> together = new ArrayList<>();
            for (int seed = 1; seed <= SEEDS; seed++) {
                String words = "digest " + seed;
                together.add(threads.submit(() -> many.ask(words)));
            }
            for (int seed = 1; seed <= SEEDS; seed++) {
                assertThat(together.get(seed - 1).get()).isEqualTo(one.ask("digest " + seed));
            }
        }
    }

    @Test
    void what_cannot_be_done_is_said_and_the_worker_goes_on() throws Exception {
        try (WorkerProcess worker = worker(1, HashCodes.GLOBAL_RANDOM)) {
            assertThatThrownBy(() -> worker.ask("dance 1"))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("a simulation worker could not do \"dance 1\": ")
                    .hasMessageEndingWith("unknown word: dance 1");
            assertThat(worker.ask("run 1 1")).startsWith("{");
        }
    }

    @Test
    void a_worker_that_dies_keeps_nobody_waiting() throws Exception {
        try (WorkerProcess worker = worker(1, HashCodes.GLOBAL_RANDOM)) {
            FutureTask<String> asked = new FutureTask<>(() -> worker.ask("run 1 1000000"));
            Thread asking = Thread.ofPlatform().start(asked);
            await().until(() -> asking.getState() == Thread.State.WAITING);
            ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);

            assertThatThrownBy(asked::get)
                    .cause()
                    .isInstanceOf(IOException.class)
                    .hasMessage("a simulation worker could not do \"run 1 1000000\": it ended");
            assertThatThrownBy(() -> worker.ask("run 1 1")).isInstanceOf(IOException.class);
        }
    }
}
