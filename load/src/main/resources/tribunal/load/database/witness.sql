-- The database witness: triggers record what each transaction of the app does, within that transaction. Rows hold the
-- top-level transaction's id (xmin would differ inside savepoints). The harness adds the commit's time when it reads a
-- row. All objects are in the app's own schema, the first of the search path, and are dropped with it.

CREATE TABLE tribunal_entry (
    seq  bigint GENERATED ALWAYS AS IDENTITY,
    txid xid8  NOT NULL DEFAULT pg_current_xact_id(),
    kind text  NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX ON tribunal_entry (txid);

CREATE FUNCTION tribunal_order_committed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tribunal_entry (kind, body) VALUES ('Committed', jsonb_build_object(
        'entity', 'order:' || NEW.id, 'version', NEW.version, 'state', NEW.status,
        'attributes', jsonb_build_object('restaurant', NEW.restaurant, 'customer', NEW.customer,
                                         'total', NEW.total_cents::text),
        'from', CASE WHEN TG_OP = 'UPDATE' THEN OLD.status END));
    RETURN NULL;
END $$;
CREATE TRIGGER tribunal_order AFTER INSERT OR UPDATE ON customer_order
    FOR EACH ROW EXECUTE FUNCTION tribunal_order_committed();

CREATE FUNCTION tribunal_event_recorded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tribunal_entry (kind, body) VALUES ('EventRecorded', jsonb_build_object(
        'event', NEW.id, 'eventType', NEW.type, 'ordinal', NEW.ordinal, 'entity', 'order:' || NEW.order_id,
        'version', NEW.version));
    RETURN NULL;
END $$;
CREATE TRIGGER tribunal_event AFTER INSERT ON event
    FOR EACH ROW EXECUTE FUNCTION tribunal_event_recorded();

CREATE FUNCTION tribunal_event_altered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tribunal_entry (kind, body) VALUES ('EventAltered', jsonb_build_object(
        'event', OLD.id, 'how', TG_OP));
    RETURN NULL;
END $$;
CREATE TRIGGER tribunal_event_log AFTER UPDATE OR DELETE ON event
    FOR EACH ROW EXECUTE FUNCTION tribunal_event_altered();

CREATE FUNCTION tribunal_delivery_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tribunal_entry (kind, body)
    SELECT 'Claimed', jsonb_build_object('event', a.event, 'function', a.function, 'token', a.token,
                                         'node', a.node, 'attempt', a.attempt)
      FROM moved_to a JOIN moved_from b USING (event, function)
     WHERE a.state = 'CLAIMED' AND a.token IS DISTINCT FROM b.token
    UNION ALL
    SELECT 'Settled', jsonb_build_object('event', a.event, 'function', a.function, 'token', b.token,
                                         'settledBy', a.settled_by, 'outcome', a.settled_as)
      FROM moved_to a JOIN moved_from b USING (event, function)
     WHERE a.settled_by IS DISTINCT FROM b.settled_by;
    RETURN NULL;
END $$;
CREATE TRIGGER tribunal_delivery AFTER UPDATE ON delivery
    REFERENCING OLD TABLE AS moved_from NEW TABLE AS moved_to
    FOR EACH STATEMENT EXECUTE FUNCTION tribunal_delivery_moved();
