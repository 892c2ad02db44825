"""Reads short texts of our own as the coder does, up to who says what and how surely.

The tests of voices, stances, responsibility, statements, relations and motives share it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest

from tallybook.coding.builtin import BuiltinCoder
from tallybook.coding.language.model import load_model
from tallybook.coding.language.reading import Sentence, analyse
from tallybook.coding.local import LocalKnowledge, localise
from tallybook.coding.mentions import Mentions, country_context, find_mentions
from tallybook.coding.moments.finding import Anchor
from tallybook.coding.voices.attribution import Attribution, Speakers, find_attributions
from tallybook.core.claims import Claim
from tallybook.core.documents import Document, Paragraph
from tallybook.ingest import Fetched, Flags, read_batch
from tallybook.knowledge.loading import load_knowledge


@dataclass(frozen=True)
class Heard:
    """One sentence with what was found in it."""

    sentence: Sentence
    mentions: Mentions
    attributions: list[Attribution]
    knowledge: LocalKnowledge

    def index_of(self, word: str) -> int:
        """The token index of the first token that reads `word`."""
        return next(t.i for t in self.sentence.tokens if t.text == word)

    def voices_at(self, word: str) -> list[list[str]]:
        """The names of each chain that holds `word`, outermost first."""
        index = self.index_of(word)
        return [[m.name for m in a.chain] for a in self.attributions if index in a.content]

    def innermost(self, word: str) -> str | None:
        """The name of the innermost voice that holds `word`."""
        names = [name for chain in self.voices_at(word) for name in chain]
        return names[-1] if names else None


@pytest.fixture(scope="session")
def hear() -> Callable[..., tuple[Heard, ...]]:
    """Return the reader: of a text, one paragraph per line, its sentences in order."""
    return _hear


@pytest.fixture(scope="session")
def code_report() -> Callable[..., list[Claim]]:
    """Return the coder: of a report's text, its claims in order."""
    coder = BuiltinCoder()

    def coded(text: str, published: str = "2025-06-30", publisher: str = "Gazette") -> list[Claim]:
        flags = Flags(published=published, publisher=publisher)
        [intake] = read_batch([Fetched("report.txt", text.encode())], flags)
        assert isinstance(intake.result, Document)
        [claims] = list(coder.code([intake.result]))
        assert isinstance(claims, list)
        return claims

    return coded


@cache
def _hear(text: str, title: bool = False) -> tuple[Heard, ...]:
    paragraphs = []
    start = 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(start, start + len(line), "title" if title else "body"))
        start += len(line) + 1
    document = Document(
        id="document1_" + "0" * 32,
        capture="0" * 64,
        source="test",
        media_type="text/plain",
        text=text,
        paragraphs=tuple(paragraphs),
    )
    reading = next(analyse([document], load_model(), lambda _: True))
    known = load_knowledge()
    local = localise(known, country_context(reading, known))
    mentions = find_mentions(reading, Anchor(published=None), local)
    at = {id(p): m for p, m in zip(reading.passages, mentions, strict=True)}
    speakers = Speakers()
    return tuple(
        Heard(s, at[id(s.passage)], find_attributions(s, local.actors, speakers), local)
        for s in reading.sentences
    )
