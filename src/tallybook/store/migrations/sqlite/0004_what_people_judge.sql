-- Schema 4: what people judge, one row for each time that a person judged.
--
-- `judgements` holds the verdicts of rules and models alone.

CREATE TABLE person_judgements (
    entry INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    version_from INTEGER NOT NULL REFERENCES writes (version),
    version_to INTEGER REFERENCES writes (version) CHECK (version_to >= version_from),
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX person_judgements_by_id ON person_judgements (id, version_from);
CREATE INDEX person_judgements_in_order ON person_judgements (seq, version_from, version_to);
