"""Claims: what one voice says happened, at one place in one document.

The report is separate from the event (Weidmann & Rød 2015, "Making Uncertainty Explicit",
*Journal of Peace Research* 52(1)): a claim records what was said, by whom and how surely.
Which claims speak of one attack is for judgements to say.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Moment, Place, Weapon
from tallybook.errors import EvidenceError, RecordError

ClaimKind = Literal["incident", "count", "responsibility", "harm", "statement", "relation"]
Stance = Literal[
    "asserted", "claimed", "suspected", "unconfirmed", "denied", "hypothetical", "threatened"
]
"""How the voice stands to what it says. `claimed`: by those who say that they did it.
`suspected`: blamed on someone, or believed. `unconfirmed`: the voice cannot confirm it."""

Stage = Literal["done", "attempted", "foiled", "intercepted", "threatened"]
Verdict = Literal["claims", "blames", "denies"]
Share = Literal["all", "most", "some", "one"]
RelationKind = Literal["alias", "part_of", "backed_by", "affiliated_with"]

ATTACK_STAGES: frozenset[str] = frozenset({"done", "attempted"})
"""Only what was done or attempted against its target counts as an attack by default."""


class Relation(Struct, frozen=True):
    """`subject` is an alias of, part of, backed by or affiliated with `object`."""

    kind: RelationKind
    subject: Mention
    object: Mention


class Claim(Struct, frozen=True, kw_only=True):
    """What one voice says happened.

    `voices` runs from the report inwards: outlet, "Brig. Gen. Pat Ryder", Pentagon.
    `sentence` is the sentence that the claim rests on; `repeats` are the other sentences of
    the document in which the same voice says the same again (headline, lead, quote).
    `spans` maps a field's name to the words that it came from; `inferred` maps a field's name
    to the rule that filled it where the claim's own words do not.
    `parts` are the claims that split this one's total; `apart_from` the claims whose attacks
    the text says this is none of ("another attack"); `about` the claims that a responsibility
    or harm is about, or the incident claim of the same report that this one tells again in another
    voice or stance. `verdict` and `share` belong to a responsibility, `relation` to a
    relation, `motive` to whatever the text says it was done for. `background` marks an earlier
    attack that the report recalls, `definition` are the words in which the voice says what its
    count counts and what it does not. `confidence` is how likely the claim is to be read rightly,
    in [0, 1]; `confidences` says so of each name, by field.
    """

    id: str
    document: str
    kind: ClaimKind
    sentence: Span
    event_type: str | None = None
    stage: Stage | None = None
    count: Count | None = None
    attackers: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    places: tuple[Place, ...] = ()
    when: Moment | None = None
    killed: Count | None = None
    injured: Count | None = None
    voices: tuple[Mention, ...] = ()
    stance: Stance = "asserted"
    preliminary: bool = False
    parts: tuple[str, ...] = ()
    apart_from: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    verdict: Verdict | None = None
    share: Share | None = None
    relation: Relation | None = None
    motive: str | None = None
    background: bool = False
    definition: tuple[str, ...] = ()
    repeats: tuple[Span, ...] = ()
    spans: dict[str, tuple[Span, ...]] = {}
    inferred: dict[str, str] = {}
    maker: str = ""
    confidence: float = 1.0
    confidences: dict[str, dict[str, float]] = {}

    def check(self, text: str) -> None:
        """Raise EvidenceError unless every span, and every value's words, stand in `text`."""
        for span in (self.sentence, *self.repeats, *(s for v in self.spans.values() for s in v)):
            span.check(text)
        for name, value in (
            ("count", self.count),
            ("when", self.when),
            ("killed", self.killed),
            ("injured", self.injured),
        ):
            if value is not None and value.words not in text:
                raise EvidenceError(f"claim {self.id}: {name} {value.words!r} is not in the text")
        for words in self.definition:
            if words not in text:
                raise EvidenceError(f"claim {self.id}: definition {words!r} is not in the text")

    def __post_init__(self) -> None:
        if self.kind == "count" and self.count is None:
            raise RecordError(f"claim {self.id}: a count claim needs a count")
        if self.kind == "relation" and self.relation is None:
            raise RecordError(f"claim {self.id}: a relation claim needs a relation")
        if self.kind == "responsibility" and self.verdict is None:
            raise RecordError(f"claim {self.id}: a responsibility claim needs a verdict")


class ClaimOutline(Struct, frozen=True, kw_only=True):
    """Which document a claim is in."""

    id: str
    document: str


class CountOutline(Claim, frozen=True, kw_only=True):
    """What a tally needs to know of a count: the claim without the words that its fields came from
    and how it was read."""
