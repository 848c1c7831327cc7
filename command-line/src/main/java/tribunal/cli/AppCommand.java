package tribunal.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tribunal.command.environment.CommandEnvironment;
import tribunal.load.StandaloneApp;
import tribunal.load.harness.LoadFailureException;
import tribunal.scenario.input.BadInputException;

@Command(
        name = "app",
        description = "Runs Foodcourt alone, without faults, with GraphiQL, until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class AppCommand implements Callable<Integer> {
    private static final int PORT_MAX = 65_535;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "where it listens on the loopback interface (default: 8080)")
    private int port = 8080;

    @Override
    public Integer call() throws Exception {
        requireFree();
        Path target = CommandEnvironment.home().resolve("target");
        StandaloneApp.check(target);
        CommandEnvironment environment = CommandEnvironment.of(Files.createDirectories(target));
        environment.print("starting PostgreSQL and Foodcourt …");
        StandaloneApp.run(
                environment.distribution(),
                port,
                Files.createTempDirectory(target, "app-"),
                uri -> environment.print(
                        "GraphiQL: " + uri + "/graphiql  (set the header {\"X-Customer\": \"ann\"}; Ctrl-C ends it)"));
        throw new LoadFailureException("the app has ended by itself");
    }

    private void requireFree() {
        if (port < 1 || port > PORT_MAX) {
            throw new BadInputException("--port: \"" + port + "\": expected a port from 1 to " + PORT_MAX);
        }
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.setReuseAddress(true);
        } catch (IOException e) {
            throw new BadInputException("--port: \"" + port + "\": is in use: expected a free port");
        }
    }
}
