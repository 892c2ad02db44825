-- Schema 9: what people marked as sensitive; like noting a release, it settles nothing.

CREATE TABLE marks (
    entry INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    version_from INTEGER NOT NULL REFERENCES writes (version),
    version_to INTEGER REFERENCES writes (version) CHECK (version_to >= version_from),
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX marks_by_id ON marks (id, version_from);
CREATE INDEX marks_in_order ON marks (seq, version_from, version_to);
