-- Schema 6: which words a text has, for searching.
--
-- Each row of `documents` and of `claims` has its words under its `entry`, folded and each once;
-- rows that are no longer in force keep theirs, so that older versions are searched as well. What a
-- word is was decided before (store/words.py). Rows that were there before are indexed when the
-- book is opened.

CREATE TABLE document_words (
    entry BIGINT PRIMARY KEY REFERENCES documents (entry),
    words TSVECTOR NOT NULL
);
CREATE INDEX document_words_by_word ON document_words USING gin (words);

CREATE TABLE claim_words (
    entry BIGINT PRIMARY KEY REFERENCES claims (entry),
    words TSVECTOR NOT NULL
);
CREATE INDEX claim_words_by_word ON claim_words USING gin (words);
