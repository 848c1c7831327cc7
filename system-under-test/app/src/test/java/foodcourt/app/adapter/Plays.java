package foodcourt.app.adapter;

import foodcourt.app.adapter.Program.Ending;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** Programs drawn by a seed, and the orders in which their steps can come. */
@NullUnmarked
final class Plays {
    private final Random random;

    Plays(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    Cast cast(String name) {
        int many = chance(50) ? 1 : chance(70) ? 2 : 3;
        List<Integer> versions = new ArrayList<>();
        for (int order = 0; order < many; order++) {
            versions.add(random.nextInt(3));
        }
        return new Cast(name, versions);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Two or three actors, with few enough turns that their schedule is meaningful. */
    List<Program> programs(Cast cast) {
        boolean oneByOne = chance(30);
        List<Program> programs = new ArrayList<>();
        int many = chance(60) ? 2 : 3;
        for (int number = 0; number < many; number++) {
            programs.add(chance(75) ? transaction(cast) : outside(oneByOne));
        }
        return programs;
    }

    private Program transaction(Cast cast) {
        List<Step> steps = new ArrayList<>();
        for (int step = 0, many = 1 + random.nextInt(4); step < many; step++) {
            steps.add(inside(cast, random.nextInt(cast.size())));
        }
        Ending ending = chance(60) ? Ending.COMMIT : chance(50) ? Ending.COMMIT_ANYWAY : Ending.ROLLBACK;
        return new Program(steps, ending);
    }

    private Step inside(Cast cast, int order) {
        int now = cast.versions().get(order);
        return now == 0 ? withoutOrder(order) : withOrder(order, now);
    }

    private Step withoutOrder(int order) {
        return switch (random.nextInt(8)) {
            case 0 -> new Step.Lock(order);
            case 1, 2 -> new Step.Append(order, 1, random.nextInt(3));
            case 3 -> new Step.Count(order, 1);
            default -> new Step.Insert(order);
        };
    }

    private Step withOrder(int order, int now) {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> new Step.Lock(order);
            case 6, 7, 8, 9 -> new Step.Update(order, now + 1);
            case 10 -> new Step.Update(order, now + 2);
            case 11, 12, 13, 14 -> new Step.Append(order, now + 1, random.nextInt(3));
            case 15, 16, 17 -> new Step.Count(order, now);
            case 18 -> new Step.Count(order, chance(50) ? 1 : now + 1);
            default -> chance(70) ? new Step.Insert(order) : new Step.Append(order, now, 1);
        };
    }

    /** One by one: where several were ready at once, which of them a claim with a limit takes is anybody's guess. */
    private Program outside(boolean oneByOne) {
        List<Step> steps = new ArrayList<>();
        for (int step = 0, many = 1 + random.nextInt(4); step < many; step++) {
            steps.add(
                    switch (random.nextInt(8)) {
                        case 0, 1, 2 -> new Step.Claim(random.nextInt(2), oneByOne ? 1 : 10, chance(60));
                        case 3 -> new Step.Renew(!oneByOne && chance(50));
                        case 4, 5 -> new Step.Settle(random.nextInt(6), !oneByOne && chance(60));
                        case 6 -> chance(50) && !oneByOne ? new Step.Redrive() : new Step.Look();
                        default -> new Step.Look();
                    });
        }
        return new Program(steps, Ending.NONE);
    }

    /** All interleavings if there are no more than that, else as many drawn ones. */
    List<List<Integer>> interleavings(List<Program> programs, int most) {
        List<List<Integer>> all = new ArrayList<>();
        List<Integer> left =
                new ArrayList<>(programs.stream().map(Program::turns).toList());
        extend(new ArrayList<>(), left, all, most + 1);
        return all.size() <= most ? all : drawn(left, most);
    }

    private static void extend(List<Integer> begun, List<Integer> left, List<List<Integer>> all, int most) {
        boolean done = true;
        for (int number = 0; number < left.size() && all.size() < most; number++) {
            if (left.get(number) > 0) {
                done = false;
                left.set(number, left.get(number) - 1);
                begun.add(number);
                extend(begun, left, all, most);
                begun.removeLast();
                left.set(number, left.get(number) + 1);
            }
        }
        if (done && all.size() < most) {
            all.add(List.copyOf(begun));
        }
    }

    private List<List<Integer>> drawn(List<Integer> turns, int many) {
        List<Integer> ordered = new ArrayList<>();
        for (int number = 0; number < turns.size(); number++) {
            ordered.addAll(Collections.nCopies(turns.get(number), number));
        }
        Set<List<Integer>> drawn = new LinkedHashSet<>();
        while (drawn.size() < many) {
            Collections.shuffle(ordered, random);
            drawn.add(List.copyOf(ordered));
        }
        return List.copyOf(drawn);
    }
}
