package tribunal.scenario.file;

import static tribunal.scenario.yaml.ValueSchema.KeyShape.optional;
import static tribunal.scenario.yaml.ValueSchema.KeyShape.required;

import java.util.ArrayList;
import java.util.List;
import tribunal.scenario.yaml.ValueSchema;
import tribunal.scenario.yaml.ValueSchema.Choice;
import tribunal.scenario.yaml.ValueSchema.Counts;
import tribunal.scenario.yaml.ValueSchema.Items;
import tribunal.scenario.yaml.ValueSchema.KeyShape;
import tribunal.scenario.yaml.ValueSchema.Mapping;
import tribunal.scenario.yaml.ValueSchema.OneOf;
import tribunal.scenario.yaml.ValueSchema.Ratio;
import tribunal.scenario.yaml.ValueSchema.Text;
import tribunal.scenario.yaml.ValueSchema.Truth;

/** Describes the keys of the list {@code faults}. */
final class FaultSchema {

    private FaultSchema() {}

    static Mapping kinds() {
        return new Mapping(
                fault("duplicate", "delivered again", copies()),
                fault(
                        "delay",
                        "handed over late",
                        required("by", ValueSchema.TIME_RANGE, "by how much; below the delivery's time-out of 2s")),
                fault(
                        "reorder",
                        "held until a later event of the same order was handed over",
                        required(
                                "window",
                                ValueSchema.TIME_RANGE,
                                "for how long at most; below the delivery's time-out of 2s")),
                fault("drop", "never reaches the function"),
                fault("lose-answer", "the function ran, but its answer never reaches the dispatcher"),
                fault("lose-settle", "the dispatcher believes it has settled, but the settle never reaches the store"),
                fault(
                        "crash",
                        "the attempt crashes",
                        optional(
                                "at",
                                new Text(
                                        "any-step|before-start|before-answer|(before|after)-call-[1-9][0-9]?",
                                        "any-step"),
                                "where: before it starts, before or after its n-th call of a port, before its answer")),
                fault(
                        "fail",
                        "answers with a temporary error",
                        required("status", new Choice(List.of("500", "429", "503")), "the HTTP status"),
                        optional(
                                "retry-after",
                                ValueSchema.TIME,
                                "how long 429 or 503 asks the dispatcher to wait; 5s at most")),
                fault(
                        "hang",
                        "answers after the dispatcher has stopped waiting",
                        required("by", ValueSchema.TIME_RANGE, "when; above the delivery's time-out of 2s")),
                fault(
                        "poison",
                        "fails at every attempt, to the last: a declared dead letter",
                        optional("status", new Choice(List.of("500")), "fails with this status at every attempt"),
                        optional("permanent", new Truth(), "is refused for good at the first attempt"),
                        optional("garbage", new Truth(), "answers with content that cannot be read")),
                fault(
                        "third-party-slow",
                        "the third party answers late",
                        required("by", ValueSchema.TIME_RANGE, "by how much")),
                fault(
                        "third-party-fails",
                        "the third party fails: answers 500 or 409, refuses the connection, or acts and answers garbage"),
                fault("third-party-silent", "the third party acts and does not answer"));
    }

    static Items list() {
        return new Items(new OneOf(kinds()));
    }

    private static KeyShape[] copies() {
        return new KeyShape[] {
            required("copies", new Counts(1, 100), "how many copies"),
            required("spacing", ValueSchema.TIME_RANGE, "the time between one copy and the next"),
            required(
                    "concurrently", new Ratio(), "share of the deliveries whose copies come at once with the original"),
            optional("late", new Ratio(), "share of the deliveries whose copies come after a later event of the order")
        };
    }

    private static KeyShape fault(String kind, String description, KeyShape... own) {
        List<KeyShape> keys =
                new ArrayList<>(List.of(required("ratio", new Ratio(), "share of the attempts in question")));
        keys.addAll(List.of(own));
        keys.add(optional("function", new Choice(FaultRuleReader.functions()), "only this function's deliveries"));
        keys.add(optional("event", new Choice(FaultRuleReader.events()), "only events of this type"));
        keys.add(optional("journey", new Choice(FaultRuleReader.journeys()), "only orders with this journey"));
        keys.add(optional("name", new Text(".+", "late-charge"), "unique; decisions depend on it (default: the kind)"));
        return optional(kind, new Mapping(keys), description);
    }
}
