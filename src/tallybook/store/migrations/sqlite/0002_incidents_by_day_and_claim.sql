-- Schema 2: incidents are found by the days on which they may lie, and by their claims.
--
-- `earliest` and `latest` repeat the ends of the body's `when` as whole days; an end that is not
-- known, or whose year is not, is the first or the last day of all. A day that its month does not
-- have counts as the month's last. `incident_claims` repeats the body's `claims`, a row for each
-- row of `incidents` and each of its claims.

ALTER TABLE incidents ADD COLUMN earliest TEXT NOT NULL DEFAULT '0001-01-01';
ALTER TABLE incidents ADD COLUMN latest TEXT NOT NULL DEFAULT '9999-12-31';

UPDATE incidents
SET earliest = min(
    json_extract(CAST(body AS TEXT), '$.when.earliest'),
    coalesce(
        date(substr(json_extract(CAST(body AS TEXT), '$.when.earliest'), 1, 7) || '-01',
             '+1 month', '-1 day'),
        '9999-12-31'
    )
)
WHERE json_extract(CAST(body AS TEXT), '$.when.earliest') < 'X';

UPDATE incidents
SET latest = min(
    json_extract(CAST(body AS TEXT), '$.when.latest'),
    coalesce(
        date(substr(json_extract(CAST(body AS TEXT), '$.when.latest'), 1, 7) || '-01',
             '+1 month', '-1 day'),
        '9999-12-31'
    )
)
WHERE json_extract(CAST(body AS TEXT), '$.when.latest') < 'X';

CREATE INDEX incidents_by_days ON incidents (latest, earliest);

CREATE TABLE incident_claims (
    claim TEXT NOT NULL,
    entry INTEGER NOT NULL REFERENCES incidents (entry),
    PRIMARY KEY (claim, entry)
) WITHOUT ROWID;

INSERT INTO incident_claims (claim, entry)
SELECT DISTINCT claims.value, incidents.entry
FROM incidents, json_each(CAST(incidents.body AS TEXT), '$.claims') AS claims;
