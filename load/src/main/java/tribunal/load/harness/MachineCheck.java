package tribunal.load.harness;

import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tribunal.scenario.input.BadInputException;

/**
 * Checks that this machine can carry out a run, before anything is started or written. Each failure is a {@link
 * BadInputException} that says what is missing and what to do.
 *
 * @param temporary folder into which PostgreSQL's programs are unpacked, once for each user
 * @param runs the folder of runs; it may not exist yet
 * @param openFilesMax how many files one process may have open
 * @param unshare the command that lets root start PostgreSQL, which refuses to run as root
 */
public record MachineCheck(Path temporary, Path runs, long openFilesMax, List<String> unshare) {
    /** Open files of a JVM without customers: jars, logs, pipes and sockets. */
    private static final long OPEN_FILES_BASE = 500;

    /** Open files of one customer: a WebSocket, a request, and one spare. */
    private static final long OPEN_FILES_PER_CUSTOMER = 3;

    private static final long FREE_BYTES_MIN = 300L << 20;
    private static final int MIB = 1 << 20;

    /** Forbidden in the data folder's path: pg_ctl puts it between double quotes into a shell command. */
    private static final String UNQUOTABLE = "\"\\$`\n\r";

    private static final String OR_ANOTHER_DATABASE = ", or use another database (--database)";
    private static final String ROOT = "0";

    /** This machine. */
    public static MachineCheck ofThis(Path runs) {
        long openFiles = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
        return new MachineCheck(temporaryFolder(), runs, openFiles, List.of("unshare", "-U", "true"));
    }

    /** What to write before the command of PostgreSQL, which refuses to run as root: empty for other users. */
    public static List<String> postgresPrefix() {
        return user().equals(ROOT) ? List.of("unshare", "-U") : List.of();
    }

    /** Checks that the processes of a run can open enough files. */
    public void requireOpenFiles(int customers) {
        long needed = OPEN_FILES_BASE + OPEN_FILES_PER_CUSTOMER * customers;
        if (openFilesMax < needed) {
            throw new BadInputException(
                    "open files: this process may open %d, %d customers need about %d: raise the limit (ulimit -n %d)"
                                    .formatted(openFilesMax, customers, needed, needed)
                            + (customers > 100 ? ", or lower --rate or --duration" : ""));
        }
    }

    /** Checks that the disk of the runs has 300 MiB free. */
    public void requireSpace() {
        Path folder = Stream.iterate(runs.toAbsolutePath(), path -> path != null, Path::getParent)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(runs);
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < FREE_BYTES_MIN) {
                throw new BadInputException(
                        "%s: its disk has %d MiB free, a run needs %d MiB or more: free some space, or keep runs elsewhere (--runs)"
                                .formatted(runs, free / MIB, FREE_BYTES_MIN / MIB));
            }
        } catch (IOException e) {
            throw new BadInputException(runs + ": cannot be written (" + e.getMessage() + "): expected a folder");
        }
    }

    /** Checks that an embedded PostgreSQL can be started. */
    public void requirePostgres() {
        String path = runs.toAbsolutePath().toString();
        path.chars().filter(c -> UNQUOTABLE.indexOf(c) >= 0).findFirst().ifPresent(c -> {
            throw new BadInputException(
                    path.replaceAll("[\\n\\r]", "?") + ": PostgreSQL's pg_ctl cannot use a path with "
                            + (c < ' ' ? "a line break" : Character.toString(c)) + ": keep runs elsewhere (--runs)"
                            + OR_ANOTHER_DATABASE);
        });
        requireRunnable();
        String user = user();
        if (user.equals(ROOT) && !succeeds(unshare)) {
            throw new BadInputException("PostgreSQL refuses to run as root, and \"" + String.join(" ", unshare)
                    + "\" fails here: run as another user, install util-linux and allow user namespaces"
                    + OR_ANOTHER_DATABASE);
        }
        if (!succeeds(List.of("id", "-un"))) {
            throw new BadInputException(
                    "this user, number " + user + ", has no name on this machine, which PostgreSQL's initdb needs: "
                            + "add it to /etc/passwd, run as another user" + OR_ANOTHER_DATABASE);
        }
        requireOwn(programs(temporary, user), user);
    }

    /** Folder into which PostgreSQL's programs are unpacked for this user; created when they are unpacked. */
    public static Path programs() {
        return programs(temporaryFolder(), user());
    }

    private static Path temporaryFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** This user's number. */
    private static String user() {
        return Long.toString(new UnixSystem().getUid());
    }

    private static Path programs(Path temporary, String user) {
        return temporary.resolve("tribunal-postgres-" + user);
    }

    private void requireRunnable() {
        try {
            Path program = Files.createTempFile(temporary, "tribunal-", ".sh");
            try {
                Files.writeString(program, "#!/bin/sh\nexit 0\n");
                Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
                if (!succeeds(List.of(program.toString()))) {
                    throw new BadInputException(temporary
                            + ": the temporary folder lets no program run (is it mounted noexec?), and "
                            + "PostgreSQL is unpacked there: set TMPDIR to another folder" + OR_ANOTHER_DATABASE);
                }
            } finally {
                Files.delete(program);
            }
        } catch (IOException e) {
            throw new BadInputException(temporary + ": the temporary folder cannot be written (" + e.getMessage()
                    + "), and PostgreSQL is unpacked there: set TMPDIR to another folder" + OR_ANOTHER_DATABASE);
        }
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Refuses a folder of another user, who could have put other programs there. */
    private static void requireOwn(Path programs, String user) {
        if (Files.exists(programs, LinkOption.NOFOLLOW_LINKS)
                && (!Files.isDirectory(programs, LinkOption.NOFOLLOW_LINKS) || !isOf(user, programs))) {
            throw new BadInputException(
                    programs + ": belongs to somebody else, and PostgreSQL is unpacked there: remove it, or set "
                            + "TMPDIR to another folder" + OR_ANOTHER_DATABASE);
        }
    }

    private static boolean isOf(String user, Path path) {
        try {
            return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                    .toString()
                    .equals(user);
        } catch (IOException e) {
            return false;
        }
    }
}
