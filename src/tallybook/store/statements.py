"""The SQL of a book: functions that return a statement with its parameters and run nothing.

They keep to SQL that SQLite and PostgreSQL share. What differs has a name in `Dialect`, so
that another engine is a connection and a few names. Table and column names come from this
package alone, never from a user; every value is a parameter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from tallybook.store.words import IndexWords

Value = str | int | bytes | None


class Query(NamedTuple):
    """A statement, with "?" for each parameter."""

    sql: str
    parameters: tuple[Value, ...] = ()


class WordIndex(NamedTuple):
    """How an engine's index of words is worked: statements with "{words}" for its table, the
    forms of a word and of a word's beginning in what it is asked, and what stands between them."""

    add: str
    clear: str
    find: str
    word: str
    beginning: str
    both: str


class Dialect(NamedTuple):
    """What engines say differently: how a parameter is marked, how one that is a JSON array is
    read as rows, and how an index of words is filled, emptied and asked."""

    name: str
    parameter: str
    listed: str
    words: WordIndex

    def text(self, query: Query) -> str:
        """Return the statement as this engine wants it. No statement here quotes a "?"."""
        return query.sql.replace(LISTED, self.listed).replace("?", self.parameter)


JUDGED = ("first_claim", "second_claim")
"""The columns that repeat the claims of a judgement."""

_NUMBERED = "SELECT CAST(value AS BIGINT) FROM ({listed}) AS c"

LISTED = "{listed}"
"""Stands in a statement for the rows of a parameter that is a JSON array: a list of any length is
one parameter, where engines limit how many there may be."""

SQLITE = Dialect(
    name="sqlite",
    parameter="?",
    listed="SELECT value FROM json_each(?)",
    words=WordIndex(
        add="INSERT INTO {words} (rowid, words) VALUES (?, ?)",
        clear="INSERT INTO {words} ({words}) VALUES ('delete-all')",
        find="SELECT rowid FROM {words} WHERE {words} MATCH ?",
        word='"%s"',
        beginning='"%s"*',
        both=" AND ",
    ),
)
POSTGRESQL = Dialect(
    name="postgresql",
    parameter="%s",
    listed="SELECT value FROM json_array_elements_text(?::json)",
    words=WordIndex(
        add="INSERT INTO {words} (entry, words) "
        "VALUES (?, array_to_tsvector(string_to_array(?, ' ')))",
        clear="DELETE FROM {words}",
        find="SELECT entry FROM {words} WHERE words @@ ?::tsquery",
        word="'%s'",
        beginning="'%s':*",
        both=" & ",
    ),
)

WORD_TABLES = {"documents": "document_words", "claims": "claim_words"}
"""The tables whose rows are found by their words, with the index of each."""


OUTLINE_TABLES = {
    "documents": "document_outlines",
    "claims": "count_outlines",
    "incidents": "incident_outlines",
}
"""The tables of which rows have outlines, with the table that keeps these."""


def current_version() -> Query:
    """The number of the last write; 0 for a new book."""
    return Query("SELECT coalesce(max(version), 0) FROM writes")


def settled_version(version: int) -> Query:
    """The number of the last write up to `version` that settled something."""
    return Query(
        "SELECT coalesce(max(version), 0) FROM writes WHERE settled = 1 AND version <= ?",
        (version,),
    )


def open_write(version: int, written_at: str, *, settled: bool) -> Query:
    """Enter a write into the list of writes, which rows refer to; `settled` is False for one that
    has only kept answers and logged fetches so far."""
    return Query(
        "INSERT INTO writes (version, written_at, settled) VALUES (?, ?, ?)",
        (version, written_at, int(settled)),
    )


def settle_write(version: int) -> Query:
    """Note of a write that it does more than keep answers and log fetches."""
    return Query("UPDATE writes SET settled = 1 WHERE version = ?", (version,))


def next_entry(table: str) -> Query:
    """The entry that the table's next row gets."""
    return Query(f"SELECT coalesce(max(entry), 0) + 1 FROM {table}")


def get_many(
    table: str, identifiers: Sequence[str], version: int | None, *, outlined: bool = False
) -> Query:
    """Ids and bodies of some records at `version` (None: now), in no order; `outlined`, their
    entries and outlines."""
    held, parameters = _in_force(version)
    return Query(
        f"SELECT {_read(table, outlined=outlined)} WHERE id IN ({LISTED}) AND {held}",
        (_json(identifiers), *parameters),
    )


def latest(table: str, identifiers: Sequence[str]) -> Query:
    """The newest row of each of some records, in force or not."""
    return Query(
        f"SELECT id, entry, seq, version_from, version_to, body FROM {table} "
        f"WHERE id IN ({LISTED}) AND version_from = "
        f"(SELECT max(version_from) FROM {table} AS later WHERE later.id = {table}.id)",
        (_json(identifiers),),
    )


def scan(
    table: str,
    version: int | None,
    conditions: Sequence[Query] = (),
    *,
    newest_first: bool = False,
    outlined: bool = False,
) -> Query:
    """Ids and bodies at `version` that meet all `conditions`, in the order first written;
    `outlined`, entries and outlines."""
    where, parameters = _where(version, conditions)
    order = "seq DESC" if newest_first else "seq"
    return Query(
        f"SELECT {_read(table, outlined=outlined)} WHERE {where} ORDER BY {order}", parameters
    )


COUNTS = Query("kind = 'count'")
"""The condition that a claim is a count, as indexes of counts alone are found by it."""


def among(column: str, values: Sequence[str]) -> Query:
    """The condition that a column has one of some values."""
    # PostgreSQL has no empty list.
    words = f"{column} IN ({', '.join('?' * len(values))})" if values else "1 = 0"
    return Query(words, tuple(values))


def between(
    table: str,
    days: tuple[str, str] | None,
    beyond: tuple[str, str] | None,
    countries: Sequence[str] | None = None,
) -> Query:
    """The condition that an incident, or a count among the claims, may lie in some days (None: any)
    and may not lie in those `beyond` which it is to be, and may lie in some countries."""
    # In a query of its own, or SQLite would sooner walk over all rows than sort a few.
    words = [COUNTS.sql] if table == "claims" else []
    named = ("", *countries) if countries is not None else ()
    words += [f"country IN ({', '.join('?' * len(named))})"] if named else []
    words += ["latest >= ? AND earliest <= ?"] if days is not None else []
    words += ["NOT (latest >= ? AND earliest <= ?)"] if beyond is not None else []
    where = " AND ".join(words)
    values = (*named, *(days or ()), *(beyond or ()))
    return Query(f"entry IN (SELECT entry FROM {table} WHERE {where})", values)


def on_claims(claims: Sequence[str]) -> Query:
    """The condition that an incident rests on any of some claims."""
    words = f"entry IN (SELECT entry FROM incident_claims WHERE claim IN ({LISTED}))"
    return Query(words, (_json(claims),))


def with_words(table: str, words: IndexWords, dialect: Dialect) -> Query:
    """The condition that a row's text has some words, or words that begin so."""
    index = dialect.words
    asked = index.both.join(
        (index.beginning if goes_on else index.word) % word for word, goes_on in words
    )
    return Query(f"entry IN ({index.find.format(words=WORD_TABLES[table])})", (asked,))


def add_words(table: str, entry: int, words: str, dialect: Dialect) -> Query:
    """Enter the words of a row's text into the index."""
    return Query(dialect.words.add.format(words=WORD_TABLES[table]), (entry, words))


def clear_words(table: str, dialect: Dialect) -> Query:
    """Empty the index of a table's words."""
    return Query(dialect.words.clear.format(words=WORD_TABLES[table]))


def rows_after(table: str, entry: int, most: int, condition: str = "1 = 1") -> Query:
    """Entry, id and body of the next rows of a table that meet a condition, in force or not."""
    return Query(
        f"SELECT entry, id, body FROM {table} WHERE entry > ? AND {condition} "
        f"ORDER BY entry LIMIT {most}",
        (entry,),
    )


def of_claims(claims: Sequence[str]) -> Query:
    """The condition that a judgement is on any of some claims."""
    ends = (f"SELECT entry FROM judgements WHERE {end} IN ({LISTED})" for end in JUDGED)
    return Query(f"entry IN ({' UNION '.join(ends)})", (_json(claims),) * len(JUDGED))


def list_claims(entry: int, claims: Sequence[str]) -> Query:
    """Enter the claims of an incident's row."""
    return Query(
        f"INSERT INTO incident_claims (claim, entry) SELECT DISTINCT value, ? FROM ({LISTED}) AS c",
        (entry, _json(claims)),
    )


def count(table: str, version: int | None, conditions: Sequence[Query] = ()) -> Query:
    """How many records of a kind are in force at `version` and meet all `conditions`."""
    where, parameters = _where(version, conditions)
    return Query(f"SELECT count(*) FROM {table} WHERE {where}", parameters)


def rows(table: str, columns: Sequence[str], order: str) -> Query:
    """Every row of a table, in the order of some of its columns."""
    return Query(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}")


def insert(table: str, row: Mapping[str, Value]) -> Query:
    """Write a row."""
    return Query(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
        tuple(row.values()),
    )


def rewrite(table: str, entry: int, row: Mapping[str, Value]) -> Query:
    """Write a row again that the present write made, and that nobody else has seen."""
    settings = ", ".join(f"{column} = ?" for column in row)
    return Query(f"UPDATE {table} SET {settings} WHERE entry = ?", (*row.values(), entry))


def all_rows(table: str) -> Query:
    """Entry, id and body of every row of a table, in force or not."""
    return Query(f"SELECT entry, id, body FROM {table}")


def delete(table: str, column: str, values: Sequence[Value]) -> Query:
    """Take out the rows with any of some values."""
    return Query(
        f"DELETE FROM {table} WHERE {column} IN ({', '.join('?' * len(values))})", tuple(values)
    )


def close(table: str, entry: int, version: int) -> Query:
    """End a row's force at `version`."""
    return Query(f"UPDATE {table} SET version_to = ? WHERE entry = ?", (version, entry))


def capture(sha256: str, version: int | None) -> Query:
    """How a capture's bytes are coded, and the bytes."""
    if version is None:
        return Query("SELECT coding, data FROM captures WHERE sha256 = ?", (sha256,))
    return Query(
        "SELECT coding, data FROM captures WHERE sha256 = ? AND version_from <= ?",
        (sha256, version),
    )


def has_capture(sha256: str) -> Query:
    """One row where the book has these bytes."""
    return Query("SELECT 1 FROM captures WHERE sha256 = ?", (sha256,))


def lookup(index: str, table: str, keys: Sequence[int]) -> Query:
    """The keys of an index with the ids of the records of a table that are found by them."""
    return Query(
        f"SELECT k.key, r.id FROM index_keys AS k CROSS JOIN {table} AS r "
        f"WHERE r.entry = k.entry AND k.name = ? AND k.key IN ({_NUMBERED}) "
        "ORDER BY k.key, k.entry",
        (index, _json(keys)),
    )


def keys_of(index: str, table: str, identifiers: Sequence[str]) -> Query:
    """The ids of records with the keys that they are found by."""
    # SQLite takes a CROSS JOIN in the order written, and would sooner walk over the whole index.
    return Query(
        f"SELECT r.id, k.key FROM {table} AS r CROSS JOIN index_keys AS k "
        "WHERE k.entry = r.entry AND k.name = ? AND r.entry = r.seq "
        f"AND r.id IN ({LISTED}) ORDER BY r.id, k.key",
        (index, _json(identifiers)),
    )


def frequencies(index: str, keys: Sequence[int]) -> Query:
    """The keys of an index with how many records are found by them."""
    return Query(
        "SELECT key, count(*) FROM index_keys "
        f"WHERE name = ? AND key IN ({_NUMBERED}) GROUP BY key",
        (index, _json(keys)),
    )


def places(table: str, identifiers: Sequence[str]) -> Query:
    """The ids of records with the entries of their first rows, which an index knows them by."""
    return Query(
        f"SELECT id, entry FROM {table} WHERE entry = seq AND id IN ({LISTED})",
        (_json(identifiers),),
    )


def forget_keys(index: str, entries: Sequence[int]) -> Query:
    """Take records out of an index."""
    return Query(
        f"DELETE FROM index_keys WHERE name = ? AND entry IN ({_NUMBERED})", (index, _json(entries))
    )


def clear_index() -> Query:
    """Take all records out of all indexes."""
    return Query("DELETE FROM index_keys")


def list_keys(index: str, entry: int, keys: Sequence[int]) -> Query:
    """Enter the keys of a record into an index."""
    return Query(
        f"INSERT INTO index_keys (name, key, entry) SELECT DISTINCT ?, CAST(value AS BIGINT), "
        f"CAST(? AS BIGINT) FROM ({LISTED}) AS c",
        (index, entry, _json(keys)),
    )


def _read(table: str, *, outlined: bool) -> str:
    if outlined:
        # Outlines say whose they are; to look for the id would be to touch the row.
        return (
            f"CAST(entry AS TEXT), outline FROM {table} JOIN {OUTLINE_TABLES[table]} USING (entry)"
        )
    return f"id, body FROM {table}"


def _json(values: Sequence[str] | Sequence[int]) -> str:
    return msgspec.json.encode(values).decode("utf-8")


def _where(version: int | None, conditions: Sequence[Query]) -> Query:
    held, parameters = _in_force(version)
    more = (value for condition in conditions for value in condition.parameters)
    return Query(
        " AND ".join([held, *(condition.sql for condition in conditions)]), (*parameters, *more)
    )


def _in_force(version: int | None) -> tuple[str, tuple[Value, ...]]:
    if version is None:
        return "version_to IS NULL", ()
    return (
        "version_from <= ? AND (version_to IS NULL OR version_to > ?)",
        (version, version),
    )
