# A ticket shop of its own, which writes the history of its day: awk -f ticket-shop.awk > history.jsonl
# With -v lie=NAME it does one thing wrong. A booking is an entity; each line that is printed is one entry.
function put(kind, rest) { at += 1; printf "{\"type\":\"%s\",\"at\":%d000000,%s}\n", kind, at, rest }
function text(name, value) { return "\"" name "\":\"" value "\"" }
function id() { return text("entity", "booking:" b) }
function price() { return 1200 + 100 * (b % 3) }
function attributes() { return "{" text("buyer", "buyer-" b) "," text("show", "opera") "," text("price", price()) "}" }
function sent(name, n) { put("OperationSent", text("operation", name "/" b) ",\"send\":" n "," text("name", name) "," id() "," text("actor", "buyer-" b) ",\"intended\":" at "000000,\"input\":{" (name == "book" ? text("show", "opera") "," text("price", price()) : "") "}") }
function answered(name, n, state) { put("OperationAnswered", text("operation", name "/" b) ",\"send\":" n "," text("outcome", "ACKNOWLEDGED") ",\"version\":" version "," text("state", state)) }
function commit(to, event) {
    txn++; version++; events[event]++
    put("Committed", text("txn", txn) "," id() ",\"version\":" version ",\"from\":" (from == "" ? "null" : "\"" from "\"") "," text("state", to) ",\"attributes\":" attributes())
    if (lie != "event-missing" || event != "BookingPaid" || b != 4)
        put("EventRecorded", text("txn", lie == "split" && b == 4 ? txn "x" : txn) "," text("event", b "-" event) "," text("eventType", event) ",\"ordinal\":1," id() ",\"version\":" version)
    put("UpdateReceived", text("connection", "ws-" b) "," text("subscription", "mine-" b) "," id() ",\"version\":" (lie == "old-frame" && b == 4 && version == 3 ? 1 : version) "," text("state", lie == "old-frame" && b == 4 && version == 3 ? "REQUESTED" : to) ",\"attributes\":" attributes())
    if (from != "") cells[from]--
    cells[to]++; revision++; from = to; frame("ViewReceived", text("connection", "ws-0") "," text("subscription", "free") ",")
}
function frame(kind, before,   s, all) {
    for (s in cells) if (cells[s] > 0) all = all (all == "" ? "" : ",") "\"" s "\":" (cells[s] + (lie == "wrong-view" && kind == "ViewRead" && s == "CONFIRMED"))
    put(kind, before text("view", "availability") "," text("key", "opera") ",\"revision\":" revision ",\"cells\":{" all "}")
}
function effect(kind, event, name, key, quantity, resource, first) {
    request++
    put("EffectRequested", "\"request\":" request "," text("key", key) "," text("kind", kind) "," id() "," text("delivery", b "-" event "/" name) ",\"quantity\":" quantity)
    put("EffectApplied", "\"request\":" request ",\"first\":" first ",\"quantity\":" quantity ",\"resource\":" (resource == "" ? "null" : "\"" resource "\""))
}
function run(name, event, kind, quantity, resource, to, next_event,   copy) {  # one delivery; every third one is made twice
    for (copy = 0; copy <= (b % 3 == 0); copy++) {
        put("AttemptStarted", text("event", b "-" event) "," text("function", name) ",\"attempt\":1,\"copy\":" copy)
        if (!(lie == "effect-missing" && kind == "free") && !(lie == "ticket-missing" && kind == "ticket" && b == 4))
            effect(kind, event, name, (kind == "free" ? "reserve" : kind == "payBack" ? "bill" : kind) "-" b (lie == "two-keys" ? copy : ""), quantity, resource, copy == 0 || lie == "billed-twice" && kind == "bill" ? "true" : "false")
        if (copy == 0 && to != "") commit(to, next_event)
        put("AttemptEnded", text("event", b "-" event) "," text("function", name) ",\"attempt\":1,\"copy\":" copy "," text("ending", "DONE"))
    }
}
BEGIN {
    put("RunStarted", text("scenario", "one day") ",\"seed\":1," text("mode", "foreign") ",\"planned\":12,\"resources\":{\"seat\":8}")
    put("PhaseStarted", text("phase", "STORM"))
    put("Subscribed", text("connection", "ws-0") "," text("subscription", "free") "," text("topic", "availability:opera"))
    for (b = 1; b <= 12; b++) {
        version = 0; from = ""
        if (b == 12) { put("PhaseStarted", text("phase", "HEAL")); put("CanaryStarted", id()) }
        put("Subscribed", text("connection", "ws-" b) "," text("subscription", "mine-" b) "," text("topic", "buyer:buyer-" (lie == "stranger" && b == 4 ? 5 : b)))
        sent("book", 1); commit("REQUESTED", "BookingRequested"); answered("book", 1, "REQUESTED")
        run("ReserveSeat", "BookingRequested", "reserve", 0, "seat-" b, "HELD", "SeatHeld")
        if (b % 4 == 1) {  # the buyer gives up after the bill
            run("SendBill", "SeatHeld", "bill", price() + (lie == "wrong-bill"), "", "", "")
            sent("giveUp", 1); commit("EXPIRED", "BookingExpired"); answered("giveUp", 1, "EXPIRED")
            run("FreeSeat", "BookingExpired", "free", 0, "seat-" b, "", "")
            run("PayBack", "BookingExpired", "payBack", lie == "kept-money" ? 0 : price(), "", "", "")
        } else {
            run("SendBill", "SeatHeld", "bill", price(), "", "PAID", "BookingPaid")
            if (lie != "lost" || b != 4) run("SendTicket", "BookingPaid", "ticket", 0, "", lie == "wrong-step" && b == 4 ? "EXPIRED" : "CONFIRMED", lie == "wrong-step" && b == 4 ? "BookingExpired" : "BookingConfirmed")
        }
        sent("look", 1); if (lie == "stale-read" && b == 4) { version = 1; answered("look", 1, "REQUESTED") } else answered("look", 1, from)
    }
    put("Pinged", text("connection", "ws-0")); put("Ponged", text("connection", "ws-0"))
    put("PhaseStarted", text("phase", "DRAIN")); at += 40000; put("Drained", text("witness", "HARNESS")); frame("ViewRead", "")
}
