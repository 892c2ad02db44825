-- Schema 8: what is left of reports that were forgotten on request.

CREATE TABLE tombstones (
    entry INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    version_from INTEGER NOT NULL REFERENCES writes (version),
    version_to INTEGER REFERENCES writes (version) CHECK (version_to >= version_from),
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX tombstones_by_id ON tombstones (id, version_from);
CREATE INDEX tombstones_in_order ON tombstones (seq, version_from, version_to);
