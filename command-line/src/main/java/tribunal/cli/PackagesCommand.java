package tribunal.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tribunal.command.PackagePage;
import tribunal.command.environment.CommandEnvironment;

/** Prints the list of packages, which {@code make docs} writes to {@code docs/whats-here.md}. */
@Command(
        name = "packages",
        hidden = true,
        description = "Prints the Java packages of this checkout, as docs/whats-here.md.")
final class PackagesCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        System.out.print(PackagePage.page(CommandEnvironment.home()));
        return 0;
    }
}
