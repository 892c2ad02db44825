-- Schema 6: which words a text has, for searching.
--
-- Each row of `documents` and of `claims` has its words under its `entry`, folded and each once;
-- rows that are no longer in force keep theirs, so that older versions are searched as well. The
-- text itself is not kept again. FTS5's "ascii" takes every character beyond ASCII for part of a
-- word: what a word is was decided before (store/words.py). Rows that were there before are indexed
-- when the book is opened.

CREATE VIRTUAL TABLE document_words USING fts5 (
    words, content = '', columnsize = 0, detail = 'none', tokenize = 'ascii'
);
CREATE VIRTUAL TABLE claim_words USING fts5 (
    words, content = '', columnsize = 0, detail = 'none', tokenize = 'ascii'
);
