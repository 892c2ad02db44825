"""What people mark as sensitive: whole reports, claims, or words of a report."""

from __future__ import annotations

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.marks import Mark, mark_id
from tallybook.errors import UsageError
from tallybook.store.protocol import Store, View
from tallybook.workflow.asking.identifying import find_id
from tallybook.workflow.judging.authors import Author, utc_now


class Marked(Struct, frozen=True):
    """A mark, and whether it holds now: one that was lifted stays in the book's history."""

    mark: Mark
    holds: bool


def mark_sensitive(store: Store, asked: str, author: Author, *, words: str | None = None) -> Marked:
    """Mark the report or claim that `asked` names as sensitive, or some words of it alone.

    Raises UnknownIdError, and UsageError without a reason or for words that do not stand there.
    """
    author.check("a mark")
    with store.writer() as writer, store.view() as view:
        target = find_id(view, asked, ["document", "claim"])
        if words is not None and (not words.strip() or words not in _text_of(view, target)):
            raise UsageError(
                f"{words!r} does not stand in {target}; write the words as the report has them"
            )
        mark = Mark(
            id=mark_id(target, words),
            target=target,
            words=words,
            by=author.by,
            made_at=utc_now(),
            because=author.because,
        )
        writer.put([mark])
    return Marked(mark, holds=True)


def lift_mark(store: Store, asked: str, *, words: str | None = None) -> Marked:
    """Lift the mark on a report or claim, or on some words of it.

    Raises UnknownIdError, and UsageError where there is no such mark.
    """
    with store.writer() as writer, store.view() as view:
        target = find_id(view, asked, ["document", "claim"])
        mark = view.get(Mark, mark_id(target, words))
        if mark is None:
            raise UsageError(
                f"{target} has no such mark; `tallybook marks` lists what is marked as sensitive"
            )
        writer.retire(Mark, [mark.id])
    return Marked(mark, holds=False)


def read_marks(store: Store) -> list[Mark]:
    """Return what is marked as sensitive, in the order in which it first was."""
    with store.view() as view:
        return list(view.scan(Mark))


def _text_of(view: View, target: str) -> str:
    document = view.get(Document, target)
    if document is not None:
        return document.text
    claim = view.get(Claim, target)
    assert claim is not None, "find_id found it"
    return claim.sentence.words
