-- Schema 11: counts are found by the days that they may be of.
--
-- As of incidents: `earliest` and `latest` repeat the ends of the body's `when` as whole days; an end
-- that is not known, or whose year is not, is the first or the last day of all. Of other claims
-- nothing is said.

ALTER TABLE claims ADD COLUMN earliest TEXT COLLATE "C" NOT NULL DEFAULT '0001-01-01';
ALTER TABLE claims ADD COLUMN latest TEXT COLLATE "C" NOT NULL DEFAULT '9999-12-31';

UPDATE claims
SET earliest = least(
    convert_from(body, 'UTF8')::json -> 'when' ->> 'earliest',
    to_char(
        (substr(convert_from(body, 'UTF8')::json -> 'when' ->> 'earliest', 1, 7) || '-01')::date
        + interval '1 month' - interval '1 day',
        'YYYY-MM-DD'
    )
)
WHERE kind = 'count'
  AND (convert_from(body, 'UTF8')::json -> 'when' ->> 'earliest') COLLATE "C" < 'X';

UPDATE claims
SET latest = least(
    convert_from(body, 'UTF8')::json -> 'when' ->> 'latest',
    to_char(
        (substr(convert_from(body, 'UTF8')::json -> 'when' ->> 'latest', 1, 7) || '-01')::date
        + interval '1 month' - interval '1 day',
        'YYYY-MM-DD'
    )
)
WHERE kind = 'count'
  AND (convert_from(body, 'UTF8')::json -> 'when' ->> 'latest') COLLATE "C" < 'X';

CREATE INDEX counts_by_days ON claims (kind, latest, earliest) WHERE kind = 'count';
