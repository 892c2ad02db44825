"""The words of a written answer: what reports say made safe to print, and a footnote for each
claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.core.plain_text import plain
from tallybook.knowledge.actors import ActorTable
from tallybook.publish.brief.document import Footnote, Line, Look, Marks, Words
from tallybook.publish.privacy import PublicTargets, public_targets
from tallybook.publish.safeguards import Blank
from tallybook.workflow.telling.answering import AnswerView, innermost
from tallybook.workflow.telling.views import ClaimView
from tallybook.workflow.telling.words import day_in_words, quoted

NOTES_EACH = 3
"""Footnotes for one attack or one voice; `explain` has every claim."""

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_DETERMINED = re.compile(
    r"(?:an?|the|this|that|these|those|some|several|many|one|two|three|no|his|her|its|their|our)\b"
)
_HEAD = re.compile(
    r"[a-z][a-z-]*(?: (?!of\b|in\b|from\b|for\b|at\b|on\b|with\b)[a-z][a-z-]*)*(?=[\s,]|$)"
)
"""A noun phrase of small letters up to its head: what comes before a preposition or a name."""


_OWNED = re.compile(
    r"(?!.* (?:of|in|from|for|at|on|with|and|the|to|de) )"
    r"(?:[A-Z][\w-]*\w )+(?:[a-z][a-z-]* )*[a-z-]*[a-rt-z]"
)
"""Names without a possessive, and after them a singular noun in small letters."""


class Notes:
    """The footnotes of one written answer, numbered in the order in which they are first needed."""

    def __init__(
        self,
        answer: AnswerView,
        documents: Mapping[str, Document],
        actors: ActorTable,
        hidden: Mapping[str, str],
    ) -> None:
        self._documents = documents
        self._claims = {view.id: view for view in _claims_of(answer)}
        self._victims = _victims(answer, self._claims.values(), actors)
        self._blank = Blank(hidden)
        self._notes: dict[tuple[str, str, int], Footnote] = {}

    @property
    def footnotes(self) -> tuple[Footnote, ...]:
        """The footnotes so far."""
        return tuple(self._notes.values())

    @property
    def withholds(self) -> bool:
        """Whether names are withheld."""
        return bool(self._victims.withheld)

    def safe(self, text: str) -> str:
        """Return words that may come from a report, without what must not be named, on one line."""
        return plain(self._blank(self._victims.redacted(text)))

    def words(self, text: str, look: Look = "plain") -> Words:
        """Return words that may come from a report as words of a line."""
        return Words(self.safe(text), look)

    def cited(self, text: str, claims: Iterable[str]) -> Line:
        """Return words with the marks of the claims that they rest on, the first few of them."""
        views = [self._claims[claim] for claim in claims if claim in self._claims]
        keys = list(dict.fromkeys(self._key(view) for view in views))[:NOTES_EACH]
        first = [next(view for view in views if self._key(view) == key) for key in keys]
        numbers = tuple(self._note(view).number for view in first)
        return (self.words(text), Marks(numbers)) if numbers else (self.words(text),)

    def voice(self, chain: str, claims: Iterable[str]) -> Line:
        """Return who stands for what is said as prose names them, with the marks of the claims."""
        return self.cited(quoted_number(voice_in_prose(innermost(chain))), claims)

    @staticmethod
    def _key(view: ClaimView) -> tuple[str, str, int]:
        """Several claims of one voice in one sentence share a footnote."""
        return (innermost(view.voices), view.document.id, view.sentence.start)

    def _note(self, view: ClaimView) -> Footnote:
        key = self._key(view)
        if key not in self._notes:
            line = view.document
            known = line.url if line.url and _ADDRESS.fullmatch(line.url) else None
            self._notes[key] = Footnote(
                number=len(self._notes) + 1,
                voice=self.safe(innermost(view.voices)),
                quotation=self.safe(quoted(view.sentence.words)),
                outlet=self.safe(line.publisher) if line.publisher else None,
                title=self.safe(line.title) if line.title else None,
                published=day_in_words(line.published) if line.published else None,
                url=known,
                capture=self._documents[line.id].capture,
                claim=view.id,
            )
        return self._notes[key]


def voice_in_prose(name: str) -> str:
    """Return a voice's name as prose has it: "the military", "residents", "Col. Idrissa Maïga".

    A singular common noun of English needs a determiner, a plural one and a name do not. Names are
    written with capitals; a common noun may have one from the beginning of its sentence ("The army
    said"). What begins small is a common noun, whatever follows on its head ("the governor of the
    Far North"), and so is what begins with the name of its country or town and ends small ("the
    Malian army").
    """
    bare = name[:1].lower() + name[1:]
    if bare != name and (bare != bare.lower() or not _DETERMINED.match(bare)):
        return f"the {name}" if _OWNED.fullmatch(name) else name
    head = _HEAD.match(bare)
    if head is None or _DETERMINED.match(bare):
        return bare
    return bare if head.group().endswith("s") else f"the {bare}"


RecordT = TypeVar("RecordT", Claim, Incident)


def with_quoted_numbers(record: RecordT) -> RecordT:
    """Return a record whose names with a number in them stand in quotation marks: a number that is
    no bound is shown as the report's own words."""
    names = {
        field: tuple(replace(one, name=quoted_number(one.name)) for one in getattr(record, field))
        for field in ("attackers", "targets", "weapons", "places")
    }
    return replace(record, **names)


def quoted_number(name: str) -> str:
    """Return a name in quotation marks where it has a digit in it."""
    return quoted(name) if any(map(str.isdigit, name)) else name


def joined(lines: Sequence[Line]) -> Line:
    """Return lines as one: "a, b and c"."""
    parts: list[Words | Marks] = []
    for place, line in enumerate(lines):
        if place:
            parts.append(Words(" and " if place == len(lines) - 1 else ", "))
        parts.extend(line)
    return tuple(parts)


def _claims_of(answer: AnswerView) -> Iterable[ClaimView]:
    """Yield every claim that the answer shows."""
    for figure in answer.figures:
        if figure.claim is not None:
            yield figure.claim
        yield from figure.parts
    for incident in (*answer.incidents, *answer.possible_incidents):
        yield from incident.claims
    for contradiction in answer.contradictions:
        yield from contradiction.members


def _victims(answer: AnswerView, claims: Iterable[ClaimView], actors: ActorTable) -> PublicTargets:
    """Return the names of those attacked that are withheld anywhere in an answer."""
    records: list[Claim | Incident] = [view.claim for view in claims]
    records += [view.incident for view in (*answer.incidents, *answer.possible_incidents)]
    names = [
        name
        for record in records
        for name in public_targets(record.targets, record.places, actors).withheld
    ]
    return PublicTargets((), tuple(dict.fromkeys(names)))
