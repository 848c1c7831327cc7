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

/** The keys of faults. */
final class FaultSchema {

    private FaultSchema() {}

    /** Every kind of fault. */
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
                fault("lose-answer", "the function ran, the dispatcher never hears of it"),
                fault("lose-settle", "the dispatcher believes it has settled, the store never hears of it"),
                fault(
                        "crash",
                        "the attempt dies",
                        optional(
                                "at",
                                new Text(
                                        "any-step|before-start|before-answer|(before|after)-call-[1-9][0-9]?",
                                        "any-step"),
                                "where: before it starts, before or after its n-th call of a port, before its answer")),
                fault(
                        "fail",
                        "answers with an error that passes",
                        required("status", new Choice(List.of("500", "429", "503")), "the HTTP status"),
                        optional(
                                "retry-after",
                                ValueSchema.TIME,
                                "how long 429 or 503 asks to be left alone; 5s at most")),
                fault(
                        "hang",
                        "answers after the dispatcher has stopped waiting",
                        required("by", ValueSchema.TIME_RANGE, "when; above the delivery's time-out of 2s")),
                fault(
                        "poison",
                        "fails for good, to the last attempt: a declared dead letter",
                        optional("status", new Choice(List.of("500")), "fails with this status at every attempt"),
                        optional("permanent", new Truth(), "is refused for good at the first attempt"),
                        optional("garbage", new Truth(), "answers what nobody can read")),
                fault(
                        "third-party-slow",
                        "the third party answers late",
                        required("by", ValueSchema.TIME_RANGE, "by how much")),
                fault("third-party-fails", "the third party answers 500 or refuses the connection"),
                fault("third-party-silent", "the third party acts and does not answer"));
    }

    /** A list of faults. */
    static Items list() {
        return new Items(new OneOf(kinds()));
    }

    private static KeyShape[] copies() {
        return new KeyShape[] {
            required("copies", new Counts(1, 100), "how many more"),
            required("spacing", ValueSchema.TIME_RANGE, "between one and the next"),
            required("concurrently", new Ratio(), "share of those that come at once with the original"),
            optional("late", new Ratio(), "share of those that come after a later event of the order")
        };
    }

    private static KeyShape fault(String kind, String description, KeyShape... own) {
        List<KeyShape> keys = new ArrayList<>(List.of(required("ratio", new Ratio(), "of the attempts in question")));
        keys.addAll(List.of(own));
        keys.add(optional("function", new Choice(FaultRuleReader.functions()), "only this function's deliveries"));
        keys.add(optional("event", new Choice(FaultRuleReader.events()), "only events of this type"));
        keys.add(optional(
                "journey", new Choice(FaultRuleReader.journeys()), "only orders whose customer goes this way"));
        keys.add(optional("name", new Text(".+", "late-charge"), "unique; decisions depend on it (default: the kind)"));
        return optional(kind, new Mapping(keys), description);
    }
}
