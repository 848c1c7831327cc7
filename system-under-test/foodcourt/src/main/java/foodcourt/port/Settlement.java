package foodcourt.port;

import java.time.Duration;

/** How a claim ends. */
public sealed interface Settlement {
    Token token();

    /** The function did its work. */
    record Done(Token token) implements Settlement {}

    /** To be tried again after a while. */
    record Retry(Token token, Duration after, String why) implements Settlement {}

    /** Given up: a dead letter. */
    record Dead(Token token, String why) implements Settlement {}

    /** Given back untried, its attempt not counted. */
    record Released(Token token) implements Settlement {}
}
