-- Devices, whom they are paired with, and what they reported. Nothing here opens a channel: tokens are made of their ids and
-- a key that is not in the database.
CREATE TABLE device (
    id                TEXT PRIMARY KEY,
    name              TEXT NOT NULL,
    owner_id          TEXT,
    assistant_id      TEXT,
    transport         TEXT,
    notes             TEXT NOT NULL,
    client_id         TEXT,
    token_id          TEXT,
    previous_token_id TEXT,
    rotated_at        BIGINT,
    bound_at          BIGINT,
    serial            TEXT,
    board             TEXT NOT NULL,
    chip              TEXT NOT NULL,
    firmware          TEXT NOT NULL,
    language          TEXT NOT NULL,
    hardware          TEXT NOT NULL,
    seen_at           BIGINT,
    seen_transport    TEXT,
    left_for          TEXT,
    used_token_id     TEXT,
    created_at        BIGINT NOT NULL,
    version           BIGINT NOT NULL
);

CREATE TABLE device_group (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    description TEXT NOT NULL,
    owner_id    TEXT,
    created_at  BIGINT NOT NULL,
    version     BIGINT NOT NULL
);

CREATE TABLE device_group_member (
    device_id TEXT NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    group_id  TEXT NOT NULL REFERENCES device_group (id) ON DELETE CASCADE,
    PRIMARY KEY (device_id, group_id)
);
CREATE INDEX device_group_member_by_group ON device_group_member (group_id);

-- Serial numbers whose chips sign challenges. The keys are sealed.
CREATE TABLE device_serial (
    serial      TEXT PRIMARY KEY,
    sealed_key  TEXT NOT NULL,
    imported_at BIGINT NOT NULL
);
