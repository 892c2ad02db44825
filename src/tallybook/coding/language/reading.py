"""A document, analysed: passages of tokens with parse and entities, and where they stand.

A passage is one paragraph. Its tokens' texts may differ in case from the document's (wire copy
in capitals is re-cased before parsing, since the parser learnt from mixed case), but never in
length, so that a token's offset plus the passage's is an offset in the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tallybook.coding.language.casing import recase
from tallybook.coding.language.labels import ENDS
from tallybook.coding.language.mending import mended
from tallybook.core.documents import Document, Paragraph
from tallybook.core.spans import Span, span_of

if TYPE_CHECKING:
    from tallybook.coding.language.parsing import Parser
    from tallybook.coding.language.tokens import Doc, Token

OPENING = frozenset("“«„")
CLOSING = frozenset("”»")
EITHER_QUOTE = frozenset('"')


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph's tokens. `offset` is where they start in the document's text."""

    doc: Doc
    offset: int
    index: int
    paragraph: Paragraph
    text: str
    quoted: tuple[bool, ...]
    copies: tuple[Paragraph, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the document's span of the tokens `[start, end)`."""
        first, last = self.doc[start], self.doc[end - 1]
        return span_of(self.text, self.offset + first.idx, self.offset + last.idx + len(last))

    def words(self, start: int, end: int) -> str:
        """Return the document's words of the tokens `[start, end)`."""
        return self.span(start, end).words

    @property
    def is_title(self) -> bool:
        return self.paragraph.role == "title"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage; `order` counts sentences through the document."""

    passage: Passage
    start: int
    end: int
    order: int

    @property
    def tokens(self) -> list[Token]:
        return self.passage.doc[self.start : self.end]

    def tokens_in(self, span: Span) -> list[Token]:
        """Return the tokens of the sentence that begin within a span of the document."""
        offset = self.passage.offset
        return [t for t in self.tokens if span.start <= offset + t.idx < span.end]

    @property
    def span(self) -> Span:
        """The sentence without white space at its ends."""
        start, end = self.start, self.end
        doc = self.passage.doc
        while end - start > 1 and doc[end - 1].is_space:
            end -= 1
        while end - start > 1 and doc[start].is_space:
            start += 1
        return self.passage.span(start, end)

    @property
    def asks(self) -> bool:
        """Whether the sentence is a question, which asserts nothing of what it asks."""
        return self.span.words.rstrip("\"'”’)»").endswith("?")

    def copies(self) -> Iterator[Span]:
        """Yield where the sentence stands again in paragraphs that the document reprints."""
        here = self.span
        for copy in self.passage.copies:
            found = self.passage.text.find(here.words, copy.start, copy.end)
            if found >= 0:
                yield span_of(self.passage.text, found, found + len(here.words))


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its passages and sentences in order."""

    document: Document
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...] = field(default=())


def analyse(
    documents: Sequence[Document], model: Parser, worth: Callable[[str], bool]
) -> Iterator[Reading]:
    """Yield a Reading for each document; paragraphs that are `worth` a parse go to the parser in
    one stream, headlines always."""
    paragraphs = [_paragraphs(document) for document in documents]
    plans = [
        list(_plan(document, told, worth))
        for document, told in zip(documents, paragraphs, strict=True)
    ]
    parsed = model.pipe((words for plan in plans for _, _, words in plan))
    for document, told, plan in zip(documents, paragraphs, plans, strict=True):
        passages = tuple(
            Passage(
                doc=mended(doc),
                offset=offset,
                index=index,
                paragraph=told[index],
                text=document.text,
                quoted=quotation(doc),
                copies=tuple(p for p in told if p.repeats == index),
            )
            for (index, offset, _), doc in zip(plan, parsed, strict=False)
        )
        yield Reading(document, passages, tuple(_sentences(passages)))


def _paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs of a document. A line that is all there is of a report, and is no whole
    sentence by its end, is a headline, and told as headlines tell (Mårdh 1980)."""
    told = [p for p in document.paragraphs if p.role not in ("byline", "note")]
    if len(told) != 1 or told[0].role != "body":
        return document.paragraphs
    words = document.text[told[0].start : told[0].end]
    if len(words.split()) > LONGEST_HEADLINE or words.rstrip("\"'”’)»]")[-1:] in tuple(".…?!:,;"):
        return document.paragraphs
    headline = replace(told[0], role="title")
    return tuple(headline if p is told[0] else p for p in document.paragraphs)


LONGEST_HEADLINE = 40
"""Words: headlines of wire services and monitors have up to three dozen."""


def _plan(
    document: Document, paragraphs: Sequence[Paragraph], worth: Callable[[str], bool]
) -> Iterator[tuple[int, int, str]]:
    """Yield (paragraph, offset, words) of what is parsed: no dateline, byline or reprint."""
    for index, paragraph in enumerate(paragraphs):
        if paragraph.repeats is not None or paragraph.role in ("byline", "note"):
            continue
        start = paragraph.start
        dateline = document.dateline
        if dateline is not None and start <= dateline.start < paragraph.end:
            start = dateline.end
        while start < paragraph.end and not (
            document.text[start].isalnum() or document.text[start] in "\"'“‘«($€£"
        ):
            start += 1
        words = document.text[start : paragraph.end]
        if words and (paragraph.role == "title" or worth(words)):
            yield index, start, recase(words, paragraph.role)


def _sentences(passages: Sequence[Passage]) -> Iterator[Sentence]:
    order = 0
    for passage in passages:
        spans = [(s.start, s.end) for s in passage.doc.sents]
        if passage.is_title:
            # A headline is one utterance, or two with a semicolon between them: colons and dashes
            # inside it make no new sentence.
            ends = [t.i + 1 for t in passage.doc[:-1] if t.text == ";"]
            spans = list(pairwise([0, *ends, len(passage.doc)]))
        elif (end := _label_end(passage)) not in {0, *(end for _, end in spans)}:
            spans = [(0, end), (end, spans[0][1]), *spans[1:]]
        for start, end in spans:
            yield Sentence(passage, start, end, order)
            order += 1


def _label_end(passage: Passage) -> int:
    """Where the label of a paragraph ends, whose colon or dash the parser was given as a full
    stop."""
    ends = (t.i + 1 for t in passage.doc[:LABEL_TOKENS] if t.text == ".")
    return next((end for end in ends if passage.words(end - 1, end) in ENDS), 0)


LABEL_TOKENS = 16
"""No label is longer: see `labels`."""


def quotation(doc: Doc) -> tuple[bool, ...]:
    """For each token, whether it stands inside double quotation marks.

    A paragraph that opens a quotation and does not close it runs on to its end: that is how
    quotations over several paragraphs are printed.
    """
    inside = False
    marks: list[bool] = []
    for token in doc:
        text = token.text
        if text in OPENING:
            inside = True
            marks.append(False)
        elif text in CLOSING:
            inside = False
            marks.append(False)
        elif text in EITHER_QUOTE or text == "''" or text == "``":
            inside = not inside
            marks.append(False)
        else:
            marks.append(inside)
    return tuple(marks)
