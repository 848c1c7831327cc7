package tribunal.scenario.model;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Account;
import tribunal.history.AppModel.Effect;
import tribunal.history.AppModel.Operation;
import tribunal.history.AppModel.Topic;
import tribunal.history.EntityType;
import tribunal.history.EntityType.Cause;
import tribunal.history.EntityType.Outcome;
import tribunal.history.EntityType.Transition;
import tribunal.scenario.input.Suggestion;
import tribunal.scenario.yaml.ProblemList;
import tribunal.scenario.yaml.YamlNode;

/**
 * Checks that the parts of a model fit each other: each name that one part uses is declared by another. Collects all
 * problems, each with its place in the file.
 */
final class ModelNameCheck {
    private final AppModel model;
    private final YamlNode root;
    private final ProblemList problems;
    private final Set<String> states;
    private final Set<String> events;
    private final Set<String> attributes;

    ModelNameCheck(AppModel model, YamlNode root, ProblemList problems) {
        this.model = model;
        this.root = root;
        this.problems = problems;
        states = names(model.transitions().stream().map(Transition::to));
        events = names(model.transitions().stream().map(Transition::event));
        attributes = names(model.entities().values().stream().flatMap(type -> type.attributes().keySet().stream()));
    }

    private static Set<String> names(Stream<String> names) {
        return names.collect(Collectors.toCollection(TreeSet::new));
    }

    void check() {
        model.entities().forEach((name, type) -> checkEntity("entities." + name, type));
        model.operations().forEach((name, operation) -> checkOperation("operations." + name, operation));
        checkFunctions();
        model.effects().forEach((name, effect) -> checkEffect("effects." + name, name, effect));
        model.accounts()
                .forEach((name, account) -> account.atEnd().forEach((state, balance) -> {
                    String path = "accounts." + name + ".atEnd." + state;
                    require(path, state, "a final state", finalStates());
                    if (!balance.equals(Account.ZERO)) {
                        require(path, balance, "0 or an attribute", attributes);
                    }
                }));
        model.resources()
                .forEach((name, resource) -> resource.heldOnlyIn()
                        .forEach(state -> require("resources." + name + ".heldOnlyIn", state, "a state", states)));
        model.views().forEach((name, view) -> {
            require(
                    "views." + name + ".shows",
                    view.shows(),
                    "an entity",
                    model.entities().keySet());
            require("views." + name + ".by", view.by(), "an attribute", attributes(view.shows()));
        });
        model.races().forEach((name, race) -> {
            require(
                    "races." + name + ".effect",
                    race.effect(),
                    "an effect",
                    model.effects().keySet());
            require("races." + name + ".after", race.after(), "a state", states);
        });
        model.topics().forEach((name, topic) -> checkTopic("topics." + name, topic));
    }

    private Set<String> finalStates() {
        return names(model.entities().values().stream().flatMap(type -> type.finalStates().keySet().stream()));
    }

    private Set<String> attributes(@Nullable String entity) {
        EntityType type = entity == null ? null : model.entities().get(entity);
        return type == null ? attributes : type.attributes().keySet();
    }

    private void checkEntity(String path, EntityType type) {
        Set<String> own = names(type.transitions().stream().map(Transition::to));
        for (int n = 0; n < type.transitions().size(); n++) {
            Transition transition = type.transitions().get(n);
            String place = path + ".transitions[" + (n + 1) + "]";
            if (transition.from() != null) {
                require(place + ".from", transition.from(), "a state to which a transition leads", own);
            }
            checkCause(place + ".requires", transition.requires());
            if (transition.requires() != null && transition.requires().acknowledged() != null) {
                fail(place + ".requires", "asked in place of acknowledged: an answer follows its change");
            }
        }
        type.finalStates().forEach((state, condition) -> {
            require(path + ".finals." + state, state, "a state", own);
            optional(path + ".finals." + state + ".unlessApplied", condition.unlessApplied(), "an effect", effects());
        });
        for (int n = 0; n < type.outcomes().size(); n++) {
            Outcome outcome = type.outcomes().get(n);
            String place = path + ".outcomes[" + (n + 1) + "]";
            checkCause(place + ".after", outcome.after());
            outcome.states()
                    .forEach(state -> require(
                            place + ".in",
                            state,
                            "a final state",
                            type.finalStates().keySet()));
        }
    }

    private Set<String> effects() {
        return model.effects().keySet();
    }

    private Set<String> operations() {
        return model.operations().keySet();
    }

    private void checkCause(String path, @Nullable Cause cause) {
        if (cause == null) {
            return;
        }
        long set = Stream.of(cause.applied(), cause.refused(), cause.noneFree(), cause.asked(), cause.acknowledged())
                .filter(name -> name != null)
                .count();
        if (set != 1) {
            fail(path, "exactly one of applied, refused, noneFree, asked and acknowledged");
        }
        optional(path + ".applied", cause.applied(), "an effect", effects());
        optional(path + ".refused", cause.refused(), "an effect", effects());
        optional(path + ".noneFree", cause.noneFree(), "an effect", effects());
        optional(path + ".asked", cause.asked(), "an operation", operations());
        optional(path + ".acknowledged", cause.acknowledged(), "an operation", operations());
    }

    private void checkOperation(String path, Operation operation) {
        List<String> entities = Stream.of(operation.creates(), operation.changes(), operation.reads())
                .filter(name -> name != null)
                .toList();
        if (entities.size() != 1) {
            fail(path, "exactly one of creates, changes and reads");
            return;
        }
        Set<String> types = model.entities().keySet();
        optional(path + ".creates", operation.creates(), "an entity", types);
        optional(path + ".changes", operation.changes(), "an entity", types);
        optional(path + ".reads", operation.reads(), "an entity", types);
        optional(path + ".to", operation.to(), "a state", states);
        if (operation.to() == null && operation.reads() == null) {
            fail(path, "the key to: the state that follows");
        }
        Set<String> known = attributes(entities.getFirst());
        operation.equalInput().keySet().forEach(name -> require(path + ".equals." + name, name, "an attribute", known));
        optional(path + ".by", operation.requesterAttribute(), "an attribute", known);
    }

    private void checkFunctions() {
        model.functions().forEach((name, function) -> {
            String path = "functions." + name;
            function.events().forEach(event -> require(path + ".events", event, "an event of a transition", events));
            function.effects()
                    .keySet()
                    .forEach(kind -> require(path + ".effects." + kind, kind, "an effect", effects()));
        });
    }

    private void checkEffect(String path, String name, Effect effect) {
        boolean isAskedFor = model.functions().isEmpty()
                || model.functions().values().stream()
                        .anyMatch(function -> function.effects().containsKey(name));
        if (!isAskedFor) {
            fail(path, "a function with this effect");
        }
        if ((effect.account() == null) != (effect.sign() == null)) {
            fail(path, "account and sign together");
        }
        optional(path + ".quantity", effect.quantity(), "an attribute", attributes);
        optional(
                path + ".account",
                effect.account(),
                "an account",
                model.accounts().keySet());
        optional(
                path + ".takes", effect.takes(), "a resource", model.resources().keySet());
        optional(
                path + ".gives", effect.gives(), "a resource", model.resources().keySet());
        optional(path + ".closes", effect.closes(), "an effect", effects());
    }

    private void checkTopic(String path, Topic topic) {
        if ((topic.view() == null) == (topic.shows() == null)) {
            fail(path, "either shows and by, or view");
        }
        optional(path + ".view", topic.view(), "a view", model.views().keySet());
        if (topic.shows() != null) {
            require(
                    path + ".shows",
                    topic.shows(),
                    "an entity",
                    model.entities().keySet());
            if (topic.by() == null) {
                fail(path, "the key by: id or an attribute");
            } else if (!topic.by().equals(Topic.ID)) {
                require(path + ".by", topic.by(), "id or an attribute", attributes(topic.shows()));
            }
        }
    }

    private void optional(String path, @Nullable String name, String what, Collection<String> known) {
        if (name != null) {
            require(path, name, what, known);
        }
    }

    private void require(String path, String name, String what, Collection<String> known) {
        if (!known.contains(name)) {
            report(path, name, what, known);
        }
    }

    private void report(String path, String name, String what, Collection<String> known) {
        String names = known.isEmpty() ? ", but the model has none" : ", of " + String.join(", ", known);
        fail(path, "\"%s\"".formatted(name), what + names + Suggestion.hint(name, known));
    }

    private void fail(String path, String expected) {
        problems.add(root.place(path) + ": expected " + expected);
    }

    private void fail(String path, String found, String expected) {
        problems.add(root.place(path) + ": " + found + ": expected " + expected);
    }
}
