-- Services that hear, answer and speak, in the order in which they are asked. The key is sealed.
CREATE TABLE provider (
    id                TEXT PRIMARY KEY,
    name              TEXT NOT NULL UNIQUE,
    base_url          TEXT NOT NULL,
    uses              TEXT NOT NULL,
    chat_model        TEXT NOT NULL,
    recognition_model TEXT NOT NULL,
    speech_model      TEXT NOT NULL,
    voice             TEXT NOT NULL,
    timeout_millis    BIGINT NOT NULL,
    enabled           INTEGER NOT NULL,
    place             INTEGER NOT NULL,
    sealed_key        TEXT,
    version           BIGINT NOT NULL
);

-- Who devices talk with. Exactly one is the default once there is any.
CREATE TABLE assistant (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    prompt     TEXT NOT NULL,
    language   TEXT NOT NULL,
    preferred  INTEGER NOT NULL,
    changed_at BIGINT NOT NULL,
    version    BIGINT NOT NULL
);
