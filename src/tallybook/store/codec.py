"""Records as bytes: one JSON body each, the same for every engine.

JSON, because a book should still be readable in twenty years with nothing but a database
shell. Keys of mappings are sorted, so that equal records have equal bodies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

import msgspec

from tallybook.core.claims import Claim, ClaimKind, ClaimOutline, CountOutline
from tallybook.core.documents import Document, DocumentOutline
from tallybook.core.fetches import Fetch
from tallybook.core.garbage import collector_paused
from tallybook.core.incidents import Incident, IncidentOutline, Redirect
from tallybook.core.judgements import JudgeKind, Judgement, PersonJudgement
from tallybook.core.marks import Mark
from tallybook.core.origins import Origin
from tallybook.core.records import Rejection
from tallybook.core.releases import Release
from tallybook.core.tallies import Tally
from tallybook.core.tombstones import Tombstone
from tallybook.errors import BookError, RecordError, TallybookError
from tallybook.store.outlines import Outlines
from tallybook.store.protocol import Days, Record, RecordT

NAMES: Mapping[type[msgspec.Struct], str] = MappingProxyType(
    {
        Document: "documents",
        Claim: "claims",
        Judgement: "judgements",
        PersonJudgement: "person_judgements",
        Incident: "incidents",
        Redirect: "redirects",
        Origin: "origins",
        Rejection: "rejections",
        Fetch: "fetches",
        Tally: "tallies",
        Release: "releases",
        Tombstone: "tombstones",
        Mark: "marks",
    }
)
"""What each kind of record is called in a book; a database has a table of this name."""

OUTLINES: Mapping[type[msgspec.Struct], type[Claim] | type[Document] | type[Incident]] = (
    MappingProxyType(
        {
            ClaimOutline: Claim,
            CountOutline: Claim,
            DocumentOutline: Document,
            IncidentOutline: Incident,
        }
    )
)
"""The kinds of record that outlines are of."""

KEPT_OUTLINES = frozenset(OUTLINES) - {ClaimOutline}
"""The outlines that are kept beside the bodies."""

UNSETTLING = frozenset({NAMES[Tally], NAMES[Fetch], NAMES[Release], NAMES[Mark]})
"""Records that no answer is made from: writing them settles nothing."""

_encode = msgspec.json.Encoder(order="deterministic").encode
_decoders: dict[type[msgspec.Struct], msgspec.json.Decoder[Any]] = {}


def name_of(kind: type[msgspec.Struct]) -> str:
    """Return what a kind of record is called; raise RecordError for what is no record."""
    name = NAMES.get(whole(kind))
    if name is None:
        raise RecordError(
            f"a book keeps no {kind.__name__}; it keeps {', '.join(k.__name__ for k in NAMES)}"
        )
    return name


def whole(kind: type[msgspec.Struct]) -> type[Any]:
    """Return the kind of record that a kind is, or is an outline of."""
    return OUTLINES.get(kind, kind)


def encode(record: Record) -> bytes:
    """Return a record's body; raise RecordError where it could not be read back.

    Structs do not check their fields' types when they are made, and JSON has no NaN: reading
    each body back before it is written keeps a coder's defect from spoiling a book.
    """
    kind = type(record)
    name = name_of(kind)
    try:
        body = _encode(record)
        _decoder(kind).decode(body)
    except (msgspec.MsgspecError, TypeError, ValueError) as error:
        raise RecordError(f"{name}: {record.id!r} breaks its type's rules: {error}") from error
    return body


def decode(
    kind: type[RecordT], identifier: str, body: bytes, outlines: Outlines | None = None
) -> RecordT:
    """Return the record of a body, or the outline that is kept, with values that `outlines` have in
    common; raise BookError where it is damaged."""
    try:
        record: RecordT = _reader(kind, outlines)(body)
    except (msgspec.MsgspecError, TallybookError) as error:
        raise BookError(
            f"the book's {name_of(kind)} hold {identifier!r} in a form that cannot be read "
            f"({error}); restore the book from a backup, or add its reports to a new one"
        ) from error
    return record


def _reader(kind: type[msgspec.Struct], outlines: Outlines | None) -> Callable[[bytes], Any]:
    if kind is IncidentOutline:
        return (outlines or Outlines()).incident
    if kind is CountOutline:
        return (outlines or Outlines()).count
    return _decoder(kind).decode


def decode_page(
    kind: type[RecordT], rows: Sequence[tuple[str, bytes]], outlines: Outlines
) -> list[RecordT]:
    """Return the records of a page of (id, body) rows.

    A scan makes many small objects that all stay alive, and the cyclic garbage collector
    walks them over and over: pausing it for a page halves the time of a scan.
    """
    with collector_paused():
        return [decode(kind, identifier, body, outlines) for identifier, body in rows]


def same_record(kind: type[msgspec.Struct], old: bytes, new: bytes) -> bool:
    """Whether two bodies say the same; `old` may lack fields that later got a default."""
    return old == new or _encode(_decoder(kind).decode(old)) == new


class Filters(msgspec.Struct, frozen=True):
    """What a scan keeps: `fields` of a record that have any of some values, incidents and counts
    that may lie in the `days` from one to another and not in those that it goes `beyond`, and whose
    places leave it open that they lie in any of some `countries`, incidents and judgements on any
    of some `claims`."""

    fields: dict[str, tuple[str, ...]] = {}
    days: tuple[str, str] | None = None
    beyond: tuple[str, str] | None = None
    countries: tuple[str, ...] | None = None
    claims: tuple[str, ...] | None = None

    @property
    def by_days_or_places(self) -> bool:
        """Whether it asks when or where things may lie, which of claims counts alone say."""
        return self.days is not None or self.beyond is not None or self.countries is not None

    def keep(self, record: Record) -> bool:
        """Whether a record is one of those that the scan asks for."""
        if isinstance(record, Incident):
            on_claims = self.claims is None or not set(self.claims).isdisjoint(record.claims)
            return on_claims and self._may_lie(record)
        if isinstance(record, Claim) and self.by_days_or_places:
            kept = record.kind == "count" and self._may_lie(record)
        elif isinstance(record, Judgement) and self.claims is not None:
            kept = record.first in self.claims or record.second in self.claims
        else:
            kept = True
        fields = self.fields.items()
        return kept and all(getattr(record, field) in values for field, values in fields)

    def _may_lie(self, record: Incident | Claim) -> bool:
        earliest, latest = days_of(record)

        def may_lie_in(days: tuple[str, str]) -> bool:
            return earliest <= days[1] and days[0] <= latest

        within = self.days is None or may_lie_in(self.days)
        near = self.countries is None or country_of(record) in ("", *self.countries)
        return within and near and (self.beyond is None or not may_lie_in(self.beyond))


def filters_of(
    kind: type[msgspec.Struct],
    *,
    document: str | None,
    claim_kinds: Sequence[ClaimKind] | None,
    days: Days | None,
    beyond: Days | None,
    countries: Sequence[str] | None,
    claims: Sequence[str] | None,
    source: str | None,
    judges: Sequence[JudgeKind] | None,
) -> Filters:
    """Return what a scan keeps.

    Raises ValueError for a filter that the kind of record does not have, which would be silently
    left out.
    """
    if kind is CountOutline:
        claim_kinds = ("count",)
    kind = whole(kind)
    fields: dict[str, tuple[str, ...]] = {}
    if document is not None:
        fields["document"] = (document,)
    if claim_kinds is not None:
        fields["kind"] = tuple(claim_kinds)
    wrong = [] if kind is Claim else list(fields)
    lying = days is not None or beyond is not None or countries is not None
    wrong += ["days or countries"] if lying and kind not in (Incident, Claim) else []
    wrong += ["claims"] if claims is not None and kind not in (Incident, Judgement) else []
    if judges is not None:
        fields["judge"] = tuple(judges)
        wrong += [] if kind is Judgement else ["judges"]
    if source is not None:
        fields["source"] = (source,)
        wrong += [] if kind in (Rejection, Fetch) else ["source"]
    if wrong:
        raise ValueError(f"a scan of {name_of(kind)} has no filter {', '.join(wrong)}")
    return Filters(
        fields,
        None if days is None else (days[0].isoformat(), days[1].isoformat()),
        None if beyond is None else (beyond[0].isoformat(), beyond[1].isoformat()),
        None if countries is None else tuple(countries),
        None if claims is None else tuple(claims),
    )


def days_of(record: Incident | Claim) -> tuple[str, str]:
    """Return the first and the last day on which an incident, or what a claim counts, may lie, by
    its `when` alone."""
    first = None if record.when is None else record.when.first
    last = None if record.when is None else record.when.last
    return (first or date.min).isoformat(), (last or date.max).isoformat()


def country_of(record: Incident | Claim) -> str:
    """Return the one country in which all places of an incident, or of what a claim counts, lie; ""
    where they name no country, or several."""
    countries = {place.country for place in record.places}
    return (countries.pop() or "") if len(countries) == 1 else ""


def _decoder(kind: type[msgspec.Struct]) -> msgspec.json.Decoder[Any]:
    # Building one walks through all the types inside a record, so each is built once.
    if kind not in _decoders:
        _decoders[kind] = msgspec.json.Decoder(kind)
    return _decoders[kind]
