package tribunal.scenario.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.scenario.input.BadInputException;

class ModelFileTest {
    private static final String OWN = """
            name: own
            entities:
              thing:
                attributes: { owner: fixed, price: fixed, note: changing }
                transitions:
                  - { from: null, to: NEW, event: ThingMade, requires: { asked: make } }
                  - { from: NEW, to: SOLD, event: ThingSold, requires: { applied: sell } }
                finals: { SOLD: { unlessApplied: giveBack } }
                outcomes: [{ after: { refused: sell }, in: [SOLD] }, { in: [SOLD] }]
            operations:
              make: { creates: thing, to: NEW, equals: { price: price }, by: owner }
            functions:
              Sell: { events: [ThingMade], changesState: true, effects: { sell: always } }
              Return: { events: [ThingSold], effects: { giveBack: unless-moved-on } }
            effects:
              sell: { oncePer: entity, quantity: price, account: till, sign: "+", takes: bag }
              giveBack: { oncePer: event, account: till, sign: "-", gives: bag, closes: sell }
            accounts: { till: { atEnd: { SOLD: price }, unit: points } }
            resources: { bag: { heldOnlyIn: [NEW] } }
            views: { shelf: { shows: thing, by: note } }
            races: { late: { effect: sell, after: SOLD } }
            topics:
              thing: { shows: thing, by: id }
              owner: { shows: thing, by: owner }
              shelf: { view: shelf, repeatedFrames: 2 }
            engine: { claims: none, settles: none, fencing: none }
            limits: { attempts: 5, lease: PT1S, deliveryTimeout: PT2S }
            """;

    private final Schema schema =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(ModelFile.schema());

    private List<String> complaints(String yaml) {
        return schema.validate(YAMLMapper.builder().build().readTree(yaml)).stream()
                .map(Object::toString)
                .toList();
    }

    private static String foodcourt() throws IOException {
        try (InputStream in = ModelFileTest.class.getResourceAsStream("/tribunal/scenario/foodcourt.model.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void right_models_are_right_for_an_editor_too() throws IOException {
        assertThat(complaints(OWN)).isEmpty();
        assertThat(complaints(foodcourt())).isEmpty();
        assertThat(complaints(Files.readString(Path.of("../docs/examples/ticket-shop/ticket-shop.model.yaml"))))
                .isEmpty();
        assertThat(ModelFile.read("own.yaml", OWN).entity("thing:1").transition(null, "NEW"))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
        from: NEW, to        | from: NEWW, to        | own.yaml:7:17: entities.thing.transitions[2].from: "NEWW": expected a state to which a transition leads, of NEW, SOLD (did you mean NEW?)
        applied: sell        | applied: sel          | own.yaml:7:71: entities.thing.transitions[2].requires.applied: "sel": expected an effect, of giveBack, sell (did you mean sell?)
        applied: sell        | applied: sell, refused: sell | entities.thing.transitions[2].requires: expected exactly one of applied, refused, noneFree, asked and acknowledged
        asked: make          | acknowledged: make     | transitions[1].requires: expected asked in place of acknowledged: an answer follows its change
        asked: make          | asked: mak            | requires.asked: "mak": expected an operation, of make (did you mean make?)
        SOLD: { unless       | GONE: { unless        | entities.thing.finals.GONE: "GONE": expected a state, of NEW, SOLD
        unlessApplied: giveBack | unlessApplied: give | finals.SOLD.unlessApplied: "give": expected an effect
        refused: sell }, in: [SOLD] | refused: sell }, in: [NEW] | entities.thing.outcomes[1].in: "NEW": expected a final state, of SOLD
        creates: thing       | creates: thin          | operations.make.creates: "thin": expected an entity, of thing (did you mean thing?)
        creates: thing       | creates: thing, reads: thing | operations.make: expected exactly one of creates, changes and reads
        to: NEW, equals      | equals                 | operations.make: expected the key to: the state that follows
        to: NEW, equals      | to: OLD, equals        | operations.make.to: "OLD": expected a state, of NEW, SOLD
        equals: { price      | equals: { prize        | operations.make.equals.prize: "prize": expected an attribute, of note, owner, price (did you mean price?)
        by: owner }          | by: owners }           | operations.make.by: "owners": expected an attribute
        events: [ThingMade]  | events: [ThingMad]     | functions.Sell.events: "ThingMad": expected an event of a transition, of ThingMade, ThingSold (did you mean ThingMade?)
        effects: { sell: always | effects: { sale: always | functions.Sell.effects.sale: "sale": expected an effect
        , effects: { giveBack: unless-moved-on } | §§ | effects.giveBack: expected a function with this effect
        till, sign: "+"      | till                   | effects.sell: expected account and sign together
        quantity: price      | quantity: prize        | effects.sell.quantity: "prize": expected an attribute
        account: till, sign: "+" | account: tills, sign: "+" | effects.sell.account: "tills": expected an account, of till (did you mean till?)
        takes: bag           | takes: box             | effects.sell.takes: "box": expected a resource, of bag
        gives: bag           | gives: box             | effects.giveBack.gives: "box": expected a resource, of bag
        closes: sell         | closes: sale           | effects.giveBack.closes: "sale": expected an effect
        atEnd: { SOLD: price | atEnd: { NEW: price    | accounts.till.atEnd.NEW: "NEW": expected a final state, of SOLD
        atEnd: { SOLD: price | atEnd: { SOLD: prize   | accounts.till.atEnd.SOLD: "prize": expected 0 or an attribute
        heldOnlyIn: [NEW]    | heldOnlyIn: [OLD]      | resources.bag.heldOnlyIn: "OLD": expected a state
        shows: thing, by: note | shows: things, by: note | views.shelf.shows: "things": expected an entity
        shows: thing, by: note | shows: thing, by: notes | views.shelf.by: "notes": expected an attribute
        effect: sell, after  | effect: sale, after    | races.late.effect: "sale": expected an effect
        after: SOLD          | after: OLD             | races.late.after: "OLD": expected a state
        by: id               | view: shelf            | topics.thing: expected either shows and by, or view
        , by: id             | §§                     | topics.thing: expected the key by: id or an attribute
        shows: thing, by: id | shows: thin, by: id    | topics.thing.shows: "thin": expected an entity
        thing, by: owner     | thing, by: owners      | topics.owner.by: "owners": expected id or an attribute
        lease: PT1S          | lease: soon            | limits.lease: "soon": expected a time
        view: shelf          | view: shelves          | topics.shelf.view: "shelves": expected a view
        """)
    void what_does_not_fit_is_named_with_its_line_and_the_nearest_name(String good, String bad, String problem) {
        String yaml = OWN.replaceFirst(Pattern.quote(good), bad == null ? "" : bad);

        assertThat(yaml).isNotEqualTo(OWN);
        assertThatThrownBy(() -> ModelFile.read("own.yaml", yaml))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void all_problems_are_reported_at_once_and_misspelt_keys_first() {
        String yaml = OWN.replace("finals:", "final:").replace("oncePer: event", "oncePer: evnt");

        assertThatThrownBy(() -> ModelFile.read("own.yaml", yaml))
                .hasMessageContaining("own.yaml:8:5: entities.thing.final: unknown: expected one of")
                .hasMessageContaining("(did you mean finals?)")
                .hasMessageContaining(
                        "effects.giveBack.oncePer: \"evnt\": expected one of entity, event (did you mean event?)");
        assertThat(complaints(yaml)).hasSize(2);
    }

    @Test
    void a_model_says_in_sentences_what_it_promises() {
        List<String> lines = ModelText.lines(ModelFile.read("own.yaml", OWN));

        assertThat(lines)
                .contains(
                        "  (new) ──> NEW   ThingMade  after make asked for",
                        "  NEW   ──> SOLD  ThingSold  after sell applied",
                        "  Fixed from the first commit on: owner, price.",
                        "  May remain in SOLD, unless a giveBack was applied.",
                        "  After sell refused it ends SOLD.",
                        "  make  creates a thing, which is then NEW; only for the actor that its owner names; commits as asked: price",
                        "  sell      happens at most once per thing, of its price; adds to till; takes a bag; in sentences: given sell",
                        "  giveBack  happens at most once per event; takes from till; gives back a bag; no sell after it; in sentences: given giveBack",
                        "  till  is counted in points; is never below 0; is the price in SOLD",
                        "  Claims are not observed: no-overlap is not judged, and amplification counts no attempts.",
                        "Engine: no back-off declared.",
                        "  Settles are not observed: no-overlap is not judged, amplification counts no attempts and judges no back-off, and at-least-once rests on attempts and effects alone.",
                        "  Fencing is not observed: neither outdated claims nor late answers are judged.",
                        "Limits, unless a history sets its own: dead letters after 5 attempts, a lease of 1000 ms, gaps of at least 0 ms, attempts given up after 2000 ms.");
        assertThat(ModelText.lines(ModelFile.read(
                        "own.yaml", OWN.replace("attempts: 5, lease: PT1S, deliveryTimeout: PT2S", "catchUp: PT1S"))))
                .contains(
                        "Limits, unless a history sets its own: no dead letters are judged, a lease of 3000 ms, gaps of at least 0 ms.");
        assertThat(ModelText.lines(ScenarioCatalogue.model()))
                .contains("Engine: pauses from 100 ms, times 2.0, up to 2000 ms, ±25%.");
        assertThat(ModelText.lines(ModelFile.read("empty.yaml", "name: empty")))
                .contains("Effects: none declared, so none is judged.");
    }
}
