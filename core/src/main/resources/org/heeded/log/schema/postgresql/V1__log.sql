-- The tables of a Heeded log, version 1. ${heeded} stands before each name: a prefix, or a schema, a point and a prefix.

-- The versions of these tables that were made here.
CREATE TABLE ${heeded}version (
    version INTEGER NOT NULL PRIMARY KEY
);

-- One row a tenant. Who appends locks it until the end of the transaction, so that positions are in the order of commits.
CREATE TABLE ${heeded}log (
    tenant VARCHAR(200) COLLATE "C" NOT NULL PRIMARY KEY,
    -- How many entries there are: the position of the next.
    entries BIGINT NOT NULL,
    -- The caller's transaction that appended last, if it was not our own, and where it began to.
    writer VARCHAR(40),
    since BIGINT NOT NULL
);

-- One row an entry; none is ever changed. All but the record is there to be unique and to be found by.
CREATE TABLE ${heeded}entry (
    tenant VARCHAR(200) COLLATE "C" NOT NULL,
    g BIGINT NOT NULL,
    id VARCHAR(36) COLLATE "C" NOT NULL,
    engagement VARCHAR(200) COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    record BYTEA NOT NULL,
    PRIMARY KEY (tenant, g),
    UNIQUE (tenant, id),
    UNIQUE (tenant, engagement, n)
);

INSERT INTO ${heeded}version (version) VALUES (1);
