"""Profiles: what comparison sees of one claim, or of several that are known to be one attack.

Claims of one report are joined first, and what they know together is compared with other
reports: within-document before cross-document coreference (Cattan et al. 2021, "Cross-document
Coreference Resolution over Predicted Mentions"). A vague "the blast" so speaks with the place
and the day of its own report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Place, Weapon
from tallybook.linking.days import Days, gap, intersection, known_by, ordinal, stated_days
from tallybook.linking.proper_names import TOKEN
from tallybook.linking.relations import is_area, wideness
from tallybook.linking.roster import Position, Roster

_ARTICLE = re.compile(
    r"\b(?:(the|this|that|these|those)|(an?|another|one))\s+(?:[\w'’-]+\s+){0,2}$", re.IGNORECASE
)
_EVENT_NOUNS = frozenset(
    (
        *("attack", "blast", "explosion", "bombing", "shooting", "raid", "strike", "airstrike"),
        *("ambush", "killing", "assault", "shelling", "clash", "massacre", "incident"),
        *("detonation", "murder", "kidnapping", "abduction"),
    )
)
"""Nouns of attacks. An article tells old from new only before a noun: in "the convoy was hit"
it belongs to the convoy."""

_KNOWN = re.compile(
    r"(?:\b(?:the|this|that|these|those|his|her|its|their|whose)|['’]s)\s+(?:[\w'’-]+\s+)?$",
    re.IGNORECASE,
)
_NEW = re.compile(r"\b(?:an?|another|one|other)\s+(?:[\w'’-]+\s+)?$", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:at least|about|some|several|many|dozens|scores|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|\d+)\b(?!-)",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\balso\s+(?:\w+ed\s+)?$", re.IGNORECASE)

_CARRIED_OFF = frozenset({"abduction", "hostage_taking"})
_FULL_NAME = re.compile(r"\b([A-Z][\w’'-]+)\s+(?:[A-Z]\.\s+)?([A-Z][\w’'-]+?)(?:['’]s)?$")

Value = TypeVar("Value")


class Toll(Struct, frozen=True):
    """A figure and the day on which it was published."""

    count: Count
    published: int | None


@dataclass(slots=True, eq=False)
class Profile:
    """What is known of one attack from some claims.

    `members` are positions in the roster, the oldest first; `spots` the names of the places that
    are no areas; `voices` the innermost ones; `victims` the full names of those whom it killed,
    wounded or carried off; `wording`, `sentence` (its report and offset) and
    `article` are of the oldest member, and so are `brings_in` (what it hit is brought in as new)
    and `added` (by an "also"); days are ordinals. `states_day` and `states_place` say whether a
    sentence of its own gives them, and not the rest of its report. `report` is the oldest that
    tells of this attack first, whose text is evidence of it, with the `marks` that find it
    candidates; of an attack that is mentioned after others a text tells nothing.
    """

    members: tuple[Position, ...]
    documents: frozenset[str]
    reprints: frozenset[str]
    published: int | None
    days: Days | None
    known_by: int | None
    background: bool
    places: tuple[Place, ...]
    spots: tuple[str, ...]
    attackers: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    weapons: tuple[Weapon, ...]
    event_types: tuple[str, ...]
    stages: frozenset[str]
    killed: tuple[Toll, ...]
    injured: tuple[Toll, ...]
    voices: tuple[Mention, ...]
    victims: frozenset[str]
    names: frozenset[str]
    report: str | None
    wording: frozenset[str]
    sentence: tuple[str, int]
    article: str | None
    in_title: bool
    states_day: bool
    states_place: bool
    brings_in: bool
    added: bool
    marks: frozenset[str] = frozenset()

    @property
    def lead(self) -> Position:
        """The oldest member."""
        return self.members[0]

    def constraint(self) -> tuple[object, ...]:
        """Return what can contradict other profiles outright; equal for equal constraints."""
        return (self.days, self.known_by, self.places, self.weapons)


def claim_profile(roster: Roster, position: Position) -> Profile:
    """Return the profile of one claim with what is attached to it."""
    claim = roster.claims[position]
    group = (claim, *roster.attached[position])
    published = roster.published(claim)
    paragraph = roster.documents[claim.document].paragraph_at(claim.sentence.start)
    return Profile(
        members=(position,),
        documents=frozenset({claim.document}),
        reprints=frozenset({roster.reprint(claim)}),
        published=ordinal(published),
        days=stated_days(claim.when, published),
        known_by=known_by(claim.when, published),
        background=claim.background,
        places=claim.places,
        spots=_spots(claim.places),
        attackers=_unique([*claim.attackers, *_claimants(group)]),
        targets=claim.targets,
        weapons=claim.weapons,
        event_types=(claim.event_type,) if claim.event_type else (),
        stages=frozenset({claim.stage} if claim.stage else ()),
        killed=_tolls(roster, group, lambda c: c.killed),
        injured=_tolls(roster, group, lambda c: c.injured),
        voices=claim.voices[-1:],
        victims=_victims(roster, group),
        names=roster.names(position),
        report=claim.document if roster.tells_first(position) else None,
        wording=frozenset(TOKEN.findall(claim.sentence.words.lower())),
        sentence=(claim.document, claim.sentence.start),
        article=_article(claim),
        in_title=paragraph is not None and paragraph.role == "title",
        states_day=_states(claim, "when"),
        states_place=_states(claim, "places"),
        brings_in=_brings_in(claim),
        added=_is_added(claim),
    )


def merged(profiles: Sequence[Profile]) -> Profile:
    """Return the profile of what several profiles know together, the oldest first.

    Days are narrowed to what all state; a range that contradicts the older ones (which only a
    person can join) is left out. Places are those of the profile that names the narrowest.
    """
    ordered = sorted(profiles, key=lambda p: p.lead)
    oldest = ordered[0]
    if len(ordered) == 1:
        return oldest
    days: Days | None = None
    for profile in ordered:
        if profile.days is not None:
            days = profile.days if days is None else intersection(days, profile.days) or days
    bounds = [p.known_by for p in ordered if p.known_by is not None]
    with_place = [p for p in ordered if p.places]
    places = min(
        (p.places for p in with_place),
        key=lambda places: min(wideness(place) for place in places),
        default=(),
    )
    printed = [p.published for p in ordered if p.published is not None]
    return Profile(
        members=tuple(sorted(m for p in ordered for m in p.members)),
        documents=frozenset().union(*(p.documents for p in ordered)),
        reprints=frozenset().union(*(p.reprints for p in ordered)),
        published=min(printed, default=None),
        days=days,
        known_by=min(bounds, default=None),
        background=all(p.background for p in ordered),
        places=places,
        spots=_spots(places),
        attackers=_unique([m for p in ordered for m in p.attackers]),
        targets=_unique([m for p in ordered for m in p.targets]),
        weapons=_unique([w for p in ordered for w in p.weapons]),
        event_types=_unique([t for p in ordered for t in p.event_types]),
        stages=frozenset().union(*(p.stages for p in ordered)),
        killed=_unique([t for p in ordered for t in p.killed]),
        injured=_unique([t for p in ordered for t in p.injured]),
        voices=_unique([m for p in ordered for m in p.voices]),
        victims=frozenset().union(*(p.victims for p in ordered)),
        names=frozenset().union(*(p.names for p in ordered)),
        report=next((p.report for p in ordered if p.report is not None), None),
        wording=oldest.wording,
        sentence=oldest.sentence,
        article=oldest.article,
        in_title=oldest.in_title,
        states_day=any(p.states_day for p in ordered),
        states_place=any(p.states_place for p in ordered),
        brings_in=oldest.brings_in,
        added=oldest.added,
    )


def days_apart(one: Profile, other: Profile) -> int:
    """Return how many days lie from the days of one attack to those of another, both of which
    state some; 0 or less where they overlap.

    A range that moves with the publication ("overnight", "in the past 24 hours") is another night
    each time, though both nights belong in part to the day between.
    """
    assert one.days is not None
    assert other.days is not None
    apart = gap(one.days, other.days)
    if apart >= 1 or one.published is None or other.published is None:
        return apart
    since = (one.days.first - one.published, one.days.last - one.published)
    alike = since == (other.days.first - other.published, other.days.last - other.published)
    moved = abs(one.published - other.published) >= max(1, one.days.length - 1)
    return 1 if alike and moved else apart


def _unique(values: Sequence[Value]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(values))


def _spots(places: Sequence[Place]) -> tuple[str, ...]:
    """Return the names of the places that are no areas."""
    return tuple(place.name for place in places if not is_area(place))


def _claimants(group: Sequence[Claim]) -> list[Mention]:
    """Return the attackers that responsibility claims name; a denial names none."""
    return [
        attacker
        for claim in group
        if claim.kind == "responsibility" and claim.verdict in ("claims", "blames")
        for attacker in claim.attackers
    ]


def _victims(roster: Roster, group: Sequence[Claim]) -> frozenset[str]:
    """Return the full names of people whom the attack befell, "peter otieno" of "Corporal Peter
    Otieno": those that stand for a toll, and of an abduction its targets."""
    told = [figure.words for c in group for figure in (c.killed, c.injured) if figure is not None]
    told += [m.name for c in group if c.event_type in _CARRIED_OFF for m in c.targets]
    found = [_FULL_NAME.search(words) for words in told]
    names = {f"{name[1]} {name[2]}".lower() for name in found if name is not None}
    return frozenset(names & roster.text(group[0].document).full_names) if names else frozenset()


def _tolls(
    roster: Roster, group: Sequence[Claim], figure: Callable[[Claim], Count | None]
) -> tuple[Toll, ...]:
    counts = [(figure(claim), roster.published(claim)) for claim in group]
    return tuple(Toll(count, ordinal(day)) for count, day in counts if count is not None)


def _states(claim: Claim, field: str) -> bool:
    """Whether a claim's own sentences give a field its words."""
    sentences = (claim.sentence, *claim.repeats)
    return any(s.covers(span) for span in claim.spans.get(field, ()) for s in sentences)


def _brings_in(claim: Claim) -> bool:
    """Whether all that a claim's sentence says was hit is brought in as new: by an indefinite
    article or a number (indefinites are new, Heim 1982)."""
    spans = [s for s in claim.spans.get("targets", ()) if claim.sentence.covers(s)]
    return bool(spans) and all(_is_new(claim, span) for span in spans)


def _is_new(claim: Claim, span: Span) -> bool:
    before = claim.sentence.words[: span.start - claim.sentence.start]
    if _KNOWN.search(before):
        return False
    return _NEW.search(before) is not None or _COUNTED.match(span.words) is not None


def _is_added(claim: Claim) -> bool:
    """Whether an "also" stands before the verb that tells of the attack: it adds what is told to
    something else of its kind (additive adjuncts, Quirk et al. 1985, §8.116)."""
    trigger = next(iter(claim.spans.get("trigger", ())), None)
    if trigger is None or not claim.sentence.covers(trigger):
        return False
    before = claim.sentence.words[: trigger.start - claim.sentence.start]
    return _ALSO.search(before) is not None


def _article(claim: Claim) -> str | None:
    """Return "definite" or "indefinite" by the determiner before the attack's noun, or None."""
    trigger = next(iter(claim.spans.get("trigger", ())), None)
    if trigger is None or not claim.sentence.covers(trigger):
        return None
    if trigger.words.lower() not in _EVENT_NOUNS:
        return None
    before = claim.sentence.words[: trigger.start - claim.sentence.start]
    found = _ARTICLE.search(before)
    if found is None:
        return None
    return "definite" if found.group(1) else "indefinite"
