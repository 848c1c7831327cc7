-- Orders, the event log, the delivery queue, and the boards of restaurants.

CREATE TABLE customer_order (
    id           uuid        PRIMARY KEY,
    customer     text        NOT NULL,
    restaurant   text        NOT NULL,
    placed_by    text        NOT NULL,
    items        jsonb       NOT NULL,
    total_cents  bigint      NOT NULL,
    status       text        NOT NULL,
    version      int         NOT NULL,
    cancelled_by text,
    placed_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX customer_order_customer ON customer_order (customer, placed_at, id);

-- Events are never changed or deleted: this table holds the whole history of state changes.
CREATE TABLE event (
    id          uuid        PRIMARY KEY,
    order_id    uuid        NOT NULL REFERENCES customer_order (id),
    type        text        NOT NULL,
    ordinal     int         NOT NULL,
    version     int         NOT NULL,
    payload     jsonb       NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (order_id, type, ordinal)
);

-- One row for each event and function. It can be claimed from ready_at on: once it is due, or its lease has lapsed.
CREATE SEQUENCE delivery_token;
CREATE TABLE delivery (
    event      uuid        NOT NULL REFERENCES event (id),
    function   text        NOT NULL,
    state      text        NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'CLAIMED', 'DONE', 'DEAD')),
    attempt    int         NOT NULL DEFAULT 0,
    token      bigint,
    node       text,
    due        timestamptz NOT NULL,
    ready_at   timestamptz NOT NULL,
    settled_by bigint,
    settled_as text,
    why        text,
    PRIMARY KEY (event, function)
) WITH (
    fillfactor = 70,
    -- Each delivery leaves two or three dead entries in its index. Done rows stay, so a larger share of the table would
    -- soon be too many dead entries.
    autovacuum_vacuum_scale_factor = 0.01,
    autovacuum_analyze_scale_factor = 0.02
);
CREATE INDEX delivery_waiting ON delivery (function, ready_at) WHERE state IN ('PENDING', 'CLAIMED');
CREATE INDEX delivery_dead ON delivery (event) WHERE state = 'DEAD';

-- The read side: counts by status, and the events that have been counted.
CREATE TABLE board (
    restaurant text   NOT NULL,
    status     text   NOT NULL,
    count      bigint NOT NULL,
    PRIMARY KEY (restaurant, status)
);
CREATE TABLE board_revision (
    restaurant text   PRIMARY KEY,
    revision   bigint NOT NULL
);
CREATE TABLE board_event (
    event uuid PRIMARY KEY REFERENCES event (id)
);
