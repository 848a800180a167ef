-- What tests of storage itself write into: every type of column, rows that refer to one another, numbered rows.
CREATE TABLE test_parent (
    id    TEXT PRIMARY KEY,
    above TEXT REFERENCES test_parent (id)
);

CREATE TABLE test_child (
    number ${identity},
    parent TEXT NOT NULL REFERENCES test_parent (id),
    amount BIGINT NOT NULL,
    share  DOUBLE PRECISION,
    truth  INTEGER NOT NULL,
    bytes  ${bytes}
);

-- Two rows of each name are written in one change.
CREATE TABLE test_pair (
    name TEXT NOT NULL,
    half INTEGER NOT NULL,
    PRIMARY KEY (name, half)
);
