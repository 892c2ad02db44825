"""Claims, incidents and rejections as CSV (RFC 4180), for spreadsheets and statistics programs.

A spreadsheet runs a cell that begins like a formula, and reports are written by strangers, so such
cells get an apostrophe in front (OWASP, "CSV Injection"). Columns and rows keep their order;
several values share a cell, apart by "; ", and an unknown value is an empty cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.core.records import Rejection
from tallybook.core.values import Count, Mention, Moment, Place, Weapon
from tallybook.publish.privacy import PublicTargets, public_targets
from tallybook.publish.publication import Publication

Numbers = tuple[int | float | None, ...]
Cell = str | int | float | bool | Numbers | None

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_QUOTES_APART = " | "


class Row(Struct, frozen=True, kw_only=True):
    """One claim or incident with what its cells are made from: itself, the claims whose sentences
    are quoted, and their documents."""

    record: Claim | Incident
    sure: bool
    quoted: tuple[Claim, ...]
    documents: tuple[Document, ...]
    targets: PublicTargets


Column = tuple[str, Callable[[Row], Cell]]


class ClaimsCsv:
    """Every claim on a row of its own, with the sentence that it rests on."""

    name = "claims-csv.v1"
    suffix = ".csv"
    media_type = "text/csv"

    def export(self, publication: Publication) -> Iterator[bytes]:
        """Yield the table in pieces."""
        rows = (
            row_of(publication, one.claim, one.sure, (one.claim.id,)) for one in publication.claims
        )
        return _records(CLAIM_COLUMNS, rows)


class IncidentsCsv:
    """Every incident on a row of its own, with the sentences that it rests on."""

    name = "incidents-csv.v1"
    suffix = ".csv"
    media_type = "text/csv"

    def export(self, publication: Publication) -> Iterator[bytes]:
        """Yield the table in pieces."""
        rows = (
            row_of(publication, one.incident, one.sure, one.incident.claims)
            for one in publication.incidents
        )
        return _records(INCIDENT_COLUMNS, rows)


class RejectionsCsv:
    """Every input that gave nothing on a row of its own, and why."""

    name = "rejections-csv.v1"
    suffix = ".csv"
    media_type = "text/csv"

    def export(self, publication: Publication) -> Iterator[bytes]:
        """Yield the table in pieces."""
        columns = Rejection.__struct_fields__
        rows = ([getattr(one, name) for name in columns] for one in publication.rejections)
        return _table(columns, rows)


def row_of(
    publication: Publication, record: Claim | Incident, sure: bool, claims: Sequence[str]
) -> Row:
    """Return a record with what is published of it; names are withheld in its quotations, too."""
    quoted = tuple(publication.all_claims[c] for c in claims if c in publication.all_claims)
    everyone = [*record.targets, *(target for claim in quoted for target in claim.targets)]
    own = public_targets(record.targets, record.places, publication.actors)
    theirs = public_targets(everyone, record.places, publication.actors)
    documents = dict.fromkeys(claim.document for claim in quoted)
    return Row(
        record=record,
        sure=sure,
        quoted=quoted,
        documents=tuple(publication.documents[d] for d in documents),
        targets=PublicTargets(own.names, theirs.withheld),
    )


def quotes_of(row: Row) -> list[str]:
    """Return the sentences behind a row, each once, with names withheld."""
    sentences = dict.fromkeys(claim.sentence.words for claim in row.quoted)
    return [row.targets.redacted(words) for words in sentences]


def titles_of(row: Row) -> list[str]:
    """Return the titles of a row's documents, else where they lie, with names withheld."""
    titles = (document.title or document.source for document in row.documents)
    return [row.targets.redacted(title) for title in titles]


def guarded(cell: str) -> str:
    """Return a cell's text so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _records(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    cells = ([read(row) for _, read in columns] for row in rows)
    return _table([name for name, _ in columns], cells)


def _table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        yield buffer.getvalue().encode("utf-8")
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode("utf-8")


def _cell(value: Cell) -> str:
    # Only what a report or a person wrote is guarded: a southern latitude begins with "-" too.
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return _joined(value)
    return guarded(value) if isinstance(value, str) else str(value)


def _joined(values: Iterable[object]) -> str:
    return "; ".join("" if value is None else str(value) for value in values)


def _names(values: Sequence[Mention | Weapon | Place]) -> str:
    return _joined(value.name for value in values)


def _low(count: Count | None) -> Cell:
    return None if count is None else count.low


def _high(count: Count | None) -> Cell:
    return None if count is None else count.high


def _when(moment: Moment | None, field: str) -> Cell:
    value: str | None = None if moment is None else getattr(moment, field)
    return value


def _field(name: str) -> Column:
    return (name, lambda row: getattr(row.record, name))


_SCOPE_COLUMNS: tuple[Column, ...] = (
    _field("event_type"),
    _field("stage"),
    ("attackers", lambda row: _names(row.record.attackers)),
    ("attacker_ids", lambda row: _joined(m.actor for m in row.record.attackers)),
    ("targets", lambda row: _joined(row.targets.names)),
    ("weapons", lambda row: _names(row.record.weapons)),
    ("weapon_ids", lambda row: _joined(w.weapon for w in row.record.weapons)),
    ("places", lambda row: _names(row.record.places)),
    ("geonames_ids", lambda row: tuple(p.geonames_id for p in row.record.places)),
    ("countries", lambda row: _joined(p.country for p in row.record.places)),
    ("lats", lambda row: tuple(p.lat for p in row.record.places)),
    ("lons", lambda row: tuple(p.lon for p in row.record.places)),
    ("radii_km", lambda row: tuple(p.radius_km for p in row.record.places)),
    ("precisions", lambda row: tuple(p.precision for p in row.record.places)),
    ("earliest", lambda row: _when(row.record.when, "earliest")),
    ("latest", lambda row: _when(row.record.when, "latest")),
    ("extent", lambda row: _when(row.record.when, "extent")),
    ("killed_low", lambda row: _low(row.record.killed)),
    ("killed_high", lambda row: _high(row.record.killed)),
    ("injured_low", lambda row: _low(row.record.injured)),
    ("injured_high", lambda row: _high(row.record.injured)),
)

_SOURCE_COLUMNS: tuple[Column, ...] = (
    ("quotes", lambda row: _QUOTES_APART.join(quotes_of(row))),
    ("titles", lambda row: _QUOTES_APART.join(titles_of(row))),
    ("publishers", lambda row: _joined(d.publisher for d in row.documents)),
    ("published", lambda row: _joined(d.published for d in row.documents)),
    ("documents", lambda row: _joined(d.id for d in row.documents)),
)

CLAIM_COLUMNS: tuple[Column, ...] = (
    _field("id"),
    ("sure", lambda row: row.sure),
    _field("kind"),
    _field("stance"),
    _field("verdict"),
    _field("preliminary"),
    _field("background"),
    ("count_low", lambda row: _low(row.quoted[0].count)),
    ("count_high", lambda row: _high(row.quoted[0].count)),
    *_SCOPE_COLUMNS,
    ("voices", lambda row: " → ".join(v.name for claim in row.quoted for v in claim.voices)),
    ("start", lambda row: row.quoted[0].sentence.start),
    ("end", lambda row: row.quoted[0].sentence.end),
    *_SOURCE_COLUMNS,
    _field("maker"),
    _field("confidence"),
)

INCIDENT_COLUMNS: tuple[Column, ...] = (
    _field("id"),
    ("sure", lambda row: row.sure),
    _field("standard"),
    *_SCOPE_COLUMNS,
    ("origins", lambda row: len(getattr(row.record, "origins", ()))),
    ("claims", lambda row: _joined(claim.id for claim in row.quoted)),
    ("unsure_with", lambda row: _joined(getattr(row.record, "unsure", ()))),
    *_SOURCE_COLUMNS,
)
