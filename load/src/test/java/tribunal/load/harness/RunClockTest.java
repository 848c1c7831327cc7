package tribunal.load.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tribunal.history.HarnessEntry.ClocksPaired;

class RunClockTest {
    @Test
    void a_wall_time_comes_back_to_the_moment_of_its_pair_and_between_pairs_in_proportion() {
        RunClock clocks = new RunClock(System.nanoTime());
        ClocksPaired first = clocks.pair();
        ClocksPaired last = first;
        while (last.wall() - first.wall() < 2_000) {
            last = clocks.pair();
        }
        assertThat(clocks.fromWall(first.wall())).isEqualTo(first.at());
        assertThat(clocks.fromWall(last.wall())).isEqualTo(last.at());
        assertThat(clocks.fromWall((first.wall() + last.wall()) / 2)).isBetween(first.at(), last.at());
        // Outside of all pairs the nearest one counts, with a microsecond for a microsecond.
        assertThat(clocks.fromWall(last.wall() + 5)).isEqualTo(last.at() + 5_000);
        assertThat(clocks.fromWall(first.wall() - 5)).isEqualTo(first.at() - 5_000);
    }

    @Test
    void pairs_older_than_ten_minutes_are_forgotten() {
        RunClock clocks = new RunClock(0);
        long tenthOfASecond = 100_000;
        for (long n = 0; n < 36_000; n++) {
            clocks.remember(new ClocksPaired(n, n * tenthOfASecond, 1));
        }
        // An hour of them; ten minutes are 6,000, and the one that is just ten minutes old.
        assertThat(clocks.remembered()).isEqualTo(6_001);
    }
}
