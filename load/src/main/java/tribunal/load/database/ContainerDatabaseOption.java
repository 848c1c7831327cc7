package tribunal.load.database;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import tribunal.load.harness.LoadFailureException;
import tribunal.scenario.input.BadInputException;

/**
 * The option {@code container}: a PostgreSQL in its own container, with durable commits and commit timestamps. The
 * process reaper knows the container's name before it is created, so a crash leaves no container behind.
 * Testcontainers' own cleaner, itself a container, is not needed.
 *
 * @param image such as {@code postgres:18-alpine}
 * @param obstacle returns for an image why it cannot run here; empty if it can
 */
public record ContainerDatabaseOption(String image, Function<String, Optional<String>> obstacle)
        implements DatabaseOption {
    /** Environment variable that replaces the default image. */
    static final String IMAGE_VARIABLE = "TRIBUNAL_POSTGRES_IMAGE";

    /** Environment variable that names the engine. Only that engine may be used: the process reaper asks it too. */
    private static final String ENGINE_VARIABLE = "DOCKER_HOST";

    private static final int PULL_MINUTES = 10;
    private static final String DEFAULT_IMAGE = "postgres:18-alpine";

    static ContainerDatabaseOption fromEnvironment() {
        String image = Objects.requireNonNullElse(System.getenv(IMAGE_VARIABLE), DEFAULT_IMAGE);
        return new ContainerDatabaseOption(image, ContainerDatabaseOption::findObstacle);
    }

    @Override
    public void check(Path runs, int connections) {
        obstacle.apply(image).ifPresent(why -> {
            throw new BadInputException("--database container: " + why);
        });
    }

    private static Optional<String> findObstacle(String image) {
        DockerClient client;
        try {
            client = DockerClientFactory.lazyClient();
            client.pingCmd().exec();
        } catch (IllegalStateException | DockerException e) {
            return Optional.of(noEngine());
        }
        if (isOtherEngine(DockerClientFactory.instance().getTransportConfig().getDockerHost())) {
            return Optional.of(noEngine());
        }
        return isHere(client, image) || isPulled(client, image)
                ? Optional.empty()
                : Optional.of("image \"" + image
                        + "\" is not here and cannot be pulled: expected a PostgreSQL image in " + IMAGE_VARIABLE);
    }

    private static String noEngine() {
        return "no Docker engine answers"
                + chosenEngine()
                        .map(engine -> " at " + ENGINE_VARIABLE + "=" + engine)
                        .orElse("")
                + ": expected one that this user may use (or --database embedded, which needs none)";
    }

    private static Optional<String> chosenEngine() {
        return Optional.ofNullable(System.getenv(ENGINE_VARIABLE)).filter(engine -> !engine.isBlank());
    }

    /** Testcontainers falls back to other engines if the named one does not answer. */
    private static boolean isOtherEngine(URI engine) {
        return chosenEngine()
                .filter(name -> !withoutSlash(name).equals(withoutSlash(engine.toString())))
                .isPresent();
    }

    private static String withoutSlash(String address) {
        return address.strip().replaceFirst("/+$", "");
    }

    private static boolean isHere(DockerClient client, String image) {
        try {
            client.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** Pulls the image once: Testcontainers would retry for two minutes, with a stack trace each time. */
    private static boolean isPulled(DockerClient client, String image) {
        try {
            return client.pullImageCmd(image).start().awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES);
        } catch (DockerException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String shown() {
        return "container";
    }

    @Override
    public String environment() {
        return image.equals(DEFAULT_IMAGE) ? "" : IMAGE_VARIABLE + "=" + image + " ";
    }

    /** Starts a container on a free port, in two or three seconds. */
    @Override
    public Database start(StartParameters place) {
        String name = "tribunal-" + UUID.randomUUID();
        place.reaper().registerContainer(name);
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
            String url = container.getJdbcUrl() + "&ApplicationName=foodcourt";
            return new Database(url, container.getUsername(), container.getPassword(), Optional.empty(), () -> {
                container.stop();
                place.reaper().unregister(name);
            });
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
}
