-- Schema 13: what a tally looks at of a record is read without the rest.
--
-- `outline` repeats the fields of the body that a tally looks at (store/outlines.py): of documents, of
-- incidents, and of the counts among the claims, in rows that lie close together. What is there already
-- gets its outlines when the book is opened.

CREATE TABLE document_outlines (
    entry BIGINT PRIMARY KEY REFERENCES documents (entry),
    outline BYTEA NOT NULL
);
CREATE TABLE count_outlines (
    entry BIGINT PRIMARY KEY REFERENCES claims (entry),
    outline BYTEA NOT NULL
);
CREATE TABLE incident_outlines (
    entry BIGINT PRIMARY KEY REFERENCES incidents (entry),
    outline BYTEA NOT NULL
);
