"""A coder that reads plain sentences without a model, and books in memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tallybook.coding.coder import Coding
from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.ids import make_id
from tallybook.core.records import make_rejection
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Moment, Place
from tallybook.knowledge.loading import load_knowledge
from tallybook.store.memory import MemoryStore
from tallybook.workflow.keeping import adding

_SENTENCE = re.compile(r"[^.\n]+\.")
_NUMBER = re.compile(r"\b(\d+) times")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class PlainCoder:
    """Codes "Police said … attacked … in PLACE on DAY" and "… attacked N times …"."""

    name = "builtin.v1"

    def code(self, documents: Sequence[Document]) -> Iterator[Coding]:
        for document in documents:
            if "crash the coder" in document.text:
                raise RuntimeError("no grammar for this")
            if "forge the evidence" in document.text:
                yield [_claim(document, Span(0, 5, "never"))]
            elif "no language" in document.text:
                yield make_rejection(document.source, "coding", "language", "not English")
            else:
                sentences = (
                    Span(m.start(), m.end(), m.group()) for m in _SENTENCE.finditer(document.text)
                )
                yield [_claim(document, s) for s in sentences if "attacked" in s.words]


def _claim(document: Document, sentence: Span) -> Claim:
    words = sentence.words
    number, day = _NUMBER.search(words), _DAY.search(words)
    gazetteer = load_knowledge().gazetteer
    where = re.search(r" in ([A-Z]\w+)", words)
    target = re.search(r"attacked (?:a |the )?(\w+)", words)
    voice = re.match(r"\s*(?:The )?(\w+) said", words)
    return Claim(
        id=make_id("claim", document.id, sentence.start, sentence.end),
        document=document.id,
        kind="count" if number else "incident",
        sentence=sentence,
        event_type="attack",
        stage="foiled" if "foiled" in words else "done",
        count=Count(int(number[1]), int(number[1]), number[0]) if number else None,
        targets=(Mention(target[1]),) if target and not number else (),
        places=(gazetteer.resolve(where[1], countries=("ML", "NE")),) if where else (),
        when=Moment(day[0], day[0], "sometime", day[0]) if day else None,
        voices=(Mention(voice[1]),) if voice else (),
        stance="denied" if "denied" in words else "asserted",
        maker="plain.v1",
    )


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture(autouse=True)
def _plain_coder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    adding._coder.cache_clear()
    monkeypatch.setattr(adding, "load_coder", lambda name: PlainCoder())
    yield
    adding._coder.cache_clear()


@pytest.fixture
def report(tmp_path: Path) -> Callable[..., str]:
    """Write a report of some sentences, padded so that it reads as one, and return its path."""

    def write(name: str, *sentences: str) -> str:
        path = tmp_path / name
        path.write_text("\n\n".join(sentences) + "\n", encoding="utf-8")
        return str(path)

    return write


def place(name: str) -> Place:
    return load_knowledge().gazetteer.question_places(name)
