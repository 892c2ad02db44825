-- Schema 12: incidents and counts are found by the country in which they lie.
--
-- `country` repeats the one country in which all places of the body lie; '' where they name none, or
-- several. Of claims that count nothing it says nothing.

ALTER TABLE incidents ADD COLUMN country TEXT NOT NULL DEFAULT '';
ALTER TABLE claims ADD COLUMN country TEXT NOT NULL DEFAULT '';

UPDATE incidents
SET country = (
    SELECT CASE WHEN count(*) = count(named.country) AND min(named.country) = max(named.country)
        THEN min(named.country) ELSE '' END
    FROM (
        SELECT json_extract(places.value, '$.country') AS country
        FROM json_each(CAST(incidents.body AS TEXT), '$.places') AS places
    ) AS named
);

UPDATE claims
SET country = (
    SELECT CASE WHEN count(*) = count(named.country) AND min(named.country) = max(named.country)
        THEN min(named.country) ELSE '' END
    FROM (
        SELECT json_extract(places.value, '$.country') AS country
        FROM json_each(CAST(claims.body AS TEXT), '$.places') AS places
    ) AS named
)
WHERE kind = 'count';

CREATE INDEX incidents_by_country ON incidents (country, latest, earliest);
CREATE INDEX counts_by_country ON claims (kind, country, latest, earliest) WHERE kind = 'count';
