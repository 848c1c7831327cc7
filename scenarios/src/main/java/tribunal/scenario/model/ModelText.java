package tribunal.scenario.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Account;
import tribunal.history.AppModel.Direction;
import tribunal.history.AppModel.Effect;
import tribunal.history.AppModel.FunctionTask;
import tribunal.history.AppModel.Obligation;
import tribunal.history.AppModel.Operation;
import tribunal.history.AppModel.Topic;
import tribunal.history.EntityType;
import tribunal.history.EntityType.Cause;
import tribunal.history.EntityType.Outcome;
import tribunal.history.EntityType.Stability;
import tribunal.history.EntityType.Transition;
import tribunal.history.JudgeLimits;

/** Says in sentences what a model promises, and draws its states. */
public final class ModelText {
    private static final String NEW = "(new)";

    private final AppModel model;
    private final List<String> lines = new ArrayList<>();

    private ModelText(AppModel model) {
        this.model = model;
    }

    /** Returns the lines of the description. */
    public static List<String> lines(AppModel model) {
        ModelText text = new ModelText(model);
        text.lines.add("The model of " + model.name() + ": what the judge holds an app to.");
        model.entities().forEach(text::entity);
        text.section("Operations", model.operations(), ModelText::operation);
        text.section("Functions", model.functions(), ModelText::function);
        text.section("Effects", model.effects(), text::effect);
        text.section("Accounts", model.accounts(), (name, account) -> account(account));
        text.section("Resources", model.resources(), (name, resource) -> resource(resource.heldOnlyIn()));
        text.section(
                "Views",
                model.views(),
                (name, view) ->
                        "counts the %ss in each state, one view for each %s".formatted(view.shows(), view.by()));
        text.section("Topics", model.topics(), (name, topic) -> topic(topic));
        text.engine();
        return text.lines;
    }

    /** Makes the sentence about a named part. */
    private interface Sentence<T> {
        String of(String name, T part);
    }

    private <T> void section(String title, Map<String, T> parts, Sentence<T> sentence) {
        lines.add("");
        if (parts.isEmpty()) {
            lines.add(title + ": none declared, so none is judged.");
            return;
        }
        lines.add(title + ":");
        int width = parts.keySet().stream().mapToInt(String::length).max().orElse(0);
        parts.forEach((name, part) -> lines.add("  %s  %s".formatted(padded(name, width), sentence.of(name, part))));
    }

    private void entity(String name, EntityType type) {
        lines.add("");
        lines.add("The states of %s:".formatted(name));
        drawStates(type);
        String fixed = type.attributes().entrySet().stream()
                .filter(attribute -> attribute.getValue() == Stability.FIXED)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (!fixed.isEmpty()) {
            lines.add("  Fixed from the first commit on: " + fixed + ".");
        }
        type.finalStates()
                .forEach((state, condition) -> lines.add("  May remain in " + state
                        + Optional.ofNullable(condition.unlessApplied())
                                .map(kind -> ", unless a " + kind + " was applied")
                                .orElse("")
                        + "."));
        type.outcomes().forEach(outcome -> lines.add("  " + outcome(outcome)));
        if (type.eventsMax() > 0) {
            lines.add("  Has at most " + type.eventsMax() + " events.");
        }
    }

    /** Draws each transition as a line, those from one state below each other. */
    private void drawStates(EntityType type) {
        int from = width(type.transitions().stream().map(ModelText::from));
        int to = width(type.transitions().stream().map(Transition::to));
        int event = width(type.transitions().stream().map(Transition::event));
        String before = "";
        for (Transition transition : type.transitions()) {
            String start = from(transition);
            lines.add("  %s ──> %s  %s%s"
                    .formatted(
                            padded(start.equals(before) ? "" : start, from),
                            padded(transition.to(), to),
                            padded(transition.event(), event),
                            Optional.ofNullable(transition.requires())
                                    .map(cause -> "  after " + cause.text())
                                    .orElse(""))
                    .stripTrailing());
            before = start;
        }
    }

    private static String from(Transition transition) {
        return Objects.requireNonNullElse(transition.from(), NEW);
    }

    private static int width(Stream<String> texts) {
        return texts.mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String outcome(Outcome outcome) {
        Cause after = outcome.after();
        return (after == null ? "Otherwise it ends " : "After " + after.text() + " it ends ")
                + String.join(" or ", outcome.states()) + ".";
    }

    private static String article(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
    }

    private static String operation(String name, Operation operation) {
        String what = operation.creates() != null
                ? "creates " + article(operation.creates())
                : operation.changes() != null
                        ? "changes " + article(operation.changes())
                        : "reads " + article(Objects.requireNonNullElse(operation.reads(), "entity"));
        String to = operation.to() == null ? "" : ", which is then " + operation.to();
        String by = operation.requesterAttribute() == null
                ? ""
                : "; only for the actor that its " + operation.requesterAttribute() + " names";
        String equal = operation.equalInput().isEmpty()
                ? ""
                : "; commits as asked: "
                        + String.join(", ", operation.equalInput().keySet());
        return what + to + by + equal;
    }

    private static String function(String name, FunctionTask task) {
        String effects = task.effects().entrySet().stream()
                .map(effect -> effect.getKey() + (effect.getValue() == Obligation.ALWAYS ? "" : " (unless moved on)"))
                .collect(Collectors.joining(", "));
        String due = task.due() == null
                ? ""
                : ", " + task.due().minMillis() + " to " + task.due().maxMillis() + " ms after it";
        return "receives " + String.join(", ", task.events()) + due
                + (effects.isEmpty() ? "" : "; applies " + effects)
                + (task.changesState() ? "; changes the state" : "");
    }

    private String effect(String name, Effect effect) {
        StringBuilder text =
                new StringBuilder("happens at most once per ").append(effect.isPerEvent() ? "event" : entityWord());
        Optional.ofNullable(effect.quantity())
                .ifPresent(attribute -> text.append(", of its ").append(attribute));
        Optional.ofNullable(effect.account())
                .ifPresent(account -> text.append("; ")
                        .append(effect.sign() == Direction.TAKES ? "takes from " : "adds to ")
                        .append(account));
        Optional.ofNullable(effect.takes())
                .ifPresent(resource -> text.append("; takes ").append(article(resource)));
        Optional.ofNullable(effect.gives())
                .ifPresent(resource -> text.append("; gives back ").append(article(resource)));
        Optional.ofNullable(effect.closes())
                .ifPresent(other -> text.append("; no ").append(other).append(" after it"));
        return text.append("; in sentences: ").append(model.past(name)).toString();
    }

    /** The word for what an effect belongs to: the only entity, or any. */
    private String entityWord() {
        return model.entities().size() == 1 ? model.entities().firstKey() : "entity";
    }

    private static String account(AppModel.Account account) {
        String counted = account.unit() == null ? "" : "is counted in " + account.unit() + "; ";
        return counted
                + "is never below 0"
                + account.atEnd().entrySet().stream()
                        .map(end -> "; is %s in %s"
                                .formatted(
                                        end.getValue().equals(Account.ZERO) ? Account.ZERO : "the " + end.getValue(),
                                        end.getKey()))
                        .collect(Collectors.joining());
    }

    private static String resource(List<String> states) {
        return states.isEmpty()
                ? "is given back in the end"
                : "is given back in the end, unless the state is " + String.join(" or ", states);
    }

    private static String topic(Topic topic) {
        String shown = topic.view() != null
                ? "shows the view " + topic.view()
                : "shows each %s by %s".formatted(topic.shows(), topic.by());
        return shown + "; repeats a version at most "
                + (topic.repeatedFrames() == 1 ? "once" : topic.repeatedFrames() + " times");
    }

    private void engine() {
        lines.add("");
        AppModel.BackOff backOff =
                model.engine() == null ? null : model.engine().backOff();
        lines.add(
                backOff == null
                        ? "Engine: no back-off declared"
                                + (model.observesSettles() ? ", so pauses must not shrink." : ".")
                        : "Engine: pauses from %d ms, times %s, up to %d ms, ±%.0f%%."
                                .formatted(
                                        backOff.firstMillis(),
                                        backOff.factor(),
                                        backOff.capMillis(),
                                        100 * backOff.jitter()));
        if (!model.observesClaims()) {
            lines.add("  Claims are not observed: no-overlap is not judged, and amplification counts no attempts.");
        }
        if (!model.observesSettles()) {
            lines.add(
                    "  Settles are not observed: no-overlap is not judged, amplification counts no attempts and judges no back-off, and at-least-once rests on attempts and effects alone.");
        }
        if (!model.observesFencing()) {
            lines.add("  Fencing is not observed: neither outdated claims nor late answers are judged.");
        }
        JudgeLimits limits = model.limits();
        if (limits != null) {
            lines.add("Limits, unless a history sets its own: %s, a lease of %s, gaps of at least %s%s."
                    .formatted(
                            limits.attempts() == 0
                                    ? "no dead letters are judged"
                                    : "dead letters after %d attempts".formatted(limits.attempts()),
                            limits.lease().toMillis() + " ms",
                            limits.leastRetryGap().toMillis() + " ms",
                            limits.deliveryTimeout() == null
                                    ? ""
                                    : ", attempts given up after "
                                            + limits.deliveryTimeout().toMillis() + " ms"));
        }
    }
}
