package tribunal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever cannot be used gets one line on standard error and exit code 64, and nothing is started or left behind. */
class BadInputTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(before);
    }

    private void assertBadInput(String message, String... arguments) {
        err.reset();
        assertThat(Main.run(arguments)).isEqualTo(Main.BAD_INPUT);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("tribunal: ").contains(message));
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    private String runs() {
        return folder.resolve("runs").toString();
    }

    @Test
    void an_unknown_scenario() {
        assertBadInput("no scenario is called stedy", "load", "--runs", runs(), "--scenario", "stedy");
    }

    @Test
    void a_simulation_of_an_unknown_scenario() {
        assertBadInput("no scenario is called swram", "simulate", "--runs", runs(), "--scenario", "swram");
    }

    @Test
    void a_simulation_with_an_unknown_defect() {
        assertBadInput("no defect is called no-fence", "simulate", "--runs", runs(), "--defect", "no-fence");
    }

    @Test
    void a_simulation_of_no_seeds() {
        assertBadInput("--seeds: \"0\": expected 1 or more", "simulate", "--runs", runs(), "--seeds", "0");
    }

    @Test
    void a_simulation_for_no_time() {
        assertBadInput("--for: \"soon\": expected a time", "simulate", "--runs", runs(), "--for", "soon");
    }

    @Test
    void a_replay_line_that_cannot_be_read() {
        assertBadInput(
                "explode(node-1,1ms,1ms): nothing is called explode",
                "replay",
                "--runs",
                runs(),
                "swarm seed=1 explode(node-1,1ms,1ms)");
    }

    @Test
    void rates_that_cannot_be_tried() {
        assertBadInput("--from 50.0 --to 20.0: expected", "capacity", "--runs", runs(), "--from", "50", "--to", "20");
    }

    @Test
    void a_scenario_file_that_is_not_there() {
        assertBadInput("no.yaml: cannot be read", "load", "--runs", runs(), "--scenario", "no.yaml");
    }

    @Test
    void an_unknown_key_in_a_scenario_file() throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), "scenario: own\npromis: x\n");
        assertThat(Main.run("load", "--runs", runs(), "--scenario", file.toString()))
                .isEqualTo(Main.BAD_INPUT);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).startsWith("tribunal: " + file))
                .first()
                .asString()
                .contains("own.yaml:2:1: promis: unknown: expected the key promise");
    }

    @Test
    void a_wrong_unit() {
        assertBadInput(
                "--duration: \"15\": expected a time with its unit", "load", "--runs", runs(), "--duration", "15");
    }

    @Test
    void a_storm_too_short_for_what_its_scenario_expects() {
        assertBadInput(
                "--duration 1s is too short: expects", "load", "--runs", runs(), "--duration", "1s", "--seed", "1");
    }

    @Test
    void an_unknown_scenario_to_describe() {
        assertBadInput("did you mean lunch-rush?", "describe", "lunch-rsh");
    }

    @Test
    void runs_to_keep_that_are_no_count() {
        assertBadInput("--keep: \"-1\": expected how many", "clean-runs", "--runs", runs(), "--keep", "-1");
    }

    @Test
    void a_rate_in_another_unit() {
        assertBadInput("--rate: \"40/m\": expected orders per second", "load", "--runs", runs(), "--rate", "40/m");
    }

    @Test
    void budgets_on_a_segment_that_is_none() throws IOException {
        Path file =
                Files.writeString(folder.resolve("theirs.yaml"), "budgets:\n  place-ordr: { fail: \"p(99) < 1s\" }\n");
        assertBadInput(
                "theirs.yaml:2:3: budgets.place-ordr: unknown: expected one of completion, dispatch, end-to-end, fan-out, "
                        + "handle, place-order, recovery (did you mean place-order?)",
                "load",
                "--runs",
                runs(),
                "--budgets",
                file.toString());
    }

    @Test
    void a_file_of_budgets_that_is_something_else() throws IOException {
        Path file = Files.writeString(folder.resolve("theirs.yaml"), "budget:\n  place-order: {}\n");
        assertBadInput(
                "theirs.yaml:1:1: budget: unknown: expected the key budgets (did you mean budgets?)",
                "load",
                "--runs",
                runs(),
                "--budgets",
                file.toString());
    }

    @Test
    void an_unknown_defect() {
        assertBadInput("did you mean ack-before-work?", "load", "--runs", runs(), "--defect", "ack-before-wrok");
    }

    @Test
    void an_unknown_kind_of_database() {
        assertBadInput("did you mean container?", "load", "--runs", runs(), "--database", "contaner");
    }

    @Test
    void a_database_whose_address_is_no_address() {
        assertBadInput(
                "expected jdbc:postgresql://host:port/database?user=",
                "load",
                "--runs",
                runs(),
                "--database",
                "jdbc:postgresql:orders");
    }

    @Test
    void a_database_that_does_not_answer() {
        assertBadInput(
                "expected a PostgreSQL that answers this user",
                "load",
                "--runs",
                runs(),
                "--database",
                "jdbc:postgresql://127.0.0.1:1/orders?user=ann&password=secret");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("password=***")
                .doesNotContain("secret");
    }

    @Test
    void more_nodes_than_there_can_be() {
        assertBadInput("--nodes: \"5\": expected 1 to 4", "load", "--runs", runs(), "--nodes", "5");
    }

    @Test
    void a_seed_that_is_no_number() {
        assertBadInput("--seed", "load", "--runs", runs(), "--seed", "x");
    }

    @Test
    void an_unknown_option() {
        assertBadInput("--sed", "load", "--sed", "1");
    }

    @Test
    void an_unknown_command() {
        assertBadInput("did you mean load?", "laod");
    }

    @Test
    void a_folder_that_cannot_be_written() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertBadInput(
                "cannot be written", "load", "--runs", file.resolve("runs").toString());
    }

    @Test
    void a_baseline_that_is_no_run() {
        assertBadInput(
                folder + ": no run: expected a folder with run.json", "compare", folder.toString(), folder.toString());
    }

    @Test
    void a_run_to_compare_that_was_never_judged() throws IOException {
        Files.writeString(folder.resolve("run.json"), "{\"scenario\": {}}");
        assertBadInput("verdicts.json: cannot be read", "compare", folder.toString(), folder.toString());
    }

    @Test
    void neither_two_runs_nor_something_to_vary() {
        assertBadInput("compare: expected BASE and CANDIDATE", "compare");
        err.reset();
        assertBadInput("compare: expected BASE and CANDIDATE", "compare", "a", "--vary", "rate=1,2");
    }

    @Test
    void something_to_vary_that_is_misspelt() {
        assertBadInput(
                "--vary: \"poool\": expected one of rate, nodes, faults, pool, queue-pool, concurrency, lease, "
                        + "delivery-timeout, poll (did you mean pool?)",
                "compare",
                "--vary",
                "poool=8,16");
    }

    @Test
    void one_value_to_vary() {
        assertBadInput("--vary: \"rate=10\": expected two values or more", "compare", "--vary", "rate=10");
    }

    @Test
    void an_invalid_value_is_reported_before_the_first_run() {
        assertBadInput(
                "--rate: \"fast\": expected orders per second",
                "compare",
                "--runs",
                runs(),
                "--scenario",
                "calm",
                "--vary",
                "rate=10,fast");
        err.reset();
        assertBadInput(
                "lease: \"1s\": expected how long a claim holds", "compare", "--runs", runs(), "--vary", "lease=3s,1s");
    }

    @Test
    void a_dial_that_is_misspelt() {
        assertBadInput("did you mean pool?", "load", "--runs", runs(), "--set", "pool1=5");
    }

    @Test
    void a_run_directory_that_is_none() {
        assertBadInput("no run directory", "judge", folder.toString());
    }

    @Test
    void a_history_of_another_tool_without_its_model() throws IOException {
        Files.writeString(folder.resolve("history.jsonl"), "{\"type\":\"Drained\",\"at\":1}\n");
        String hint = folder + ": holds no run.json: if another tool wrote this history, name its model: "
                + "./tribunal judge --model FILE " + folder;

        assertBadInput(hint, "judge", folder.toString());
        // The same history in a folder of its own.
        Files.createDirectories(folder.resolve("history"));
        Files.move(folder.resolve("history.jsonl"), folder.resolve("history").resolve("history.jsonl"));
        assertBadInput(hint, "judge", folder.toString());
    }

    @Test
    void a_model_to_judge_by_that_is_not_there() throws IOException {
        Files.writeString(folder.resolve("history.jsonl"), "{\"type\":\"Drained\",\"at\":1}\n");
        assertBadInput(
                "nofile: cannot be read, there is no such file: expected a model of an app (docs/model.md)",
                "judge",
                "--model",
                "nofile",
                folder.toString());
        assertThat(folder.resolve("verdicts.json")).doesNotExist();
    }

    @Test
    void neither_a_scenario_nor_a_model_to_describe_or_both() {
        assertBadInput("expected either NAME or --model FILE", "describe");
        assertBadInput("expected either NAME or --model FILE", "describe", "calm", "--model", "nofile");
        assertBadInput("nofile: cannot be read", "describe", "--model", "nofile");
    }

    @Test
    void a_run_directory_without_what_it_was_started_with() throws IOException {
        Files.createDirectories(folder.resolve("history"));
        Files.writeString(folder.resolve("run.json"), "{}");
        assertBadInput("run.json: cannot be read", "judge", folder.toString());
    }

    @Test
    void an_order_that_a_run_does_not_have() throws IOException {
        Files.createDirectories(folder.resolve("history"));
        Files.writeString(folder.resolve("run.json"), "{}");
        Files.writeString(folder.resolve("history").resolve("client.jsonl"), """
                {"type":"OperationSent","at":1,"operation":"o1","send":1,"kind":"PLACE","entity":"order:7f3a","actor":"c","intended":1}
                {"type":"OperationSent","at":2,"operation":"o2","send":1,"kind":"PLACE","entity":"order:7fb0","actor":"c","intended":2}
                """);
        assertBadInput(
                "no order begins with \"9\": expected the beginning of one order's id, such as 7f3a, 7fb0",
                "story",
                folder.toString(),
                "9");
        assertBadInput("more than one order begins with \"7f\"", "story", folder.toString(), "7f");
    }

    @Test
    void a_story_of_another_tool_s_history_that_cannot_be_shown() throws IOException {
        Path file = Files.writeString(folder.resolve("history.jsonl"), "{\"type\":\"Drained\",\"at\":1}\n");
        assertBadInput(folder + ": names no entity", "story", folder.toString(), "7");

        Files.writeString(file, "nonsense\n");
        assertBadInput("history.jsonl:1: ", "story", folder.toString(), "7");
    }

    @Test
    void a_port_in_use() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertBadInput("is in use", "app", "--port", Integer.toString(socket.getLocalPort()));
        }
    }

    @Test
    void a_path_that_no_system_can_express() {
        assertBadInput("this path cannot be used", "load", "--runs", "a\0b");
        assertBadInput("this path cannot be used", "describe", "a\0b.yaml");
    }

    @Test
    void a_run_whose_files_are_devices() throws IOException {
        Files.createDirectories(folder.resolve("history"));
        Files.createSymbolicLink(folder.resolve("run.json"), Path.of("/dev/zero"));
        assertBadInput("run.json: cannot be read, it is a device or a pipe", "judge", folder.toString());
    }

    @Test
    void no_jdk_25() throws IOException, InterruptedException {
        File script = new File("../scripts/find-jdk");
        ProcessBuilder find = new ProcessBuilder("sh", script.getPath()).redirectErrorStream(true);
        find.environment().putAll(Map.of("JAVA_HOME", "", "JDK_FOLDERS", folder.toString()));
        Process process = find.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(Main.BAD_INPUT);
        assertThat(output.lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("no JDK 25 found"));
    }
}
