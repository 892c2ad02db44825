-- Schema 1: the first book.
--
-- Every kind of record has its own table of one shape, so that a scan of one kind reads pages
-- that hold nothing else. A row is one version of one record and is in force from the write
-- `version_from` until the write `version_to` (NULL: still in force); half open, so a row with
-- both equal was taken back by the very write that made it. `seq` is the `entry` of the
-- record's first row and thereby the order in which records were first written. `body` is the
-- record as JSON, which any tool reads; columns beside it repeat what scans filter on.

CREATE TABLE writes (
    version INTEGER PRIMARY KEY,
    written_at TEXT NOT NULL
);

CREATE TABLE captures (
    sha256 TEXT PRIMARY KEY,
    version_from INTEGER NOT NULL REFERENCES writes (version),
    coding TEXT NOT NULL CHECK (coding IN ('raw', 'zlib')),
    data BLOB NOT NULL
);

CREATE TABLE documents (
    entry INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    version_from INTEGER NOT NULL REFERENCES writes (version),
    version_to INTEGER REFERENCES writes (version) CHECK (version_to >= version_from),
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX documents_by_id ON documents (id, version_from);
CREATE INDEX documents_in_order ON documents (seq, version_from, version_to);

CREATE TABLE claims (
    entry INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    document TEXT NOT NULL,
    kind TEXT NOT NULL,
    version_from INTEGER NOT NULL REFERENCES writes (version),
    version_to INTEGER REFERENCES writes (version) CHECK (version_to >= version_from),
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX claims_by_id ON claims (id, version_from);
CREATE INDEX claims_in_order ON claims (seq, version_from, version_to);
CREATE INDEX claims_by_document ON claims (document, seq, version_from, version_to);
CREATE INDEX claims_by_kind ON claims (kind, seq, version_from, version_to);

CREATE TABLE judgements (
    entry INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    version_from INTEGER NOT NULL REFERENCES writes (version),
    version_to INTEGER REFERENCES writes (version) CHECK (version_to >= version_from),
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX judgements_by_id ON judgements (id, version_from);
CREATE INDEX judgements_in_order ON judgements (seq, version_from, version_to);

CREATE TABLE incidents (
    entry INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    version_from INTEGER NOT NULL REFERENCES writes (version),
    version_to INTEGER REFERENCES writes (version) CHECK (version_to >= version_from),
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX incidents_by_id ON incidents (id, version_from);
CREATE INDEX incidents_in_order ON incidents (seq, version_from, version_to);

CREATE TABLE redirects (
    entry INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    version_from INTEGER NOT NULL REFERENCES writes (version),
    version_to INTEGER REFERENCES writes (version) CHECK (version_to >= version_from),
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX redirects_by_id ON redirects (id, version_from);
CREATE INDEX redirects_in_order ON redirects (seq, version_from, version_to);

CREATE TABLE origins (
    entry INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    version_from INTEGER NOT NULL REFERENCES writes (version),
    version_to INTEGER REFERENCES writes (version) CHECK (version_to >= version_from),
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX origins_by_id ON origins (id, version_from);
CREATE INDEX origins_in_order ON origins (seq, version_from, version_to);

CREATE TABLE rejections (
    entry INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    version_from INTEGER NOT NULL REFERENCES writes (version),
    version_to INTEGER REFERENCES writes (version) CHECK (version_to >= version_from),
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX rejections_by_id ON rejections (id, version_from);
CREATE INDEX rejections_in_order ON rejections (seq, version_from, version_to);

CREATE TABLE tallies (
    entry INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    version_from INTEGER NOT NULL REFERENCES writes (version),
    version_to INTEGER REFERENCES writes (version) CHECK (version_to >= version_from),
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX tallies_by_id ON tallies (id, version_from);
CREATE INDEX tallies_in_order ON tallies (seq, version_from, version_to);
