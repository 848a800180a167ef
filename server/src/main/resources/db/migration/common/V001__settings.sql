-- What people set for the whole site while the server runs. The highest version is that of all settings together.
CREATE TABLE setting (
    name    TEXT PRIMARY KEY,
    value   TEXT NOT NULL,
    version BIGINT NOT NULL
);
