"""Bounds in words, as a person would say them."""

from __future__ import annotations

from typing import Any

from tallybook.core.claims import Claim
from tallybook.core.tallies import Bounds
from tallybook.tally.contradictions import Conflict
from tallybook.tally.figures import Figure
from tallybook.tally.scopes import Unit


def bounds_in_words(bounds: Bounds, *, silent: bool = False) -> str:
    """Return "at least 13", "13", "13 to 14", "none reported" or "no report bears on this"."""
    if silent:
        return "no report bears on this"
    words = _range_in_words(bounds.lower, bounds.upper)
    return words if bounds.tight else f"{words} (valid, perhaps wider than need be)"


def _range_in_words(lower: int, upper: int | None) -> str:
    if upper is None:
        return f"at least {lower}" if lower else "any number, or none"
    if upper == 0:
        return "none reported"
    if lower == upper:
        return str(lower)
    return f"{lower} to {upper}" if lower else f"at most {upper}"


def residue_in_words(lower: int, upper: int | None) -> str:
    """Return what counts claim beyond the incidents identified, in words."""
    if upper == 0:
        return "every attack counted is individually identified"
    return f"{_range_in_words(lower, upper)} not individually identified"


def conflict_in_words(conflict: Conflict) -> str:
    """Return a sentence that names the members of a contradiction."""
    members = [_figure_in_words(figure) for figure in conflict.figures]
    members.extend(_unit_in_words(unit) for unit in conflict.units)
    if len(members) == 1:
        return f"Nothing agrees with {members[0]}."
    return f"No number of attacks agrees with {', '.join(members[:-1])} and {members[-1]} together."


def _figure_in_words(figure: Figure) -> str:
    claim = figure.said[0].reading.claim
    count = _range_in_words(figure.low, figure.high)
    words = "no attacks" if figure.high == 0 else count
    voices = ", ".join(
        dict.fromkeys(
            said.reading.claim.voices[-1].name if said.reading.claim.voices else "the report"
            for said in figure.said
        )
    )
    about = [place.name for place in claim.places]
    where = f" in {' or '.join(about)}" if about else ""
    return f"{words}{where} ({voices}: “{_shortened(claim.sentence.words)}”)"


def _unit_in_words(unit: Unit) -> str:
    incident = unit.incident
    where = f" in {incident.places[0].name}" if incident.places else ""
    moment = incident.when
    when = f" on {moment.earliest}" if moment is not None and moment.earliest else ""
    return f"the attack{where}{when} ({incident.id})"


def _shortened(sentence: str, limit: int = 160) -> str:
    return sentence if len(sentence) <= limit else f"{sentence[: limit - 1].rstrip()}…"


def scope_words(claim: Claim) -> dict[str, Any]:
    """Return what a count claim says of its scope, for people; what it leaves unsaid is absent.

    Names come in the order of the alphabet, as a book keeps them, so that an answer that is given
    again is the same to the letter.
    """
    when = claim.when
    said: dict[str, Any] = {
        "attackers": [mention.name for mention in claim.attackers],
        "event_type": claim.event_type,
        "places": [place.name for place in claim.places],
        "stage": claim.stage,
        "targets": [mention.name for mention in claim.targets],
        "weapons": [weapon.name for weapon in claim.weapons],
        "when": when and {"earliest": when.earliest, "extent": when.extent, "latest": when.latest},
    }
    return {name: value for name, value in said.items() if value}
