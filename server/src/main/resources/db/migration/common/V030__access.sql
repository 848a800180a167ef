-- People with an account. name_key is what must be unique: the name without case, width and composition.
CREATE TABLE person (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    name_key      TEXT NOT NULL UNIQUE,
    role          TEXT NOT NULL,
    password      TEXT,
    disabled      INTEGER NOT NULL,
    created_at    BIGINT NOT NULL,
    last_login_at BIGINT,
    version       BIGINT NOT NULL
);

-- Logins. Of the secrets that belong to one, the cookie's is here as a hash and the others nowhere.
CREATE TABLE login_session (
    id           TEXT PRIMARY KEY,
    person_id    TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    cookie_hash  TEXT NOT NULL,
    generation   INTEGER NOT NULL,
    created_at   BIGINT NOT NULL,
    refreshed_at BIGINT NOT NULL,
    used_at      BIGINT NOT NULL,
    address      TEXT NOT NULL,
    agent        TEXT NOT NULL
);
CREATE INDEX login_session_person ON login_session (person_id);

CREATE TABLE api_key (
    id           TEXT PRIMARY KEY,
    person_id    TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    name         TEXT NOT NULL,
    prefix       TEXT NOT NULL,
    hash         TEXT NOT NULL,
    scopes       TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT,
    last_used_at BIGINT
);
CREATE INDEX api_key_person ON api_key (person_id);

-- Who somebody is at an OpenID Connect provider.
CREATE TABLE foreign_identity (
    issuer    TEXT NOT NULL,
    subject   TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    linked_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX foreign_identity_person ON foreign_identity (person_id);

-- One row once the server has an owner.
CREATE TABLE owner_made (
    id INTEGER PRIMARY KEY CHECK (id = 1)
);

-- Hashes of the tokens an owner can be made with.
CREATE TABLE setup_token (
    hash TEXT PRIMARY KEY
);

-- One row: a value sealed with the master key, by which a start can tell whether it was given the right one.
CREATE TABLE key_witness (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    sealed TEXT NOT NULL
);

-- What was done. No entry refers to a row elsewhere: it outlives what it tells of.
CREATE TABLE audit_entry (
    id            ${identity},
    at            BIGINT NOT NULL,
    actor_kind    TEXT NOT NULL,
    actor_id      TEXT NOT NULL,
    actor_name    TEXT NOT NULL,
    actor_address TEXT NOT NULL,
    action        TEXT NOT NULL,
    subject       TEXT NOT NULL,
    details       TEXT NOT NULL
);
CREATE INDEX audit_entry_at ON audit_entry (at);
CREATE INDEX audit_entry_subject ON audit_entry (subject, id);
CREATE INDEX audit_entry_actor ON audit_entry (actor_id, id);
