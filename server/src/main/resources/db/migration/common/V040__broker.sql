-- Sessions of MQTT clients that are kept while their client is away. left_at is null while it is
-- there, and after a server was killed.
CREATE TABLE mqtt_session (
    client_id      TEXT PRIMARY KEY,
    owner          TEXT NOT NULL,
    expiry_seconds BIGINT NOT NULL,
    left_at        BIGINT
);

CREATE TABLE mqtt_subscription (
    client_id           TEXT NOT NULL REFERENCES mqtt_session (client_id) ON DELETE CASCADE,
    filter              TEXT NOT NULL,
    qos                 INTEGER NOT NULL,
    no_local            INTEGER NOT NULL,
    retain_as_published INTEGER NOT NULL,
    retain_handling     INTEGER NOT NULL,
    identifier          INTEGER NOT NULL,
    PRIMARY KEY (client_id, filter)
);

-- Messages on their way to a client, in the order of their numbers. packet_id is 0 before a message of QoS 2 was sent;
-- topic is null when the client has it and only its release is left.
CREATE TABLE mqtt_delivery (
    client_id     TEXT NOT NULL REFERENCES mqtt_session (client_id) ON DELETE CASCADE,
    number        BIGINT NOT NULL,
    packet_id     INTEGER NOT NULL,
    qos           INTEGER NOT NULL,
    retain        INTEGER NOT NULL,
    subscriptions TEXT NOT NULL,
    topic         TEXT,
    payload       ${bytes},
    message_qos   INTEGER NOT NULL,
    properties    TEXT NOT NULL,
    expires_at    BIGINT,
    PRIMARY KEY (client_id, number)
);

-- Identifiers of messages of QoS 2 that a client has sent and not released.
CREATE TABLE mqtt_unreleased (
    client_id TEXT NOT NULL REFERENCES mqtt_session (client_id) ON DELETE CASCADE,
    packet_id INTEGER NOT NULL,
    PRIMARY KEY (client_id, packet_id)
);

CREATE TABLE mqtt_retained (
    topic      TEXT PRIMARY KEY,
    payload    ${bytes} NOT NULL,
    qos        INTEGER NOT NULL,
    properties TEXT NOT NULL,
    expires_at BIGINT
);
