-- Schema 8: what is left of reports that were forgotten on request.

CREATE TABLE tombstones (
    entry BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version_from BIGINT NOT NULL REFERENCES writes (version),
    version_to BIGINT REFERENCES writes (version) CHECK (version_to >= version_from),
    body BYTEA NOT NULL
);
CREATE UNIQUE INDEX tombstones_by_id ON tombstones (id, version_from);
CREATE INDEX tombstones_in_order ON tombstones (seq, version_from, version_to);
