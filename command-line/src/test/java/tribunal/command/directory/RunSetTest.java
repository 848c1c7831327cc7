package tribunal.command.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static tribunal.command.JudgedRun.SOUND;
import static tribunal.command.JudgedRun.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.command.JudgedRun;
import tribunal.scenario.input.BadInputException;
import tribunal.verify.compare.ComparedRun;
import tribunal.verify.measure.FaultWindow;
import tribunal.verify.verdict.VerdictStatus;

class RunSetTest {
    @TempDir
    private Path folder;

    private Path directory(String name) {
        return folder.resolve("steady").resolve(name);
    }

    private static ComparedRun only(Path directory) {
        List<ComparedRun> runs = read(directory.toString());
        assertThat(runs).hasSize(1);
        return runs.getFirst();
    }

    private ComparedRun read(JudgedRun run) throws IOException {
        return only(run.write(directory("42")));
    }

    private static List<String> names(String written) {
        return read(written).stream().map(ComparedRun::name).toList();
    }

    private static List<ComparedRun> read(String written) {
        RunSet runs = RunSet.of(written);
        return runs.readAgainst(runs);
    }

    @Test
    void a_run_is_called_after_its_scenario_and_its_seed() throws IOException {
        assertThat(read(SOUND).name()).isEqualTo("steady/42");
    }

    @Test
    void equal_names_are_made_unique_by_more_of_their_paths() throws IOException {
        Path before = SOUND.write(folder.resolve("before/steady/42"));
        Path after = SOUND.write(folder.resolve("after/steady/42"));
        RunSet base = RunSet.of(before.toString());
        RunSet candidate = RunSet.of(after.toString());

        assertThat(base.readAgainst(candidate)).extracting(ComparedRun::name).containsExactly("before/steady/42");
        assertThat(candidate.readAgainst(base)).extracting(ComparedRun::name).containsExactly("after/steady/42");
    }

    @Test
    void its_conditions_are_all_that_is_no_matter_of_the_app_s_own() throws IOException {
        assertThat(read(SOUND.atRate("40/s")).conditions())
                .containsEntry("scenario", "steady")
                .containsEntry("traffic.ratePerSecond", "40.0")
                .containsEntry("phases.storm", "30s")
                .containsEntry("faults.rules[1].name", "late-charge")
                .containsEntry("swarm", "none")
                .containsEntry("mode", "load")
                .containsEntry("database", "embedded")
                .containsEntry("nodes", "2")
                .containsEntry("dials.pool", "8")
                .containsEntry("machine.processors", "4")
                .containsEntry("defect", "none")
                .allSatisfy((name, _) -> assertThat(name).doesNotStartWith("demands"))
                .doesNotContainKeys("name", "promise", "seed", "started");
    }

    @Test
    void its_latencies_are_those_that_were_measured() throws IOException {
        assertThat(read(SOUND).latencies())
                .containsExactlyInAnyOrder(JudgedRun.latency("place-order"), JudgedRun.latency("fan-out"));
    }

    @Test
    void each_of_its_files_is_needed() throws IOException {
        for (String name : List.of("run.json", "verdicts.json", "latency.hlog")) {
            Path run = SOUND.write(directory("without-" + name));
            Files.delete(run.resolve(name));

            assertThatThrownBy(() -> only(run))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void a_segment_that_was_not_to_be_trusted_is_not_trusted_now() throws IOException {
        Path run = SOUND.write(directory("42"));
        Files.writeString(run.resolve("verdicts.json"), """
                {"latency": {"fan-out": {"unknown": "clocks ran apart"}, "place-order": {"unknown": null}}}
                """);

        assertThat(only(run).latencies())
                .extracting("segment", "unknown")
                .containsExactly(tuple("fan-out", "clocks ran apart"), tuple("place-order", null));
    }

    @Test
    void what_is_not_valid_or_not_whole_is_of_no_use_and_says_why() throws IOException {
        assertThat(read(SOUND).unusable()).isEmpty();
        assertThat(read(SOUND.killed()).unusable()).contains("was cut short");
        assertThat(read(SOUND.withoutItsSchedule()).unusable()).contains("did not send its schedule");
        assertThat(read(SOUND.with(verdict("atomicity", VerdictStatus.UNKNOWN))).unusable())
                .contains("is UNKNOWN (atomicity)");
        assertThat(read(SOUND.with(
                                verdict("atomicity", VerdictStatus.UNKNOWN),
                                verdict("recovery", VerdictStatus.INVALID),
                                verdict("coverage", VerdictStatus.INVALID)))
                        .unusable())
                .contains("is INVALID (recovery, coverage)");
    }

    @Test
    void a_guarantee_that_was_not_demanded_may_be_unknown() throws IOException {
        assertThat(read(SOUND.with(
                                verdict("atomicity", VerdictStatus.VALID),
                                verdict("recovery", VerdictStatus.UNKNOWN),
                                verdict("no-overlap", VerdictStatus.NOT_EXERCISED)))
                        .unusable())
                .isEmpty();
    }

    @Test
    void of_an_older_run_that_does_not_say_what_was_demanded_all_is() throws IOException {
        Path run = SOUND.write(directory("42"));
        Files.writeString(run.resolve("verdicts.json"), """
                {"guarantees": [{"name": "recovery", "verdict": "UNKNOWN"}]}
                """);

        assertThat(only(run).unusable()).contains("is UNKNOWN (recovery)");
    }

    @Test
    void an_assault_is_no_outage() throws IOException {
        FaultWindow assault = new FaultWindow("chaos-monkey", 1, 2, new TreeMap<>());
        FaultWindow outage = new FaultWindow("database-restart", 3, 4, new TreeMap<>());

        assertThat(read(SOUND.with(assault)).outage()).isEmpty();
        assertThat(read(SOUND.with(assault, outage)).outage()).isEqualTo(Optional.of("database-restart"));
    }

    @Test
    void a_folder_means_all_of_its_runs_and_commas_add_others() throws IOException {
        SOUND.write(directory("2"));
        SOUND.write(directory("1"));
        Path other = SOUND.write(folder.resolve("calm").resolve("7"));
        Files.createDirectory(directory("notes"));
        Files.createSymbolicLink(directory("latest"), directory("2"));

        assertThat(names(other + ", " + folder.resolve("steady"))).containsExactly("calm/7", "steady/1", "steady/2");
    }

    @Test
    void a_link_to_a_run_is_that_run_and_a_folder_with_nothing_else_holds_none() throws IOException {
        Path run = SOUND.write(directory("42"));
        Path links = Files.createDirectory(folder.resolve("links"));
        Path latest = Files.createSymbolicLink(links.resolve("latest"), run);

        assertThat(names(latest.toString())).containsExactly("steady/42");
        assertThatThrownBy(() -> RunSet.of(links.toString()))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(links + ": no run: ");
    }
}
