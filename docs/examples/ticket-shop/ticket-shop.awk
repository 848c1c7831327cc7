# A ticket shop of its own, which writes the history of its day: awk -f ticket-shop.awk > history.jsonl
# With -v lie=NAME it does one thing wrong. A booking is an entity; each line that is printed is one entry.
function put(kind, rest) { at++; printf "{\"type\":\"%s\",\"at\":%d000000%s}\n", kind, at, rest }
function field(name, value) { return ",\"" name "\":" (value ~ /^([0-9]+|true|false|null|[{].*)$/ ? value : "\"" value "\"") }
function lies(name) { return lie == name && b == 4 }
function sent(name, input) { put("OperationSent", field("operation", name "/" b) field("send", 1) field("name", name) id field("actor", "buyer-" b) field("intended", at "000000") field("input", input)) }
function answered(name, state) { put("OperationAnswered", field("operation", name "/" b) field("send", 1) field("outcome", "ACKNOWLEDGED") field("version", version) field("state", state)) }
function commit(to, event,   old) {
    version++; txn = b "-" version; old = lies("old-frame") && version == 3
    put("Committed", field("txn", txn) id field("version", version) field("from", from == "" ? "null" : from) field("state", to) attributes)
    if (!lies("event-missing") || event != "BookingPaid") put("EventRecorded", field("txn", txn (lies("split") ? "x" : "")) field("event", b "-" event) field("eventType", event) field("ordinal", 1) id field("version", version))
    put("UpdateReceived", field("connection", "ws-" b) field("subscription", "mine-" b) id field("version", old ? 1 : version) field("state", old ? "REQUESTED" : to) attributes)
    cells[from]--; cells[to]++; revision++; from = to; frame("ViewReceived", field("connection", "ws-0") field("subscription", "free"))
}
function frame(kind, receiver,   state, all) {
    for (state in cells) if (cells[state] > 0) all = all (all == "" ? "" : ",") "\"" state "\":" (cells[state] + (lie == "wrong-view" && kind == "ViewRead" && state == "CONFIRMED"))
    put(kind, receiver field("view", "availability") field("key", "opera") field("revision", revision) field("cells", "{" all "}"))
}
function run(name, event, kind, key, quantity, resource, to, next_event,   copy, attempt) {  # one delivery; every third one is made twice
    for (copy = 0; copy <= (b % 3 == 0); copy++) {
        attempt = field("event", b "-" event) field("function", name) field("attempt", 1) field("copy", copy); put("AttemptStarted", attempt)
        if (!(lie == "effect-missing" && kind == "free") && !(lies("ticket-missing") && kind == "ticket")) {
            put("EffectRequested", field("request", ++request) field("key", key "-" b (lie == "two-keys" ? copy : "")) field("kind", kind) id field("delivery", b "-" event "/" name) field("quantity", quantity))
            put("EffectApplied", field("request", request) field("first", copy == 0 || lie == "billed-twice" && kind == "bill" ? "true" : "false") field("quantity", quantity) resource)
        }
        if (copy == 0 && to != "") commit(to, next_event)
        put("AttemptEnded", attempt field("ending", "DONE"))
    }
}
BEGIN {
    put("RunStarted", field("scenario", "one day") field("seed", 1) field("mode", "foreign") field("planned", 12) field("resources", "{\"seat\":8}"))
    put("Subscribed", field("connection", "ws-0") field("subscription", "free") field("topic", "availability:opera"))
    for (b = 1; b <= 12; b++) {
        version = 0; from = ""; price = 1200 + 100 * (b % 3); wish = "\"show\":\"opera\",\"price\":\"" price "\""; seat = field("resource", "seat-" b)
        id = field("entity", "booking:" b); attributes = field("attributes", "{\"buyer\":\"buyer-" b "\"," wish "}")
        if (b == 12) { put("PhaseStarted", field("phase", "HEAL")); put("CanaryStarted", id) }
        put("Subscribed", field("connection", "ws-" b) field("subscription", "mine-" b) field("topic", "buyer:buyer-" (lies("stranger") ? 5 : b)))
        sent("book", "{" wish "}"); commit("REQUESTED", "BookingRequested"); answered("book", "REQUESTED")
        run("ReserveSeat", "BookingRequested", "reserve", "reserve", 0, seat, "HELD", "SeatHeld")
        run("SendBill", "SeatHeld", "bill", "bill", price + (lie == "wrong-bill"), "", b % 4 == 1 ? "" : "PAID", "BookingPaid")
        if (b % 4 == 1) {  # the buyer gives up after the bill
            sent("giveUp", "{}"); commit("EXPIRED", "BookingExpired"); answered("giveUp", "EXPIRED")
            run("FreeSeat", "BookingExpired", "free", "reserve", 0, seat)
            run("PayBack", "BookingExpired", "payBack", "bill", lie == "kept-money" ? 0 : price)
        } else if (!lies("lost"))
            run("SendTicket", "BookingPaid", "ticket", "ticket", 0, "", lies("wrong-step") ? "EXPIRED" : "CONFIRMED", lies("wrong-step") ? "BookingExpired" : "BookingConfirmed")
        sent("look", "{}"); if (lies("stale-read")) version = 1; answered("look", lies("stale-read") ? "REQUESTED" : from)
    }
    put("Pinged", field("connection", "ws-0")); put("Ponged", field("connection", "ws-0")); at += 40000; put("Drained"); frame("ViewRead")
}
