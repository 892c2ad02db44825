"""UCDP GED: where its events were, and who took part, read from its own words and headlines.

Sundberg & Melander (2013), "Introducing the UCDP Georeferenced Event Dataset", JPR 50(4).
The data are CC BY 4.0.
A place is read in the words by which the dataset names it; it is right within the reach of the
dataset's precision class (`where_prec`). A side is known where the actor table finds it by the
dataset's name for it, and found where a headline of the event names it, or what it is part of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from evals.data import find_file, read_lines
from evals.figures import Figure, share_figure
from evals.headlines import CORPUS, FILES
from evals.parts import part_of
from evals.scores import Tally
from evals.toponyms import Article, document_of, read_places
from tallybook.coding.language.model import load_model
from tallybook.coding.language.reading import analyse
from tallybook.coding.local import localise
from tallybook.coding.mentions import country_context, find_mentions
from tallybook.coding.moments.finding import Anchor
from tallybook.core.values import Place
from tallybook.knowledge.actor_types import Actor, split_generic
from tallybook.knowledge.actors import ActorTable
from tallybook.knowledge.loading import Knowledge, load_knowledge
from tallybook.knowledge.places.geometry import distance_km

COUNTRIES = {"Mexico": "MX", "Myanmar (Burma)": "MM", "Syria": "SY"}
REACH_KM = {1: 25.0, 2: 25.0, 3: 50.0}
"""How far a point may lie from the dataset's: class 2 is "within about 25 km", and class 3 a
district, whose middle two gazetteers put in different towns (UCDP GED Codebook 24.1, 6.3). A
first-order division (4) and a country (6) must hold the dataset's point."""

SAMPLE = 0.05
"""The share of the events whose headlines are read: all of them take half an hour."""

PARTIES = frozenset({"armed_group", "umbrella", "military", "coalition", "government", "police"})
"""Kinds of bodies that are named as sides; a country's bare name is mostly where it was."""


class Site(Struct, frozen=True):
    """A place as the dataset names it, and where it has it."""

    words: str
    country: str
    precision: int
    lat: float
    lon: float


def load_sites(events: Iterable[dict[str, Any]]) -> list[Site]:
    """Return the places of some events, each once, by the words that a report would use."""
    found: dict[tuple[str, str], Site] = {}
    for event in events:
        name, precision = event["where_coordinates"], int(event["where_prec"])
        country = event["country"]
        if not name or precision not in (*REACH_KM, 4, 6) or country not in COUNTRIES:
            continue
        holding = event["adm_1"] if precision < 4 else None
        parts = [name, *([holding] if holding and holding != name else []), _plain(country)]
        words = ", ".join(dict.fromkeys(_plain(part) for part in parts))
        site = Site(words, country, precision, float(event["latitude"]), float(event["longitude"]))
        found.setdefault((words, country), site)
    return [found[one] for one in sorted(found)]


def _plain(name: str) -> str:
    """Return a name without the dataset's remarks in brackets, with single spaces, as the package's
    readers of reports give them."""
    return " ".join(name.split(" (")[0].split())


def read_site(site: Site, knowledge: Knowledge) -> Place | None:
    """Return what the coder reads in the words of a place: the first name in them."""
    text = f"Two men were killed in {site.words}."
    found, _ = read_places(Article(site.words, text, None, (), ()), knowledge)
    return found[0].place if found else None


def is_near(place: Place, site: Site, *, own: bool) -> bool | None:
    """Whether the dataset's point lies as near to a place as the dataset's class says or, with
    `own`, as the place itself says; None where it has no coordinates."""
    if place.lat is None or place.lon is None:
        return None
    radius = place.radius_km or 0.0
    reach = REACH_KM.get(site.precision, radius)
    away = distance_km(place.lat, place.lon, site.lat, site.lon)
    return away <= (max(reach, radius) if own else reach)


class Sides(Struct, frozen=True):
    """An event's headlines, and those of its sides that are no civilians."""

    id: str
    country: str
    names: tuple[str, ...]
    headlines: tuple[tuple[str, str], ...]


def load_sides(events: Iterable[dict[str, Any]]) -> list[Sides]:
    """Return the sides of events, with the headlines that the dataset coded them from."""
    found = []
    for event in events:
        names = f"{event['side_a']}, {event['side_b']}".split(", ")
        said = [(s["headline"].strip(), s["date"]) for s in event["sources"] if s.get("headline")]
        if event["country"] in COUNTRIES:
            sides = tuple(name for name in names if name != "Civilians")
            found.append(Sides(str(event["id"]), event["country"], sides, tuple(said)))
    return found


def named_in(headlines: Iterable[str], country: str, knowledge: Knowledge) -> list[Actor]:
    """Return the bodies that headlines name, those of a class ("gunmen") left out."""
    documents = [document_of(Article("", text, None, (), ())) for text in headlines]
    found: dict[str, Actor] = {}
    for reading in analyse(documents, load_model(), lambda _: True):
        countries = (COUNTRIES[country], *country_context(reading, knowledge))
        local = localise(knowledge, tuple(dict.fromkeys(countries)))
        for mentions in find_mentions(reading, Anchor(), local):
            for hit in mentions.actors:
                actor = knowledge.actors.get(hit.actor_id)
                if actor and actor.kind in PARTIES and split_generic(actor.id) is None:
                    found[actor.id] = actor
    return list(found.values())


def is_party(actor: Actor, side: Actor, table: ActorTable) -> bool:
    """Whether an actor is a side of an event: it, a part of it, or a name used for it."""
    wide = {*actor.may_include, *side.may_include}
    return table.same_party(actor.id, side.id) or bool(wide & {actor.id, side.id})


def evaluate(
    folder: Path, limit: int | None = None, progress: Callable[[float], None] | None = None
) -> list[Figure]:
    """Return the figures; raises Absent where the dataset is not there."""
    events = list(_events(folder))[:limit]
    knowledge = load_knowledge()
    sites = load_sites(events)
    exact: dict[str, Tally] = {"dev": Tally(), "held": Tally()}
    covered, held_in = Tally(), Tally()
    for done, site in enumerate(sites):
        place = read_site(site, knowledge)
        near = is_near(place, site, own=False) if place is not None else None
        covered += Tally(near is not None, 1, 1)
        exact[part_of(site.words)] += Tally(near is True, 1, 1)
        if place is not None and near is not None:
            held_in += Tally(is_near(place, site, own=True) is True, 1, 1)
        if progress is not None:
            progress(0.5 * done / len(sites))
    known, right, found = _sides(load_sides(events), knowledge, progress)
    what = "UCDP, places"
    in_class = exact["dev"] + exact["held"]
    return [
        share_figure(
            "ucdp.places", f"{what} found within their precision class", in_class, kept=True
        ),
        share_figure("ucdp.places_held", f"{what} found so, half not read", exact["held"]),
        share_figure("ucdp.places_covered", f"{what} with coordinates", covered),
        share_figure(
            "ucdp.places_true", f"{what} with coordinates that lie where said", held_in, kept=True
        ),
        share_figure(
            "ucdp.sides_known", "UCDP, sides that the actor table knows", known, kept=True
        ),
        share_figure(
            "ucdp.sides_right", "UCDP headlines, bodies named that are a side", right, kept=True
        ),
        share_figure("ucdp.sides_found", "UCDP headlines, known sides that are named", found),
    ]


def _events(folder: Path) -> Iterator[dict[str, Any]]:
    for name in FILES:
        yield from read_lines(find_file(folder, CORPUS, f"{name}.jsonl.gz", f"{name}.jsonl"))


def _sides(
    events: Iterable[Sides], knowledge: Knowledge, progress: Callable[[float], None] | None
) -> tuple[Tally, Tally, Tally]:
    """Return the sides known of all, the named bodies that are sides, and the sides named."""
    table = knowledge.actors
    known, right, found = Tally(), Tally(), Tally()
    listed = list(events)
    for done, event in enumerate(listed):
        sides = [table.find(n, countries=(COUNTRIES[event.country],)) for n in event.names]
        known += Tally(sum(side is not None for side in sides), len(sides), len(sides))
        if not event.headlines or part_of(event.id, 1 - SAMPLE) != "dev":
            continue
        named = named_in({title for title, _ in event.headlines}, event.country, knowledge)
        parties = [side for side in sides if side is not None]
        hits = sum(any(is_party(actor, side, table) for side in parties) for actor in named)
        right += Tally(hits, len(named), len(named))
        told = sum(any(is_party(actor, side, table) for actor in named) for side in parties)
        found += Tally(told, len(parties), len(parties))
        if progress is not None:
            progress(0.5 + 0.5 * done / len(listed))
    return known, right, found
