-- Schema 5: the first book in PostgreSQL, which holds what SQLite's steps 1 to 5 make.
--
-- The words of those steps hold here as well: a row is one version of one record, in force from
-- the write `version_from` until the write `version_to` (NULL: still in force), and columns beside
-- the body repeat what scans filter on. `body` is JSON in UTF-8: convert_from(body, 'UTF8')::jsonb.
-- Texts are compared by their bytes, whatever the server's language.

CREATE TABLE tallybook_book (schema_version BIGINT NOT NULL);
INSERT INTO tallybook_book VALUES (0);

CREATE TABLE writes (
    version BIGINT PRIMARY KEY,
    written_at TEXT NOT NULL,
    settled BIGINT NOT NULL DEFAULT 1 CHECK (settled IN (0, 1))
);

CREATE TABLE captures (
    sha256 TEXT COLLATE "C" PRIMARY KEY,
    version_from BIGINT NOT NULL REFERENCES writes (version),
    coding TEXT NOT NULL CHECK (coding IN ('raw', 'zlib')),
    data BYTEA NOT NULL
);

CREATE TABLE documents (
    entry BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version_from BIGINT NOT NULL REFERENCES writes (version),
    version_to BIGINT REFERENCES writes (version) CHECK (version_to >= version_from),
    body BYTEA NOT NULL
);
CREATE UNIQUE INDEX documents_by_id ON documents (id, version_from);
CREATE INDEX documents_in_order ON documents (seq, version_from, version_to);

CREATE TABLE claims (
    entry BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    version_from BIGINT NOT NULL REFERENCES writes (version),
    version_to BIGINT REFERENCES writes (version) CHECK (version_to >= version_from),
    body BYTEA NOT NULL
);
CREATE UNIQUE INDEX claims_by_id ON claims (id, version_from);
CREATE INDEX claims_in_order ON claims (seq, version_from, version_to);
CREATE INDEX claims_by_document ON claims (document, seq, version_from, version_to);
CREATE INDEX claims_by_kind ON claims (kind, seq, version_from, version_to);

CREATE TABLE judgements (
    entry BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version_from BIGINT NOT NULL REFERENCES writes (version),
    version_to BIGINT REFERENCES writes (version) CHECK (version_to >= version_from),
    body BYTEA NOT NULL
);
CREATE UNIQUE INDEX judgements_by_id ON judgements (id, version_from);
CREATE INDEX judgements_in_order ON judgements (seq, version_from, version_to);

CREATE TABLE person_judgements (
    entry BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version_from BIGINT NOT NULL REFERENCES writes (version),
    version_to BIGINT REFERENCES writes (version) CHECK (version_to >= version_from),
    body BYTEA NOT NULL
);
CREATE UNIQUE INDEX person_judgements_by_id ON person_judgements (id, version_from);
CREATE INDEX person_judgements_in_order ON person_judgements (seq, version_from, version_to);

CREATE TABLE incidents (
    entry BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    earliest TEXT COLLATE "C" NOT NULL,
    latest TEXT COLLATE "C" NOT NULL,
    version_from BIGINT NOT NULL REFERENCES writes (version),
    version_to BIGINT REFERENCES writes (version) CHECK (version_to >= version_from),
    body BYTEA NOT NULL
);
CREATE UNIQUE INDEX incidents_by_id ON incidents (id, version_from);
CREATE INDEX incidents_in_order ON incidents (seq, version_from, version_to);
CREATE INDEX incidents_by_days ON incidents (latest, earliest);

CREATE TABLE redirects (
    entry BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version_from BIGINT NOT NULL REFERENCES writes (version),
    version_to BIGINT REFERENCES writes (version) CHECK (version_to >= version_from),
    body BYTEA NOT NULL
);
CREATE UNIQUE INDEX redirects_by_id ON redirects (id, version_from);
CREATE INDEX redirects_in_order ON redirects (seq, version_from, version_to);

CREATE TABLE origins (
    entry BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version_from BIGINT NOT NULL REFERENCES writes (version),
    version_to BIGINT REFERENCES writes (version) CHECK (version_to >= version_from),
    body BYTEA NOT NULL
);
CREATE UNIQUE INDEX origins_by_id ON origins (id, version_from);
CREATE INDEX origins_in_order ON origins (seq, version_from, version_to);

CREATE TABLE rejections (
    entry BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    version_from BIGINT NOT NULL REFERENCES writes (version),
    version_to BIGINT REFERENCES writes (version) CHECK (version_to >= version_from),
    body BYTEA NOT NULL
);
CREATE UNIQUE INDEX rejections_by_id ON rejections (id, version_from);
CREATE INDEX rejections_in_order ON rejections (seq, version_from, version_to);
CREATE INDEX rejections_by_source ON rejections (source, seq, version_from, version_to);

CREATE TABLE fetches (
    entry BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    version_from BIGINT NOT NULL REFERENCES writes (version),
    version_to BIGINT REFERENCES writes (version) CHECK (version_to >= version_from),
    body BYTEA NOT NULL
);
CREATE UNIQUE INDEX fetches_by_id ON fetches (id, version_from);
CREATE INDEX fetches_in_order ON fetches (seq, version_from, version_to);
CREATE INDEX fetches_by_source ON fetches (source, seq, version_from, version_to);

CREATE TABLE tallies (
    entry BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version_from BIGINT NOT NULL REFERENCES writes (version),
    version_to BIGINT REFERENCES writes (version) CHECK (version_to >= version_from),
    body BYTEA NOT NULL
);
CREATE UNIQUE INDEX tallies_by_id ON tallies (id, version_from);
CREATE INDEX tallies_in_order ON tallies (seq, version_from, version_to);

CREATE TABLE incident_claims (
    claim TEXT COLLATE "C" NOT NULL,
    entry BIGINT NOT NULL REFERENCES incidents (entry),
    PRIMARY KEY (claim, entry)
);
