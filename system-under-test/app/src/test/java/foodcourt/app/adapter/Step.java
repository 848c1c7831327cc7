package foodcourt.app.adapter;

import foodcourt.port.DeliveryId;
import foodcourt.port.FencingToken;
import foodcourt.port.Settlement;
import foodcourt.port.Tx;
import foodcourt.port.Tx.Placed;
import foodcourt.port.UnfencedQueue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** One operation of a program, which returns its outcome as text. */
@NullUnmarked
sealed interface Step {
    /** A statement of a transaction. */
    sealed interface Inside extends Step {
        String run(World world, Tx tx);
    }

    /** A transaction of its own. */
    sealed interface Outside extends Step {
        String run(World world);
    }

    record Lock(int order) implements Inside {
        @Override
        public String run(World world, Tx tx) {
            return tx.lock(world.cast().order(order, 1).id()).map(world::text).orElse("nothing");
        }
    }

    record Insert(int order) implements Inside {
        @Override
        public String run(World world, Tx tx) {
            return switch (tx.insert(world.cast().cancelledAtAnotherPrice(order, 1, 0))) {
                case Placed.New _ -> "new";
                case Placed.AlreadyThere there -> "there: " + world.text(there.order());
            };
        }
    }

    record Update(int order, int version) implements Inside {
        @Override
        public String run(World world, Tx tx) {
            tx.update(world.cast().cancelledAtAnotherPrice(order, version, 1));
            return "updated";
        }
    }

    record Append(int order, int version, int functions) implements Inside {
        @Override
        public String run(World world, Tx tx) {
            tx.append(world.cast().event(order, version), world.cast().deliveries(order, version, functions));
            return "appended";
        }
    }

    record Count(int order, int version) implements Inside {
        @Override
        public String run(World world, Tx tx) {
            return tx.moveOnBoard(world.cast().change(order, version)) ? "counted" : "counted before";
        }
    }

    record Claim(int function, int limit, boolean lapses) implements Outside {
        @Override
        public String run(World world) {
            return world.claim(function, limit, lapses ? Duration.ZERO : World.LONG);
        }
    }

    record Renew(boolean lapses) implements Outside {
        @Override
        public String run(World world) {
            return world.text(
                    world.queue().renew(new LinkedHashSet<>(world.tokens()), lapses ? Duration.ZERO : World.LONG));
        }
    }

    /** Settles what was given last, or all that was ever given; kinds 0 to 5. */
    record Settle(int kind, boolean all) implements Outside {
        @Override
        public String run(World world) {
            List<FencingToken> tokens = world.tokens();
            List<FencingToken> some =
                    all || tokens.isEmpty() ? tokens : tokens.subList(tokens.size() - 1, tokens.size());
            return "fenced " + world.text(kind < 5 ? settle(world, some) : settleLate(world, some));
        }

        /** Settles by the first token of each delivery, fenced by the last. */
        private static Set<FencingToken> settleLate(World world, List<FencingToken> tokens) {
            Map<FencingToken, FencingToken> fences = new LinkedHashMap<>();
            tokens.forEach(token -> fences.put(firstOf(token.delivery(), world.tokens()), token));
            List<Settlement> batch = fences.keySet().stream()
                    .<Settlement>map(Settlement.Done::new)
                    .toList();
            return ((UnfencedQueue) world.queue()).settle(batch, fences::get);
        }

        private Set<FencingToken> settle(World world, List<FencingToken> tokens) {
            return world.queue().settle(tokens.stream().map(this::settlement).toList());
        }

        private Settlement settlement(FencingToken token) {
            return switch (kind) {
                case 0 -> new Settlement.Done(token);
                case 1 -> new Settlement.Retry(token, Duration.ZERO, "busy");
                case 2 -> new Settlement.Retry(token, World.LONG, "very busy");
                case 3 -> new Settlement.Dead(token, "hopeless");
                case 4 -> new Settlement.Released(token);
                default -> throw new IllegalArgumentException("kind " + kind);
            };
        }

        private static FencingToken firstOf(DeliveryId delivery, List<FencingToken> all) {
            return all.stream()
                    .filter(token -> token.delivery().equals(delivery))
                    .findFirst()
                    .orElseThrow();
        }
    }

    record Redrive() implements Outside {
        @Override
        public String run(World world) {
            return "redriven " + world.redrive();
        }
    }

    record Look() implements Outside {
        @Override
        public String run(World world) {
            return world.look();
        }
    }
}
