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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tribunal.history.HarnessEntry.ResourcesSampled;

/**
 * What the processes of a run use, as the operating system tells: whoever asks for a bottleneck needs to know who had the
 * processors.
 *
 * @param nodes the app's processes, by node
 * @param postgres the data folder of the run's own PostgreSQL; another's is out of sight
 * @param disk what fills up
 */
public record ResourceSampler(Map<String, ProcessHandle> nodes, Path postgres, DiskUsage disk) {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    public ResourcesSampled sample(long at, SortedMap<String, Long> sessions, long backlog) {
        SortedMap<String, Long> cpu = new TreeMap<>();
        nodes.forEach((node, process) -> cpu.put(node, nanos(Stream.of(process))));
        postmaster().ifPresent(p -> cpu.put("database", nanos(Stream.concat(Stream.of(p), p.descendants()))));
        cpu.put("harness", nanos(Stream.of(ProcessHandle.current())));
        int processors = Runtime.getRuntime().availableProcessors();
        return new ResourcesSampled(at, cpu, busy(), processors, sessions, backlog, memory(), disk.at(at));
    }

    private SortedMap<String, Long> memory() {
        SortedMap<String, Long> memory = new TreeMap<>();
        nodes.forEach((node, process) -> resident(process).ifPresent(bytes -> memory.put(node, bytes)));
        resident(ProcessHandle.current()).ifPresent(bytes -> memory.put("harness", bytes));
        return memory;
    }

    /** As Linux tells; nothing elsewhere. */
    private static Optional<Long> resident(ProcessHandle process) {
        try {
            Matcher found =
                    RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
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

    /** The first line of its lock file is the number of the postmaster's process. */
    private Optional<ProcessHandle> postmaster() {
        try (Stream<String> lines = Files.lines(postgres.resolve("postmaster.pid"))) {
            return lines.findFirst().map(String::strip).map(Long::parseLong).flatMap(ProcessHandle::of);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
