package tribunal.load.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import tribunal.load.run.LoadFailureException;

/**
 * A PostgreSQL in a container, with durable commits and commit timestamps. The process reaper knows the container's
 * name before it is created, so a crash leaves no container behind. Testcontainers' own cleaner, itself a container, is
 * not needed.
 */
final class ContainerDatabase implements Database {
    private final PostgreSQLContainer container;
    private final Runnable removed;

    private ContainerDatabase(PostgreSQLContainer container, Runnable removed) {
        this.container = container;
        this.removed = removed;
    }

    /** Starts a container on a free port, in two or three seconds. */
    static ContainerDatabase start(String image, DatabaseOption.Place place) {
        String name = "tribunal-" + UUID.randomUUID();
        place.reaper().container(name);
        DockerImageName trusted = DockerImageName.parse(image).asCompatibleSubstituteFor("postgres");
        PostgreSQLContainer container = new PostgreSQLContainer(trusted)
                .withDatabaseName("foodcourt")
                .withUsername("foodcourt")
                .withPassword(UUID.randomUUID().toString())
                .withCreateContainerCmdModifier(command -> command.withName(name))
                .withCommand(command(place.connections()))
                .withLogConsumer(frame -> append(place.log(), frame));
        try {
            container.start();
            return new ContainerDatabase(container, () -> place.reaper().ended(name));
        } catch (RuntimeException e) {
            container.stop();
            throw new LoadFailureException(
                    "PostgreSQL did not start in a container of " + image + ": " + e.getMessage() + " (see "
                            + place.log() + ")",
                    e);
        }
    }

    /** The server's command line. Testcontainers' default would switch fsync off. */
    private static String[] command(int connections) {
        List<String> command = new ArrayList<>(List.of("postgres"));
        Database.settings(connections).forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command.toArray(String[]::new);
    }

    private static void append(Path log, OutputFrame frame) {
        try {
            Files.writeString(
                    log,
                    frame.getUtf8String(),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String url() {
        return container.getJdbcUrl() + "&ApplicationName=foodcourt";
    }

    @Override
    public String user() {
        return container.getUsername();
    }

    @Override
    public String password() {
        return container.getPassword();
    }

    @Override
    public void close() {
        container.stop();
        removed.run();
    }
}
