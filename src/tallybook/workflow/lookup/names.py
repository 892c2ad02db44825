"""What the name of a place or of an actor is read as."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from tallybook.core.documents import Document, Paragraph
from tallybook.core.values import Place
from tallybook.errors import NothingFoundError
from tallybook.knowledge.actor_matching import bearers
from tallybook.knowledge.actor_types import Actor
from tallybook.knowledge.actors import ActorTable
from tallybook.knowledge.gazetteer import Gazetteer, GazetteerEntry
from tallybook.knowledge.loading import Knowledge


class PlaceCandidate(Struct, frozen=True, kw_only=True):
    """A place that a name may mean. `inside` are the division and the country that hold it;
    `say` are words that mean this place and no other."""

    key: str
    geonames_id: int | None
    name: str
    kind: str
    countries: tuple[str, ...]
    inside: tuple[str, ...]
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: int
    population: int
    say: str


class PlaceLookup(Struct, frozen=True, kw_only=True, tag_field="lookup", tag="place"):
    """What a place name means: `chosen` as a claim would hold it, None where none is chosen."""

    text: str
    countries: tuple[str, ...]
    chosen: Place | None
    why: tuple[str, ...]
    candidates: tuple[PlaceCandidate, ...]


class ActorName(Struct, frozen=True):
    """An actor that another one refers to."""

    id: str
    name: str


class TieView(Struct, frozen=True, kw_only=True):
    """A dated tie to another actor; years, None is open."""

    kind: str
    to: ActorName
    since: int | None
    until: int | None
    source: str


class ActorCandidate(Struct, frozen=True, kw_only=True):
    """An actor that a name may mean, as the table has it; `ties` are also those of what it is
    part of, `party` is the topmost body that it belongs to."""

    id: str
    name: str
    kind: str
    country: str | None
    active_in: tuple[str, ...]
    aliases: tuple[str, ...]
    acronyms: tuple[str, ...]
    active_from: int | None
    active_until: int | None
    part_of: tuple[ActorName, ...]
    party: ActorName
    may_include: tuple[ActorName, ...]
    speaks_for: ActorName | None
    ties: tuple[TieView, ...]
    ucdp_id: int | None
    source: str


class ActorLookup(Struct, frozen=True, kw_only=True, tag_field="lookup", tag="actor"):
    """Whom a name means: `chosen` among the candidates, None where none is chosen."""

    text: str
    countries: tuple[str, ...]
    date: str | None
    chosen: ActorCandidate | None
    why: tuple[str, ...]
    candidates: tuple[ActorCandidate, ...]


def look_up_place(text: str, knowledge: Knowledge, countries: Sequence[str]) -> PlaceLookup:
    """Return what a place name, a key or a phrase ("40 km east of Goma") means."""
    gazetteer = knowledge.gazetteer
    entry = gazetteer.by_key(text)
    if entry is not None:
        place, named = gazetteer.place_of(entry), [_candidate(gazetteer, entry, entry.key)]
        return _place(text, countries, place, ("the key of one entry",), named)
    decision = gazetteer.decide(text, countries=countries)
    candidates = [_candidate(gazetteer, e, say) for e, say in gazetteer.ways_to_say(text)]
    place = decision.place
    if place.key is not None:
        known = gazetteer.by_key(place.key)
        if known is not None and all(c.key != known.key for c in candidates):
            candidates.insert(0, _candidate(gazetteer, known, known.key))
        return _place(text, countries, place, decision.steps, candidates)
    why = (*decision.steps, place.reason or "not in the gazetteer")
    if not candidates:
        told = _as_told(text, knowledge, countries)
        if told is None:
            raise NothingFoundError(f"no place {text!r}: {place.reason}; {gazetteer.advice(text)}")
        base = gazetteer.by_key((told.key or "").rpartition("|")[2])
        named = [] if base is None else [_candidate(gazetteer, base, base.key)]
        return _place(text, countries, told, ("read as in a sentence of a report",), named)
    return _place(text, countries, None, why, candidates)


def _place(
    text: str,
    countries: Sequence[str],
    chosen: Place | None,
    why: tuple[str, ...],
    candidates: Sequence[PlaceCandidate],
) -> PlaceLookup:
    return PlaceLookup(
        text=text,
        countries=tuple(countries),
        chosen=chosen,
        why=why,
        candidates=tuple(candidates),
    )


def _candidate(gazetteer: Gazetteer, entry: GazetteerEntry, say: str) -> PlaceCandidate:
    return PlaceCandidate(
        key=entry.key,
        geonames_id=entry.geonames_id,
        name=entry.name,
        kind=entry.kind,
        countries=entry.countries,
        inside=gazetteer.lies_in(entry),
        lat=entry.lat,
        lon=entry.lon,
        radius_km=entry.radius_km,
        precision=entry.precision,
        population=entry.population,
        say=say,
    )


def _as_told(text: str, knowledge: Knowledge, countries: Sequence[str]) -> Place | None:
    """Return the first place that the coder reads in the words, if it has coordinates."""
    from tallybook.coding.language.model import load_model
    from tallybook.coding.language.reading import analyse
    from tallybook.coding.local import localise
    from tallybook.coding.mentions import country_context, find_mentions
    from tallybook.coding.moments.finding import Anchor

    document = Document(
        id="",
        capture="",
        source="lookup",
        media_type="text/plain",
        text=text,
        paragraphs=(Paragraph(0, len(text), "body"),),
    )
    reading = next(analyse([document], load_model(), lambda _: True))
    spoken_of = dict.fromkeys((*countries, *country_context(reading, knowledge)))
    local = localise(knowledge, tuple(spoken_of))
    found = (m for one in find_mentions(reading, Anchor(), local) for m in one.places)
    return next((m.place for m in found if m.place.lat is not None and not m.holds_next), None)


def look_up_actor(
    text: str, knowledge: Knowledge, countries: Sequence[str], day: date | None
) -> ActorLookup:
    """Return whom a name means, as a report's words and, failing that, as a typed question."""
    table = knowledge.actors
    named = bearers(table, text)
    chosen, why = table.get(text), ["the id of one actor"]
    office = knowledge.offices.find(text, countries) if chosen is None else None
    if office is not None and table.find(text, countries=countries) is None:
        chosen, why = table.get(office), ["an office of a place speaks for the body that it is of"]
    if chosen is None:
        chosen, why = _find(text, table, countries, named)
    candidates = [_actor(table, a) for a in _distinct(([chosen] if chosen else []) + named)]
    if not candidates:
        held = [table.get(hit.actor_id) for hit in table.scan(text.split(), countries=countries)]
        candidates = [_actor(table, a) for a in _distinct(a for a in held if a is not None)]
        why = ["no actor by the whole of the words; they hold the names of others"]
    if not candidates:
        raise NothingFoundError(
            f"no actor {text!r}: no table lists the name and no rule makes one of it; "
            "in a book it stays as named"
        )
    if chosen is not None and day is not None:
        why += _activity(chosen, day)
    return ActorLookup(
        text=text,
        countries=tuple(countries),
        date=None if day is None else day.isoformat(),
        chosen=candidates[0] if chosen is not None else None,
        why=tuple(why),
        candidates=tuple(candidates),
    )


_PRINTED = "read as the words of a report"
_TYPED = "read as typed in a question, where case tells nothing; in a report it stays as named"


def _find(
    text: str, table: ActorTable, countries: Sequence[str], named: Sequence[Actor]
) -> tuple[Actor | None, list[str]]:
    chosen, how = table.find(text, countries=countries), _PRINTED
    if chosen is None:
        chosen, how = table.get(table.query(text).actor or ""), _TYPED
    if chosen is None:
        return None, []
    why = [how]
    if chosen not in named:
        why.append("made by rule" if not named else "by more than the bare name")
    elif len(named) > 1:
        home = {chosen.country, *chosen.active_in} & set(countries)
        told = f"at home or active in {', '.join(sorted(c for c in home if c))}"
        why.append(f"{len(named)} of that name: {told if home else 'the first in the table'}")
    return chosen, why


def _activity(actor: Actor, day: date) -> list[str]:
    since, until = actor.active_from, actor.active_until
    if since is not None and day.year < since:
        return [f"the report's day lies before {since}, from when the table has it active"]
    if until is not None and day.year > until:
        return [f"the report's day lies after {until}, until when the table has it active"]
    return []


def _actor(table: ActorTable, actor: Actor) -> ActorCandidate:
    def named(actor_id: str) -> ActorName:
        known = table.get(actor_id)
        return ActorName(actor_id, known.name if known is not None else actor_id)

    return ActorCandidate(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        country=actor.country,
        active_in=actor.active_in,
        aliases=actor.aliases,
        acronyms=actor.acronyms,
        active_from=actor.active_from,
        active_until=actor.active_until,
        part_of=tuple(map(named, actor.part_of)),
        party=named(table.party(actor.id)),
        may_include=tuple(map(named, actor.may_include)),
        speaks_for=named(actor.speaks_for) if actor.speaks_for else None,
        ties=tuple(
            TieView(kind=t.kind, to=named(t.actor), since=t.since, until=t.until, source=t.source)
            for t in table.ties_of(actor.id)
        ),
        ucdp_id=actor.ucdp_id,
        source=actor.source,
    )


def _distinct(actors: Iterable[Actor]) -> list[Actor]:
    return list({actor.id: actor for actor in actors}.values())
