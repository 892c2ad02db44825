-- Schema 7: the names under which a book was released, which are given once.

CREATE TABLE releases (
    entry BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version_from BIGINT NOT NULL REFERENCES writes (version),
    version_to BIGINT REFERENCES writes (version) CHECK (version_to >= version_from),
    body BYTEA NOT NULL
);
CREATE UNIQUE INDEX releases_by_id ON releases (id, version_from);
CREATE INDEX releases_in_order ON releases (seq, version_from, version_to);
