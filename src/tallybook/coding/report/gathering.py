"""What the sentences of one report told, and what has been made of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from tallybook.coding.attacks.tellings import Telling
from tallybook.coding.language.reading import Sentence
from tallybook.coding.speech.relations import FoundRelation
from tallybook.coding.speech.statements import FoundStatement
from tallybook.coding.speech.verdicts import Responsibility
from tallybook.coding.totals.definitions import FoundDefinition
from tallybook.coding.totals.figures import Figure
from tallybook.coding.voices.attribution import Attribution
from tallybook.core.claims import Claim
from tallybook.core.spans import Span


@dataclass(slots=True)
class Gathered:
    """Everything that the sentences of one report told, in order."""

    tellings: list[Telling] = field(default_factory=list)
    verdicts: list[tuple[Sentence, Responsibility, tuple[Attribution, ...]]] = field(
        default_factory=list
    )
    statements: list[tuple[Sentence, FoundStatement]] = field(default_factory=list)
    relations: list[tuple[Sentence, FoundRelation, tuple[Attribution, ...]]] = field(
        default_factory=list
    )
    definitions: list[FoundDefinition] = field(default_factory=list)
    accidents: set[int] = field(default_factory=set)
    """Orders of the sentences that tell of an accident with a firearm."""
    attributions: dict[int, tuple[Attribution, ...]] = field(default_factory=dict)
    """Who speaks in which sentence, by its order."""


@dataclass(slots=True)
class Assembled:
    """Claims made so far, and what later claims refer back to."""

    claims: list[Claim] = field(default_factory=list)
    of_card: dict[int, list[Claim]] = field(default_factory=dict)
    of_figure: list[tuple[Figure, Claim]] = field(default_factory=list)
    of_trigger: dict[Span, list[str]] = field(default_factory=dict)

    def change(self, changed: dict[str, Claim]) -> None:
        """Put changed claims in the place of those with the same ids."""
        self.claims = [changed.get(c.id, c) for c in self.claims]
        self.of_figure = [(figure, changed.get(c.id, c)) for figure, c in self.of_figure]
