package tribunal.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tribunal.run.PackagePage;

/** What {@code make docs} writes {@code docs/whats-here.md} with. */
@Command(
        name = "packages",
        hidden = true,
        description = "Prints the Java packages of this checkout, as docs/whats-here.md.")
final class PackagesCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        System.out.print(PackagePage.page(Path.of(System.getProperty("tribunal.home", "."))));
        return 0;
    }
}
