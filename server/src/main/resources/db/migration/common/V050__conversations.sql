-- What was said on one channel of a device. Its owner is whose the device was at that time: who gets it later does not
-- get what was said before.
CREATE TABLE conversation (
    id         TEXT PRIMARY KEY,
    device_id  TEXT NOT NULL,
    owner_id   TEXT,
    transport  TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    last_at    BIGINT NOT NULL,
    turns      INTEGER NOT NULL,
    preview    TEXT NOT NULL
);
CREATE INDEX conversation_latest ON conversation (last_at, id);
CREATE INDEX conversation_of_device ON conversation (device_id, last_at, id);
CREATE INDEX conversation_of_owner ON conversation (owner_id, last_at, id);

-- One question and its answer. Words are both in lower case, to be searched.
CREATE TABLE turn (
    id              TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    happened_at     BIGINT NOT NULL,
    outcome         TEXT NOT NULL,
    heard           TEXT NOT NULL,
    said            TEXT NOT NULL,
    trouble         TEXT NOT NULL,
    stages          TEXT NOT NULL,
    total_millis    DOUBLE PRECISION,
    server_millis   DOUBLE PRECISION,
    heard_sound     INTEGER NOT NULL,
    said_sound      INTEGER NOT NULL,
    words           TEXT NOT NULL
);
CREATE INDEX turn_of_conversation ON turn (conversation_id, happened_at, id);
CREATE INDEX turn_time ON turn (happened_at);
