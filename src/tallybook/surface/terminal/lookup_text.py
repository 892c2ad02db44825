"""A reading of a name, a time or a number on the terminal."""

from __future__ import annotations

from rich.console import Console

from tallybook.core.values import Place
from tallybook.surface.terminal.printing import indented, text
from tallybook.workflow.lookup.look_up import Lookup
from tallybook.workflow.lookup.names import (
    ActorCandidate,
    ActorLookup,
    PlaceCandidate,
    PlaceLookup,
)
from tallybook.workflow.lookup.values import (
    NumberLookup,
    NumberReadingView,
    TimeLookup,
    TimeReadingView,
)
from tallybook.workflow.lookup.weapons import WeaponCandidate, WeaponLookup
from tallybook.workflow.telling.words import (
    count_in_words,
    day_in_words,
    listed,
    moment_in_words,
    quoted,
)

CANDIDATES_SHOWN = 10
"""Candidates of one name on the terminal; `--json` has them all."""

PRECISION_WORDS = {
    1: "exact location",
    2: "within about 25 km",
    3: "second-order division",
    4: "first-order division",
    5: "linear feature or fuzzy region",
    6: "country",
    7: "waters or airspace",
}
"""UCDP GED's `where_prec`."""

_KINDS = {"admin1": "first-order division", "admin2": "second-order division"}
_TIES = {"backed_by": "backed by", "affiliated_with": "affiliated with", "alias": "also called"}


def print_lookup(console: Console, found: Lookup) -> None:
    """Print one reading."""
    if isinstance(found, PlaceLookup):
        _print_place(console, found)
    elif isinstance(found, ActorLookup):
        _print_actor(console, found)
    elif isinstance(found, TimeLookup):
        for time in found.found:
            _print_time(console, time, found.countries)
    elif isinstance(found, WeaponLookup):
        _print_weapon(console, found)
    else:
        _print_numbers(console, found)


def _print_place(console: Console, found: PlaceLookup) -> None:
    place = found.chosen
    if place is None:
        _line(console, 0, f"{quoted(found.text)}: no place chosen", "bold")
    else:
        known = next((c for c in found.candidates if c.key == place.key), None)
        what = f"{known.name}: {_what(known)}" if known is not None else place.name
        _line(console, 0, what, "bold")
        for line in _where(place):
            _line(console, 2, line)
    _line(console, 2, f"why: {'; '.join(found.why)}", "dim")
    others = [c for c in found.candidates if place is None or c.key != place.key]
    if not others:
        return
    relative = place is not None and "|" in (place.key or "")
    also = "It starts from" if relative else "It could also be"
    _heading(console, also if place is not None else "It could be")
    for other in others[:CANDIDATES_SHOWN]:
        _line(console, 2, f'"{other.say}": {other.name}, {_what(other)}')
    _print_rest(console, len(others))


def _what(candidate: PlaceCandidate) -> str:
    kind = _KINDS.get(candidate.kind, candidate.kind)
    inside = ", ".join(candidate.inside) or "/".join(candidate.countries)
    people = f", {candidate.population:,} people" if candidate.population else ""
    return f"{kind}{f' in {inside}' if inside else ''}{people}"


def _where(place: Place) -> list[str]:
    lines = [f"key {place.key}"]
    if place.geonames_id is not None:
        lines[0] += f" · GeoNames {place.geonames_id}"
    lines[0] += f" · country {place.country}" if place.country else " · no one country"
    if place.lat is not None and place.lon is not None:
        radius = "" if place.radius_km is None else f", within {place.radius_km:g} km"
        lines.append(f"{place.lat:.4f}, {place.lon:.4f}{radius}")
    if place.precision is not None:
        words = PRECISION_WORDS[place.precision]
        lines.append(f"UCDP where_prec {place.precision}: {words}")
    return lines


def _print_actor(console: Console, found: ActorLookup) -> None:
    actor = found.chosen
    if actor is None:
        _line(console, 0, f"{quoted(found.text)}: no actor chosen", "bold")
    else:
        _line(console, 0, f"{actor.name} ({actor.id}): {_kind(actor)}", "bold")
        for line in _about(actor):
            _line(console, 2, line)
    _line(console, 2, f"why: {'; '.join(found.why)}", "dim")
    others = [c for c in found.candidates if actor is None or c.id != actor.id]
    if not others:
        return
    _heading(console, "It could also be" if actor is not None else "It could be")
    for other in others[:CANDIDATES_SHOWN]:
        _line(console, 2, f'"{other.id}": {other.name}, {_kind(other)}')
    _print_rest(console, len(others))


def _kind(actor: ActorCandidate) -> str:
    return actor.kind.replace("_", " ") + (f", {actor.country}" if actor.country else "")


def _about(actor: ActorCandidate) -> list[str]:
    lines = []
    names = (*actor.aliases, *actor.acronyms)
    if names:
        lines.append(f"also called {listed(names)}")
    if actor.active_in:
        lines.append(f"active in {listed(actor.active_in)} too")
    if actor.active_from is not None or actor.active_until is not None:
        lines.append(f"active {_years(actor.active_from, actor.active_until)}")
    for words, named in (
        ("part of", actor.part_of),
        ("may include", actor.may_include),
        ("speaks for", (actor.speaks_for,) if actor.speaks_for else ()),
    ):
        if named:
            lines.append(f"{words} {listed([f'{n.name} ({n.id})' for n in named])}")
    for tie in actor.ties:
        years = _years(tie.since, tie.until)
        when = f" {years}" if years else ""
        source = f" [{tie.source}]" if tie.source else ""
        lines.append(f"{_TIES[tie.kind]} {tie.to.name} ({tie.to.id}){when}{source}")
    if actor.ucdp_id is not None:
        lines.append(f"UCDP actor {actor.ucdp_id}")
    lines.append(f"source: {actor.source}")
    return lines


def _years(since: int | None, until: int | None) -> str:
    if since is None:
        return "" if until is None else f"until {until}"
    return f"from {since}" if until is None else f"from {since} to {until}"


def _print_time(console: Console, found: TimeReadingView, countries: tuple[str, ...]) -> None:
    moment = found.moment
    _line(console, 0, f"{quoted(moment.words)}: {moment_in_words(moment)}", "bold")
    held = "throughout" if moment.extent == "throughout" else "at some time between"
    ends = f"earliest {moment.earliest or 'open'}, latest {moment.latest or 'open'}"
    _line(console, 2, f"{ends}; {held}")
    _line(console, 2, f"why: {found.kind}, by the rule {found.rule!r}; {_against(found)}", "dim")
    if found.clock is not None:
        where = listed(countries) if countries else "any place; say --country"
        words = f"told by the {found.clock} clock: the days that it may be in {where}"
        _line(console, 2, words, "dim")


def _against(found: TimeReadingView) -> str:
    if found.counted_from is None:
        return "counted from nothing outside its words"
    if found.counted_from == "narrative":
        return "counted from the moment told before it, which these words do not have"
    if found.resolved_against is None:
        return "counted from the day of the report, which is not known; say --date"
    return f"counted from {day_in_words(found.resolved_against)}, the day of the report"


def _print_weapon(console: Console, found: WeaponLookup) -> None:
    if found.chosen is None:
        _line(console, 0, f"{quoted(found.text)} names no weapon", "bold")
    for kind in found.candidates if found.chosen is None else (found.chosen,):
        _line(console, 0, f"{kind.name} ({kind.id})", "bold")
        for line in _about_weapon(kind):
            _line(console, 2, line)
    _line(console, 2, f"why: {listed(found.why)}", "dim")
    others = [f"{kind.name} ({kind.id})" for kind in found.candidates if kind != found.chosen]
    if found.chosen is not None and others:
        _line(console, 2, f"the words name {listed(others)} too", "dim")


def _about_weapon(kind: WeaponCandidate) -> list[str]:
    lines = [f"also called {listed(kind.aliases)}"] if kind.aliases else []
    for words, others in (("a kind of", kind.wider), ("kinds of it:", kind.narrower)):
        if others:
            lines.append(f"{words} {listed([f'{o.name} ({o.id})' for o in others])}")
    lines.append(
        f"coded in ACLED as {kind.acled}, in PLOVER as {kind.plover}, in MUC-4 {kind.muc4}"
    )
    return lines


def _print_numbers(console: Console, found: NumberLookup) -> None:
    for one in found.found:
        count = one.count
        high = "open" if count.high is None else f"{count.high:,}"
        _line(console, 0, f"{quoted(count.words)}: {count_in_words(count)}", "bold")
        _line(console, 2, f"low {count.low:,}, high {high}")
        _line(console, 2, _counted(one))
        if one.part_of is not None:
            _line(console, 2, f"a part of {quoted(found.found[one.part_of].count.words)}")
        _line(console, 2, f"why: {one.rule.replace('_', ' ')}, {_hedge(one)}", "dim")


def _counted(found: NumberReadingView) -> str:
    words = f"counts {quoted(found.counts)}" if found.counts is not None else "counts no noun here"
    unit = f", which are {found.unit}" if found.unit is not None else ""
    verb = f", under {quoted(found.verb)}" if found.verb is not None else ""
    return words + unit + verb


def _hedge(found: NumberReadingView) -> str:
    hedge = found.hedge.replace("_", " ")
    return "no hedge" if hedge == "exact" else f"read as {hedge!r}"


def _print_rest(console: Console, number: int) -> None:
    if number > CANDIDATES_SHOWN:
        _line(console, 2, f"and {number - CANDIDATES_SHOWN} more; --json lists all", "dim")


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(text(words, "bold"))


def _line(console: Console, columns: int, words: str, style: str = "") -> None:
    console.print(indented(text(words, style), columns))
