"""Parsed text as the rules read it: tokens with their parse, in plain Python.

The rules ask each token for its words, its head and its children many hundred thousand times a
report. spaCy's tokens are views into its own memory that are made anew each time they are asked
for, with strings looked up by number. These are made once, after the parse, under the same names
for the same things, as far as any rule needs them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple


class Form(NamedTuple):
    """What a token is apart from its place: its word, its part of speech and its lemma, and the
    tag and the dependency that these hang on."""

    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    is_space: bool
    is_punct: bool
    is_alpha: bool
    is_digit: bool
    like_num: bool


class Token:
    """A token. `i` is its index in the text, `idx` its offset; `head` of a root is the root."""

    __slots__ = (
        "_below",
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_digit",
        "is_punct",
        "is_sent_start",
        "is_space",
        "lefts",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "rights",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )

    head: Token
    sent: Span
    lefts: Sequence[Token]
    rights: Sequence[Token]
    children: Sequence[Token]

    def __init__(self, doc: Doc, i: int, idx: int, form: Form, whitespace: str) -> None:
        self.doc, self.i, self.idx, self.whitespace_ = doc, i, idx, whitespace
        (
            self.text,
            self.lower_,
            self.lemma_,
            self.pos_,
            self.tag_,
            self.dep_,
            self.is_space,
            self.is_punct,
            self.is_alpha,
            self.is_digit,
            self.like_num,
        ) = form
        self.ent_type_, self.ent_iob_ = "", "O"
        self.is_sent_start = False
        self.lefts = self.rights = self.children = ()
        self._below: tuple[Token, ...] = ()

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    def nbor(self, distance: int = 1) -> Token:
        """Return the token `distance` further on; raise IndexError outside the text."""
        index = self.i + distance
        if index < 0:
            raise IndexError(f"there is no token {distance} from {self.text!r}")
        return self.doc[index]

    def rehang(self, head: Token, dependency: str) -> None:
        """Hang the token on another head, or on itself as the root of its sentence. A head that
        hangs on the token itself goes to where that hung first, so that the parse stays a tree."""
        if head is not self and self in head.ancestors:
            head.rehang(head if self.head is self else self.head, self.dep_)
        for above in (self, *self.ancestors, head, *head.ancestors):
            above._below = ()
        old = self.head
        if old is not self:
            old.lefts = [t for t in old.lefts if t is not self]
            old.rights = [t for t in old.rights if t is not self]
            old.children = [*old.lefts, *old.rights]
        self.head, self.dep_ = head, dependency
        if head is not self:
            head.lefts = sorted([*head.lefts, self], key=_place) if head.i > self.i else head.lefts
            head.rights = (
                sorted([*head.rights, self], key=_place) if head.i < self.i else head.rights
            )
            head.children = [*head.lefts, *head.rights]

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The token and all that hang on it, those on its left first."""
        if not self._below:
            found: list[Token] = []
            for child in self.lefts:
                found += child.subtree
            found.append(self)
            for child in self.rights:
                found += child.subtree
            self._below = tuple(found)
        return self._below

    @property
    def left_edge(self) -> Token:
        """The first token of the subtree."""
        return min(self.subtree, key=_place) if self.children else self

    @property
    def right_edge(self) -> Token:
        """The last token of the subtree."""
        return max(self.subtree, key=_place) if self.children else self

    @property
    def ancestors(self) -> Iterator[Token]:
        """What the token hangs on, the nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, other: Token) -> bool:
        """Whether `other` hangs on this token."""
        return any(token is self for token in other.ancestors)


_place = attrgetter("i")


class Doc(list[Token]):
    """A text, as the list of its tokens; `heads` are their heads' indices, `starts` where
    sentences begin, `entities` half-open ranges with labels."""

    __slots__ = ("ents", "sents", "text")

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:  # type: ignore[override]
        return id(self)

    def __init__(
        self,
        text: str,
        forms: Sequence[Form],
        spaced: Sequence[int],
        heads: Sequence[int],
        starts: Sequence[int],
        entities: Sequence[tuple[int, int, str]],
    ) -> None:
        super().__init__(_tokens(self, forms, spaced))
        self.text = text
        for token, head in zip(self, heads, strict=True):
            _attach(token, self[head])
        for token in self:
            if token.lefts or token.rights:
                token.children = [*token.lefts, *token.rights]
        ends = [*starts[1:], len(self)]
        self.sents = tuple(Span(self, *both) for both in zip(starts, ends, strict=False))
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence
            sentence[0].is_sent_start = True
        self.ents = tuple(Span(self, *entity) for entity in entities)
        for entity in self.ents:
            for token in entity:
                token.ent_type_, token.ent_iob_ = entity.label_, "I"
            entity[0].ent_iob_ = "B"

    @property
    def doc(self) -> Doc:
        """The text itself, as a stretch of it has its text."""
        return self

    def words(self, start: int, end: int) -> str:
        """Return the words `[start, end)` as they stand in the text."""
        last = self[end - 1]
        return self.text[self[start].idx : last.idx + len(last.text)]

    def release(self) -> None:
        """Let go of the tokens, which are of no use afterwards. They point at one another, so that
        they would otherwise wait for the collector of cycles, report upon report."""
        for token in self:
            token.lefts = token.rights = token.children = token._below = ()
            del token.head, token.sent, token.doc
        self.clear()
        self.sents = self.ents = ()


class Span:
    """The tokens `[start, end)` of a text."""

    __slots__ = ("_tokens", "doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label
        self._tokens = doc[start:end]

    def __len__(self) -> int:
        return len(self._tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    def __getitem__(self, index: int) -> Token:
        return self._tokens[index]

    @property
    def text(self) -> str:
        """The words as they stand in the text, without white space after the last."""
        return self.doc.words(self.start, self.end)


def _tokens(doc: Doc, forms: Sequence[Form], spaced: Sequence[int]) -> Iterator[Token]:
    offset = 0
    for index, (form, space) in enumerate(zip(forms, spaced, strict=True)):
        yield Token(doc, index, offset, form, " " if space else "")
        offset += len(form.text) + (1 if space else 0)


def _attach(token: Token, head: Token) -> None:
    """Hang a token on its head; tokens come in order, so that children stand in order too."""
    token.head = head
    if head.i > token.i:
        head.lefts = [*head.lefts, token]
    elif head is not token:
        head.rights = [*head.rights, token]
