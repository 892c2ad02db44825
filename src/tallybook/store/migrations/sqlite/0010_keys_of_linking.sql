-- Schema 10: records are found by the keys that linking works out, and judgements by their claims.
--
-- `entry` is the entry of a record's first row (its `seq`), in the table that the index `name` is
-- of. Keys have no versions: they are those of the newest version, and can be worked out again.
-- Documents whose claims all have an origin were linked, by rules that left no keys: they get the
-- key of every linked document alone, and all are linked anew when a report is added next.

CREATE TABLE index_keys (
    name TEXT NOT NULL,
    key INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    PRIMARY KEY (name, key, entry)
) WITHOUT ROWID;
CREATE INDEX index_keys_by_entry ON index_keys (name, entry);

INSERT INTO index_keys (name, key, entry)
SELECT 'linked', 5744787256328288737, documents.seq
FROM documents
WHERE documents.version_to IS NULL
AND NOT EXISTS (
    SELECT 1 FROM claims
    WHERE claims.document = documents.id AND claims.version_to IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM origins WHERE origins.id = claims.id AND origins.version_to IS NULL
    )
);

ALTER TABLE judgements ADD COLUMN first_claim TEXT NOT NULL DEFAULT '';
ALTER TABLE judgements ADD COLUMN second_claim TEXT NOT NULL DEFAULT '';
ALTER TABLE judgements ADD COLUMN judge TEXT NOT NULL DEFAULT '';

UPDATE judgements
SET first_claim = json_extract(CAST(body AS TEXT), '$.first'),
    second_claim = json_extract(CAST(body AS TEXT), '$.second'),
    judge = json_extract(CAST(body AS TEXT), '$.judge');

CREATE INDEX judgements_by_first ON judgements (first_claim);
CREATE INDEX judgements_by_second ON judgements (second_claim);
CREATE INDEX judgements_by_judge ON judgements (judge, seq, version_from, version_to);
