-- Schema 3: which writes changed what answers are made from.
--
-- Keeping an answer is a write as well, and changes no later answer. `settled` is 0 for the writes
-- that did nothing else.

ALTER TABLE writes ADD COLUMN settled INTEGER NOT NULL DEFAULT 1 CHECK (settled IN (0, 1));

WITH changed (version) AS (
    SELECT version_from FROM captures
    UNION SELECT version_from FROM documents UNION SELECT version_to FROM documents
    UNION SELECT version_from FROM claims UNION SELECT version_to FROM claims
    UNION SELECT version_from FROM judgements UNION SELECT version_to FROM judgements
    UNION SELECT version_from FROM incidents UNION SELECT version_to FROM incidents
    UNION SELECT version_from FROM redirects UNION SELECT version_to FROM redirects
    UNION SELECT version_from FROM origins UNION SELECT version_to FROM origins
    UNION SELECT version_from FROM rejections UNION SELECT version_to FROM rejections
)
UPDATE writes
SET settled = 0
WHERE NOT EXISTS (SELECT 1 FROM changed WHERE changed.version = writes.version);
