-- What people set for the whole site while the server runs; without a value it is as configured. The highest version is
-- that of all settings together.
CREATE TABLE setting (
    name    TEXT PRIMARY KEY,
    value   TEXT,
    version BIGINT NOT NULL
);
