-- Firmware images. Their bytes are files in the data directory.
CREATE TABLE firmware_image (
    id            TEXT PRIMARY KEY,
    board         TEXT NOT NULL,
    version       TEXT NOT NULL,
    chip          TEXT NOT NULL,
    built_version TEXT NOT NULL,
    project       TEXT NOT NULL,
    size_bytes    BIGINT NOT NULL,
    sha256        TEXT NOT NULL,
    notes         TEXT NOT NULL,
    uploaded_by   TEXT NOT NULL,
    uploaded_at   BIGINT NOT NULL,
    UNIQUE (board, version)
);

-- Which image devices shall have: one device, those of a group with one board, or all of a board.
CREATE TABLE firmware_target (
    id       TEXT PRIMARY KEY,
    kind     TEXT NOT NULL,
    subject  TEXT NOT NULL,
    board    TEXT NOT NULL,
    image_id TEXT NOT NULL REFERENCES firmware_image (id),
    forced   INTEGER NOT NULL,
    set_by   TEXT NOT NULL,
    set_at   BIGINT NOT NULL,
    UNIQUE (kind, subject, board)
);
CREATE INDEX firmware_target_by_image ON firmware_target (image_id);

-- Devices that came back with what a target forced upon them.
CREATE TABLE firmware_arrival (
    target_id TEXT NOT NULL REFERENCES firmware_target (id) ON DELETE CASCADE,
    device_id TEXT NOT NULL,
    PRIMARY KEY (target_id, device_id)
);
