"""The standard of evidence that what is said of one attack meets.

    confirmed   asserted by the target's side or an investigating authority, or by two
                independent origins
    reported    asserted or suspected by any voice
    claimed     besides, what is unconfirmed or only claimed by its authors

Origins are counted, not articles: copies of a wire and repeats of a spokesman are one. A
suspicion names a culprit; it is no second assertion that the attack took place.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from tallybook.core.claims import Stance
from tallybook.core.incidents import Standard
from tallybook.core.values import Mention
from tallybook.knowledge.actor_types import STATE_KINDS
from tallybook.knowledge.vocabulary import fold

if TYPE_CHECKING:
    from tallybook.knowledge.actors import ActorTable

INDEPENDENT_ORIGINS = 2
"""Origins that confirm one another: the rule of two sources (van Baalen & Höglund 2026 on
triangulation)."""


class Statement(Struct, frozen=True):
    """What one voice says of an attack: its stance, the innermost voice (None: the outlet in its
    own words), the targets, and the id of the origin that it comes from."""

    stance: Stance
    voice: Mention | None
    targets: tuple[Mention, ...]
    origin: str


def standard_of(statements: Sequence[Statement], actors: ActorTable) -> Standard | None:
    """Return the strictest standard that the statements on one attack meet together; None
    where it is only denied, hypothetical or threatened."""
    asserted = [s for s in statements if s.stance == "asserted"]
    if any(vouches(s, actors) for s in asserted):
        return "confirmed"
    if len({s.origin for s in asserted}) >= INDEPENDENT_ORIGINS:
        return "confirmed"
    if asserted or any(s.stance == "suspected" for s in statements):
        return "reported"
    if any(s.stance in {"claimed", "unconfirmed"} for s in statements):
        return "claimed"
    return None


def vouches(statement: Statement, actors: ActorTable) -> bool:
    """Return whether the voice is of the target's side or an investigating authority."""
    voice = statement.voice
    if voice is None:
        return False
    if any(actors.is_target_side(voice, target) for target in statement.targets):
        return True
    if any(speaks(voice, statement.targets) for speaks in (_owns, _runs, _unites)):
        return True
    if _suffered(voice) or any(_is_at_home_in(voice, t, actors) for t in statement.targets):
        return True
    if not statement.targets:
        # Whom it was on is not said: a state's own body, its forces included, speaks of what was
        # done to what it guards.
        actor = actors.of(voice)
        if actor is not None and actor.kind in STATE_KINDS:
            return True
    return actors.is_authority(voice.name)


OWNERS = frozenset({"owner", "operator", "shipowner", "employer", "manager"})
"""Nouns that are somebody only in relation to a thing: "its operator" runs what was attacked."""


def _parts(name: str) -> list[str]:
    """The words of a name, folded; of a joined one each part."""
    return [part for word in name.split() for part in fold(word)]


def _owns(voice: Mention, targets: Sequence[Mention]) -> bool:
    """Whether the voice is the owner or operator of the target: "the bus owners" of buses, or of
    what the text does not name again."""
    parts = set(_parts(voice.name))
    if not parts & OWNERS:
        return False
    rest = parts - OWNERS
    named = {part for target in targets for part in _parts(target.name)}
    return not rest or not targets or bool(rest & named)


COMPANIES = frozenset({"company", "corporation", "utility", "operator"})
"""Nouns for bodies that run things of one trade, which the word before them names."""

CURRENT = frozenset({"electricity", "power", "substation", "pylon", "transformer", "grid"})
FUEL = frozenset({"pipeline", "manifold", "wellhead", "flowline"})
RAIL = frozenset({"railway", "railroad", "train", "rail", "track", "locomotive"})
TRADES: dict[str, frozenset[str]] = {
    "gas": FUEL, "oil": FUEL, "petroleum": FUEL | {"oil"},
    "power": CURRENT, "electricity": CURRENT, "electric": CURRENT, "energy": CURRENT,
    "grid": CURRENT, "railway": RAIL, "rail": RAIL, "railroad": RAIL,
    "transport": frozenset({"bus", "minibus", "taxi", "truck", "lorry"}),
    "shipping": frozenset({"ship", "vessel", "tanker", "freighter", "carrier"}),
}  # fmt: skip
"""Words of a company's trade, and the things that only a company of that trade runs."""


def _runs(voice: Mention, targets: Sequence[Mention]) -> bool:
    """Whether the voice is the company of the target's trade: "the national gas company" of a gas
    pipeline, "the power utility" of a substation. A noun before another says what it is for or
    about (Quirk et al. 1985, §17.104 ff.), and what is of no company's trade has no such word: a
    "news company" speaks for no market."""
    parts = _parts(voice.name)
    trades = {one for one, company in pairwise(parts) if company in COMPANIES}
    things = trades.union(*(TRADES.get(trade, frozenset()) for trade in trades))
    named = {part for target in targets for part in _parts(target.name)}
    return bool(things & named)


ASSOCIATIONS = frozenset(
    {"association", "union", "federation", "confederation", "syndicate", "guild", "league"}
    | {"cooperative", "chamber"}
)
"""Nouns for bodies made of their members, whose interest they speak for."""


def _unites(voice: Mention, targets: Sequence[Mention]) -> bool:
    """Whether the voice is an association of those attacked, or of those whose things were: "the
    miners' union" of miners, "the association of hotel keepers" of hotels. What heads the
    target's name tells: an "association of Syrian traders" is not of Syrian soldiers. A "transport
    union" unites a trade."""
    parts = set(_parts(voice.name))
    if not parts & ASSOCIATIONS:
        return False
    last = [fold(word) for target in targets for word in target.name.split()[-1:]]
    heads = {folded[-1] for folded in last if folded}  # A last "word" may be a dash or a sum.
    things = frozenset[str]().union(*(TRADES.get(part, frozenset()) for part in parts))
    return bool(((parts - ASSOCIATIONS) | things) & heads)


STAFF: dict[str, frozenset[str]] = {
    "school": frozenset(
        {"principal", "headmaster", "headmistress", "teacher", "rector", "dean", "provost"}
        | {"lecturer", "professor", "pupil", "student"}
    ),
    "religious-site": frozenset(
        {"priest", "pastor", "bishop", "archbishop", "vicar", "imam", "rabbi", "monk", "nun"}
        | {"cleric", "clergyman", "diocese", "archdiocese", "parish", "congregation", "worshipper"}
    ),
    "transport": frozenset({"driver", "conductor", "passenger", "trucker", "pilot"}),
    "vessel": frozenset(
        {"captain", "skipper", "crew", "crewman", "crewmember", "sailor", "seafarer", "fisherman"}
    ),
    "bank": frozenset({"cashier", "teller", "employee", "staff", "director"}),
    "business": frozenset({"employee", "staff", "shopkeeper", "trader", "cashier", "clerk"}),
}
"""Those who work in or use what was attacked, by its target type (data/target_types.toml)."""

WITNESSES = frozenset(
    {"resident", "villager", "witness", "eyewitness", "neighbour", "neighbor", "inhabitant"}
    | {"local", "bystander"}
)
"""Who was near, and is of the place and not of what was attacked."""

ONLOOKERS = WITNESSES | {"analyst", "expert", "journalist", "reporter", "correspondent"}
"""Who speaks of a place without being of it, or lives there: two careful readers may differ."""


def saw_it(voice: Mention) -> bool:
    """Return whether the voice is one of people who were near."""
    return not WITNESSES.isdisjoint(_parts(voice.name))


def _is_at_home_in(voice: Mention, target: Mention, actors: ActorTable) -> bool:
    """Whether the voice is of what was attacked: its people ("the principal" of a school, "the
    driver" of a bus), whom its own words place there ("the commander of the post"), or it itself
    ("the school said")."""
    kind = actors.target_kind(target.name)
    nature = actors.targets.get(kind or "")
    if nature is None or nature.nature != "object":
        return False
    parts = set(_parts(voice.name))
    if parts & STAFF.get(kind or "", frozenset()):
        return True
    last = fold(target.name.split()[-1])
    return bool(last) and last[-1] in parts and not parts & ONLOOKERS


HARMED = frozenset({"survivor", "victim", "wounded", "injured", "hostage", "captive"})
KIN = frozenset(
    {"widow", "widower", "wife", "husband", "mother", "father", "brother", "sister", "son"}
    | {"daughter", "uncle", "aunt", "cousin", "nephew", "niece", "relative", "family", "parent"}
    | {"grandmother", "grandfather", "grandson", "granddaughter"}
)
ACCUSED = frozenset(
    {"suspect", "attacker", "assailant", "gunman", "bomber", "shooter", "killer", "perpetrator"}
    | {"accused", "defendant"}
)


def _suffered(voice: Mention) -> bool:
    """Whether the voice is of those whom an attack harmed, or of their kin; not of the kin of
    whoever did it ("the suspect's mother")."""
    parts = set(_parts(voice.name))
    return bool(parts & (HARMED | KIN)) and not parts & ACCUSED
