"""A small book to write claims into, under the knowledge that ships with Tallybook.

Puts this folder on the path as well, so that its tests share `linking_books`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tallybook.core.claims import Claim
from tallybook.core.documents import Document, Paragraph
from tallybook.core.judgements import Judgement
from tallybook.core.spans import Span, span_of
from tallybook.core.values import Count, Mention, Moment, Place, Weapon
from tallybook.knowledge.loading import Knowledge, load_knowledge
from tallybook.linking import Linking, link

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


class Book:
    """Reports and claims under construction; `link` links them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.documents: list[Document] = []
        self.claims: list[Claim] = []
        self.judgements: list[Judgement] = []

    def report(
        self, name: str, published: str | None, text: str, publisher: str | None = None
    ) -> Document:
        """Add a report whose first paragraph is its title."""
        paragraphs: list[Paragraph] = []
        start = 0
        for index, part in enumerate(text.split("\n\n")):
            role = "title" if index == 0 else "body"
            paragraphs.append(Paragraph(start, start + len(part), role))
            start += len(part) + 2
        document = Document(
            id=name,
            capture="0" * 64,
            source=f"{name}.txt",
            media_type="text/plain",
            text=text,
            paragraphs=tuple(paragraphs),
            published=published,
            publisher=publisher or f"{name} Gazette",
        )
        self.documents.append(document)
        return document

    def claim(self, document: Document, words: str, **fields: Any) -> Claim:
        """Add a claim whose sentence is the one that holds `words`, its trigger."""
        at = document.text.index(words)
        start = max(document.text.rfind(". ", 0, at) + 2, document.text.rfind("\n\n", 0, at) + 2)
        if at < start or (start == 1 and document.text[:2] != "\n\n"):
            start = 0
        ends = [document.text.find(mark, at) for mark in (". ", "\n\n")]
        end = min([e for e in ends if e >= 0], default=len(document.text))
        settings: dict[str, Any] = {
            "kind": "incident",
            "event_type": "attack",
            "stage": "done",
            "sentence": span_of(document.text, start, end),
            "spans": {"trigger": (Span(at, at + len(words), words),)},
            "voices": (Mention(document.publisher or ""),),
            **fields,
        }
        number = sum(claim.document == document.id for claim in self.claims)
        claim = Claim(id=f"{document.id}-{number}", document=document.id, **settings)
        self.claims.append(claim)
        return claim

    def link(self) -> Linking:
        return link(self.claims, self.documents, self.judgements, self.knowledge)

    def place(self, name: str, country: str) -> tuple[Place, ...]:
        return (self.knowledge.gazetteer.resolve(name, countries=(country,)),)


def day(first: str, last: str | None = None) -> Moment:
    return Moment(first, last or first, "sometime", "on the day")


def count(number: int) -> Count:
    return Count(number, number, str(number))


def weapon(name: str, knowledge: Knowledge) -> tuple[Weapon, ...]:
    return (knowledge.weapons.query(name),)


def actor(name: str, knowledge: Knowledge) -> tuple[Mention, ...]:
    return (knowledge.actors.query(name),)


class Values:
    """Short hands for values."""

    day = staticmethod(day)
    count = staticmethod(count)
    weapon = staticmethod(weapon)
    actor = staticmethod(actor)


@pytest.fixture
def v() -> type[Values]:
    return Values


@pytest.fixture
def book(knowledge: Knowledge) -> Book:
    return Book(knowledge)
