package foodcourt.app.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import foodcourt.app.RunningApp;
import foodcourt.app.adapter.Classics.Classic;
import foodcourt.app.adapter.PostgresStage.Session;
import foodcourt.app.adapter.Stage.Play;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * No program can distinguish the store in memory from PostgreSQL. Each schedule is played on both, step by step: the
 * results of each step, the waiting actors, the final state and the record of the witness are the same. Where
 * PostgreSQL may choose which actor continues first, the store in memory can make the same choice.
 */
@NullUnmarked
class IsolationIT extends RunningApp {
    private static final Path WITNESS = Path.of("../../load/src/main/resources/tribunal/load/database/witness.sql");
    private static final int CLASSICS_SECONDS = 18;
    private static final int CLASSICS_LEAST = 200;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    @Autowired
    JdbcConnectionDetails database;

    private final List<Session> sessions = new ArrayList<>();
    private final TreeMap<String, Integer> met = new TreeMap<>();
    private Session observer;
    private int plays;

    @BeforeEach
    void setUp() throws IOException {
        for (int actor = 0; actor < 3; actor++) {
            sessions.add(Session.open(database.getJdbcUrl()));
        }
        observer = Session.open(database.getJdbcUrl());
        jdbc.sql(Files.readString(WITNESS)).update();
    }

    @AfterEach
    void clearAway() {
        for (String function : List.of("order_committed", "event_recorded", "event_altered", "delivery_moved")) {
            jdbc.sql("DROP FUNCTION tribunal_" + function + " CASCADE").update();
        }
        jdbc.sql("DROP TABLE tribunal_entry").update();
        sessions.forEach(Session::close);
        observer.close();
    }

    /** {@code -Dschedules.seed=7 -Dschedules.seconds=1} plays on from seed 7 for 1 s, at least the whole first seed. */
    @Test
    void every_schedule_goes_in_memory_as_it_goes_in_postgresql() {
        long seed = Long.getLong("schedules.seed", 1);
        long end = System.nanoTime() + Long.getLong("schedules.seconds", 12) * NANOS_PER_SECOND;
        long first = seed;
        do {
            playAll(seed++);
        } while (System.nanoTime() < end);
        System.out.println(plays + " schedules of seeds " + first + " to " + (seed - 1) + " met " + met);
    }

    @Test
    void the_classics_go_in_memory_as_they_go_in_postgresql() {
        List<Play> left = classics();
        long end = System.nanoTime() + CLASSICS_SECONDS * NANOS_PER_SECOND;
        for (int i = 0; i < left.size() && (i < CLASSICS_LEAST || System.nanoTime() < end); i++) {
            play("a classic", left.get(i));
        }
        assertThat(met)
                .as("what %d schedules met", plays)
                .containsKeys("blocked", "nothing", "new", "there", "updated", "appended", "counted", "counted before")
                .containsKeys(
                        "SerializationConflict", "NotCommitted", "IllegalStateException", "committed", "rolled back");
    }

    /** In the same order every time, but not one classic after the other: a slow machine plays some of each. */
    private static List<Play> classics() {
        List<Play> all = new ArrayList<>();
        for (Classic classic : Classics.all()) {
            for (List<Integer> turns : new Plays(0).interleavings(classic.programs(), 40)) {
                all.add(new Play(new Cast("", classic.versions()), false, classic.programs(), turns));
            }
        }
        Collections.shuffle(all, new Random(0));
        return all;
    }

    private void playAll(long seed) {
        Plays drawn = new Plays(seed);
        Cast cast = drawn.cast("");
        boolean preclaimed = drawn.chance(40);
        List<Program> programs = drawn.programs(cast);
        for (List<Integer> turns : drawn.interleavings(programs, 12)) {
            play("seed " + seed + " (-Dschedules.seed=" + seed + ")", new Play(cast, preclaimed, programs, turns));
        }
    }

    /** A deadlock's victim may be another if the machine stalls, so the second time is slower. */
    private void play(String which, Play play) {
        for (int patience : List.of(5, 50, 200)) {
            Play own = named(play);
            Set<String> memory = inMemory(own);
            String postgres = new PostgresStage(sessions, observer, patience).play(own);
            if (memory.contains(postgres)) {
                meet(postgres);
                return;
            }
            if (patience == 200) {
                fail(
                        "%s: %s%nPostgreSQL:%n  %s%nmemory:%n  %s",
                        which, play, postgres, String.join("\nor:\n  ", memory));
            }
        }
    }

    private static Play named(Play play) {
        Cast own =
                new Cast("x" + Long.toString(System.nanoTime(), 36), play.cast().versions());
        return new Play(own, play.preclaimed(), play.programs(), play.turns());
    }

    private Set<String> inMemory(Play play) {
        Set<String> ways = new LinkedHashSet<>();
        Choices choices = new Choices();
        do {
            ways.add(new MemoryStage(choices).play(play));
        } while (choices.next());
        return ways;
    }

    private void meet(String trace) {
        plays++;
        trace.lines()
                .map(String::strip)
                .filter(line -> line.matches("[ABC]: .*"))
                .map(line -> line.replaceFirst("[ABC]: (ended by )?", "").replaceFirst("[:\\[{].*|o\\d.*", ""))
                .forEach(line -> met.merge(line.strip(), 1, Integer::sum));
    }
}
