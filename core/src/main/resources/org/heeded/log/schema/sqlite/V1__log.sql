-- The tables of a Heeded log, version 1. ${heeded} stands before each name: a prefix, or a schema, a point and a prefix.

-- The versions of these tables that were made here.
CREATE TABLE ${heeded}version (
    version INTEGER NOT NULL PRIMARY KEY
);

-- One row a tenant. Who appends locks it until the end of the transaction, so that positions are in the order of commits.
CREATE TABLE ${heeded}log (
    tenant TEXT NOT NULL PRIMARY KEY,
    -- How many entries there are: the position of the next.
    entries INTEGER NOT NULL,
    -- The caller's transaction that appended last, if it was not our own, and where it began to.
    writer TEXT,
    since INTEGER NOT NULL
);

-- One row an entry; none is ever changed. All but the record is there to be unique and to be found by.
CREATE TABLE ${heeded}entry (
    tenant TEXT NOT NULL,
    g INTEGER NOT NULL,
    id TEXT NOT NULL,
    engagement TEXT NOT NULL,
    n INTEGER NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (tenant, g),
    UNIQUE (tenant, id),
    UNIQUE (tenant, engagement, n)
);

INSERT INTO ${heeded}version (version) VALUES (1);
