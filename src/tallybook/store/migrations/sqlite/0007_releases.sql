-- Schema 7: the names under which a book was released, which are given once.
--
-- A release is a file of its own, and its table holds its own manifest alone. Like keeping an
-- answer, noting a release settles nothing.

CREATE TABLE releases (
    entry INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    version_from INTEGER NOT NULL REFERENCES writes (version),
    version_to INTEGER REFERENCES writes (version) CHECK (version_to >= version_from),
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX releases_by_id ON releases (id, version_from);
CREATE INDEX releases_in_order ON releases (seq, version_from, version_to);
