-- Schema 5: the fetch log, and what was said of a source is found by it.
--
-- `source` repeats the body's. Like keeping an answer, logging a fetch settles nothing.

CREATE TABLE fetches (
    entry INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    version_from INTEGER NOT NULL REFERENCES writes (version),
    version_to INTEGER REFERENCES writes (version) CHECK (version_to >= version_from),
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX fetches_by_id ON fetches (id, version_from);
CREATE INDEX fetches_in_order ON fetches (seq, version_from, version_to);
CREATE INDEX fetches_by_source ON fetches (source, seq, version_from, version_to);

ALTER TABLE rejections ADD COLUMN source TEXT NOT NULL DEFAULT '';

UPDATE rejections SET source = json_extract(CAST(body AS TEXT), '$.source');

CREATE INDEX rejections_by_source ON rejections (source, seq, version_from, version_to);
