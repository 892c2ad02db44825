-- Schema 9: what people marked as sensitive; like noting a release, it settles nothing.

CREATE TABLE marks (
    entry BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version_from BIGINT NOT NULL REFERENCES writes (version),
    version_to BIGINT REFERENCES writes (version) CHECK (version_to >= version_from),
    body BYTEA NOT NULL
);
CREATE UNIQUE INDEX marks_by_id ON marks (id, version_from);
CREATE INDEX marks_in_order ON marks (seq, version_from, version_to);
