-- Schema 11: counts are found by the days that they may be of.
--
-- As of incidents: `earliest` and `latest` repeat the ends of the body's `when` as whole days; an end
-- that is not known, or whose year is not, is the first or the last day of all. Of other claims
-- nothing is said.

ALTER TABLE claims ADD COLUMN earliest TEXT NOT NULL DEFAULT '0001-01-01';
ALTER TABLE claims ADD COLUMN latest TEXT NOT NULL DEFAULT '9999-12-31';

UPDATE claims
SET earliest = min(
    json_extract(CAST(body AS TEXT), '$.when.earliest'),
    coalesce(
        date(substr(json_extract(CAST(body AS TEXT), '$.when.earliest'), 1, 7) || '-01',
             '+1 month', '-1 day'),
        '9999-12-31'
    )
)
WHERE kind = 'count' AND json_extract(CAST(body AS TEXT), '$.when.earliest') < 'X';

UPDATE claims
SET latest = min(
    json_extract(CAST(body AS TEXT), '$.when.latest'),
    coalesce(
        date(substr(json_extract(CAST(body AS TEXT), '$.when.latest'), 1, 7) || '-01',
             '+1 month', '-1 day'),
        '9999-12-31'
    )
)
WHERE kind = 'count' AND json_extract(CAST(body AS TEXT), '$.when.latest') < 'X';

CREATE INDEX counts_by_days ON claims (kind, latest, earliest) WHERE kind = 'count';
