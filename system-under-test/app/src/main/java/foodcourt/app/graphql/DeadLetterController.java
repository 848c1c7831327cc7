package foodcourt.app.graphql;

import foodcourt.Foodcourt;
import foodcourt.eventing.DeadLetters;
import foodcourt.order.CustomerId;
import foodcourt.order.EventId;
import foodcourt.order.StorableText;
import foodcourt.port.DeadLetter;
import foodcourt.port.DeliveryId;
import foodcourt.port.FunctionName;
import foodcourt.port.Ports;
import foodcourt.port.ReadModels;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Serves the dead letters, to read and to redrive. */
@Controller
class DeadLetterController {
    private static final int READ_MAX = 1_000;
    private static final int REDRIVEN_MAX = 500;
    private static final int FUNCTION_LENGTH_MAX = 128;

    private final DeadLetters deadLetters;
    private final ReadModels reads;

    DeadLetterController(Foodcourt foodcourt, Ports ports) {
        this.deadLetters = foodcourt.deadLetters();
        this.reads = ports.reads();
    }

    record DeadLetterInput(String event, String function) {
        DeliveryId id() {
            if (!StorableText.isStorable(function, FUNCTION_LENGTH_MAX)) {
                throw new IllegalArgumentException("function: 1 to " + FUNCTION_LENGTH_MAX + " characters");
            }
            try {
                return new DeliveryId(new EventId(UUID.fromString(event)), new FunctionName(function));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("no event id: " + StorableText.storable(event, 64), e);
            }
        }
    }

    record Redriven(int deliveries) {}

    @QueryMapping
    List<DeadLetter> deadLetters(@Argument int limit) {
        if (limit < 0 || limit > READ_MAX) {
            throw new IllegalArgumentException("limit: 0 to " + READ_MAX);
        }
        return reads.deadLetters(limit);
    }

    /** Every identified caller may redrive, since identities are not proven yet. */
    @MutationMapping
    Redriven redriveDeadLetters(
            @Argument List<DeadLetterInput> letters, @ContextValue(required = false) @Nullable CustomerId customer) {
        Identity.required(customer);
        if (letters.size() > REDRIVEN_MAX) {
            throw new IllegalArgumentException("letters: at most " + REDRIVEN_MAX);
        }
        var ids = new LinkedHashSet<DeliveryId>();
        letters.forEach(letter -> ids.add(letter.id()));
        return new Redriven(deadLetters.redrive(ids));
    }

    @SchemaMapping(typeName = "DeadLetter")
    String event(DeadLetter letter) {
        return letter.id().event().toString();
    }

    @SchemaMapping(typeName = "DeadLetter")
    String function(DeadLetter letter) {
        return letter.id().function().value();
    }

    @SchemaMapping(typeName = "DeadLetter")
    String eventType(DeadLetter letter) {
        return letter.type().label();
    }
}
