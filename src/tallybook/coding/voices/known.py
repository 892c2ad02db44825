"""Who has spoken so far in a report, and how they are known again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from tallybook.core.values import Mention

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence

SpeakerKind = Literal["person", "people", "body"]
Chain = tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """One who has spoken: the words by which they are known again, their chain, and whether a
    person's name was given."""

    keys: frozenset[str]
    chain: Chain
    kind: SpeakerKind
    named: bool


@dataclass(slots=True)
class Speakers:
    """Who has spoken so far in a document, so that "Ryder", "he" and "the group" are known
    again; later speakers are nearer. `read` are the sentences read, `spoke` how many there were
    when somebody spoke last, `quoting` who was quoted last and in which passage."""

    known: list[Known] = field(default_factory=list)
    read: list[Sentence] = field(default_factory=list)
    quoting: tuple[int, Chain] | None = None
    spoke: int = 0

    def remember(self, known: Known) -> None:
        self.known.append(known)
        self.spoke = len(self.read)

    def by_word(self, word: str, bearing: Callable[[Chain], bool]) -> Chain | None:
        """A surname, or a role noun, that was part of an earlier and longer naming, of one
        `bearing` the word as it stands."""
        for known in reversed(self.known):
            if word.lower() in known.keys and bearing(known.chain):
                self.remember(known)  # Whoever is named again is nearest again.
                return known.chain
        return None

    def by_pronoun(self, pronoun: str) -> Chain | None:
        """ "It" is a body, "he" a person; of a person who spoke for a body, "it" is the body."""
        for known in reversed(self.known):
            if pronoun == "it" and known.kind != "people":
                return known.chain if known.kind == "body" else known.chain[-1:]
            if pronoun in ("he", "she") and known.kind == "person":
                return known.chain
            if pronoun == "they" and known.kind != "person":
                return known.chain
        return None

    def last(self) -> Chain | None:
        return self.known[-1].chain if self.known else None
