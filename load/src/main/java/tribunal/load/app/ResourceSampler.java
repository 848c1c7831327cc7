package tribunal.load.app;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tribunal.history.HarnessEntry.ResourcesSampled;

/**
 * Samples processor time, memory and disk use of a run's processes from the operating system. The search for a
 * bottleneck needs to know which process used the processors.
 *
 * @param nodes returns the app's current processes, by node
 * @param postgres the data folder of the run's own PostgreSQL; an external PostgreSQL is not measured
 * @param disk the folders that grow during the run
 */
public record ResourceSampler(Supplier<Map<String, ProcessHandle>> nodes, Path postgres, DiskUsage disk) {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    public ResourcesSampled sample(long at, SortedMap<String, Long> sessions, long backlog) {
        SortedMap<String, Long> cpu = new TreeMap<>();
        nodes.get().forEach((node, process) -> cpu.put(node, nanos(Stream.of(process))));
        postmaster().ifPresent(p -> cpu.put("database", nanos(Stream.concat(Stream.of(p), p.descendants()))));
        cpu.put("harness", nanos(Stream.of(ProcessHandle.current())));
        int processors = Runtime.getRuntime().availableProcessors();
        return new ResourcesSampled(at, cpu, busy(), processors, sessions, backlog, memory(), disk.at(at));
    }

    private SortedMap<String, Long> memory() {
        SortedMap<String, Long> memory = new TreeMap<>();
        nodes.get().forEach((node, process) -> resident(process).ifPresent(bytes -> memory.put(node, bytes)));
        resident(ProcessHandle.current()).ifPresent(bytes -> memory.put("harness", bytes));
        return memory;
    }

    /** Resident memory in bytes, from Linux's {@code /proc}; empty on other systems. */
    private static Optional<Long> resident(ProcessHandle process) {
        try {
            var found = RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
            return found.find() ? Optional.of(Long.parseLong(found.group(1)) * 1024) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long nanos(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToLong(Duration::toNanos)
                .sum();
    }

    private static double busy() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Math.clamp(system.getCpuLoad(), 0, 1)
                : 0;
    }

    /** PostgreSQL's main process; the first line of its lock file is the pid. */
    private Optional<ProcessHandle> postmaster() {
        try (Stream<String> lines = Files.lines(postgres.resolve("postmaster.pid"))) {
            return lines.findFirst().map(String::strip).map(Long::parseLong).flatMap(ProcessHandle::of);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
