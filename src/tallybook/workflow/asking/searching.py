"""Reports and claims by their words, within a question's filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from msgspec import Struct

from tallybook.core.claims import Claim, ClaimKind
from tallybook.core.documents import Document
from tallybook.core.questions import Question
from tallybook.core.spans import Span, span_of
from tallybook.core.values import Moment
from tallybook.knowledge.loading import Knowledge
from tallybook.store.protocol import FoundT, Store, View
from tallybook.store.words import Marks, Wanted
from tallybook.workflow.asking.contents import Contents
from tallybook.workflow.asking.selecting import every_stage, select_claims
from tallybook.workflow.asking.sensitive import read_sensitive
from tallybook.workflow.telling.views import DocumentLine, document_line

_BLANK = re.compile(r"\s")

AROUND = 80
"""Characters of a report shown on either side of what was found."""

SNIPPETS = 3
"""Places of one report that are shown."""


class Snippet(Struct, frozen=True, kw_only=True):
    """`words` stands at `[start, end)` of a report's text; `marks` are what was searched for in
    it, at offsets of the same text."""

    start: int
    end: int
    words: str
    marks: tuple[Span, ...]


class FoundDocument(Struct, frozen=True, kw_only=True):
    """A report that has the words, with how many of its claims lie in the filters; `sure` is False
    where that is only possible of each."""

    document: DocumentLine
    claims: int
    snippets: tuple[Snippet, ...]
    sure: bool = True


class FoundClaim(Struct, frozen=True, kw_only=True):
    """A claim whose sentence has the words; `sure` as for documents, `sensitive` as where a claim
    is shown (`workflow.telling.views`)."""

    id: str
    kind: ClaimKind
    when: Moment | None
    document: DocumentLine
    sentence: Snippet
    sure: bool = True
    sensitive: str = ""


class Found(Struct, frozen=True, kw_only=True):
    """What a search found, the best first; whether there is `more` of each."""

    query: str
    documents: tuple[FoundDocument, ...]
    more_documents: bool
    claims: tuple[FoundClaim, ...]
    more_claims: bool


class Search(Struct, frozen=True, kw_only=True):
    """What is searched for: the words as a person wrote them and as they were read, the filters,
    and which of what is found is wanted, `most` of each kind after the first `skip`."""

    query: str
    wanted: Wanted
    question: Question
    most: int
    skip: int = 0


def search(store: Store, asked: Search, knowledge: Knowledge) -> Found:
    """Return the reports and the claims that have the words, within the filters.

    A filter means what it means in a list: a claim has to lie in it, and a report has to hold a
    claim that does. So a search "since" a day is by the day of the attack and not by the day on
    which the report came.
    """
    with store.view() as view:
        listed = _Listed(view, asked.question, knowledge)
        documents, more_documents = _leaf(view, Document, asked, listed.document)
        claims, more_claims = _leaf(view, Claim, asked, listed.claim)
        named = view.get_many(Document, {claim.document for claim, _ in claims})
        sensitive = read_sensitive(view)
    return Found(
        query=asked.query,
        documents=tuple(
            FoundDocument(
                document=document_line(document, sensitive),
                claims=len(sure),
                snippets=_snippets(document.text, asked.wanted.marks(document.text) or []),
                sure=any(sure) or listed.everything,
            )
            for document, sure in documents
        ),
        more_documents=more_documents,
        claims=tuple(
            FoundClaim(
                id=claim.id,
                kind=claim.kind,
                when=claim.when,
                document=document_line(named[claim.document], sensitive),
                sentence=_sentence(claim.sentence, asked.wanted),
                sure=all(sure),
                sensitive=sensitive.of_claim(claim),
            )
            for claim, sure in claims
        ),
        more_claims=more_claims,
    )


class _Listed:
    """Which claims of a document lie in the filters, and whether surely."""

    def __init__(self, view: View, question: Question, knowledge: Knowledge) -> None:
        self.everything = question == every_stage(Question())
        self._view = view
        self._question = question
        self._knowledge = knowledge
        self._known: dict[str, dict[str, bool]] = {}

    def document(self, document: Document) -> list[bool] | None:
        """Return for each claim of a document that lies in the filters whether it surely does;
        None where a report does not belong."""
        sure = self._claims(document)
        return list(sure.values()) if sure or self.everything else None

    def claim(self, claim: Claim) -> list[bool] | None:
        """Return whether a claim surely lies in the filters, None where it surely does not."""
        if self.everything:
            return [True]
        document = self._view.get(Document, claim.document)
        sure = {} if document is None else self._claims(document)
        return [sure[claim.id]] if claim.id in sure else None

    def _claims(self, document: Document) -> dict[str, bool]:
        if document.id not in self._known:
            claims = {claim.id: claim for claim in self._view.scan(Claim, document=document.id)}
            contents = Contents(documents={document.id: document}, claims=claims)
            found = select_claims(contents, self._question, self._knowledge)
            self._known[document.id] = {one.claim.id: one.sure for one in found}
        return self._known[document.id]


def _leaf(
    view: View,
    kind: type[FoundT],
    asked: Search,
    sure_of: Callable[[FoundT], list[bool] | None],
) -> tuple[list[tuple[FoundT, list[bool]]], bool]:
    """Return the records that are wanted, and whether there are more; no more are read than that
    takes."""

    def listed() -> Iterator[tuple[FoundT, list[bool]]]:
        for record in view.search(kind, asked.wanted):
            sure = sure_of(record)
            if sure is not None:
                yield record, sure

    found = list(islice(listed(), asked.skip, asked.skip + asked.most + 1))
    return found[: asked.most], len(found) > asked.most


def _sentence(sentence: Span, wanted: Wanted) -> Snippet:
    marks = wanted.marks(sentence.words) or []
    return Snippet(
        start=sentence.start,
        end=sentence.end,
        words=sentence.words,
        marks=tuple(
            Span(sentence.start + start, sentence.start + end, sentence.words[start:end])
            for start, end in _merged(marks)
        ),
    )


def _snippets(text: str, marks: Marks) -> tuple[Snippet, ...]:
    """Return the first places where something stands, each with whole words around it; what stands
    close together is one place."""
    places: list[list[tuple[int, int]]] = []
    for mark in _merged(marks):
        if places and mark[0] - places[-1][0][0] <= AROUND:
            places[-1].append(mark)
        else:
            places.append([mark])
    return tuple(_snippet(text, place) for place in places[:SNIPPETS])


def _snippet(text: str, marks: Marks) -> Snippet:
    start = max(0, marks[0][0] - AROUND)
    if start > 0:
        # A word that is cut in two says nothing.
        blank = _BLANK.search(text, start, marks[0][0])
        start = marks[0][0] if blank is None else blank.end()
    last = marks[-1][1]
    end = min(len(text), last + AROUND)
    if end < len(text):
        end = last + max(0, *(text[last:end].rfind(blank) for blank in " \n"))
    return Snippet(
        start=start,
        end=end,
        words=text[start:end],
        marks=tuple(span_of(text, *mark) for mark in marks),
    )


def _merged(marks: Marks) -> Marks:
    """Return ranges in order, those that overlap as one."""
    merged: Marks = []
    for start, end in sorted(marks):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
