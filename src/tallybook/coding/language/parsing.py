"""The parse of English text, as the pinned model gives it, faster than its own pipeline.

Tokens, tags and dependencies come from the model's own components. The vectors under them, the
entities, the parts of speech and the lemmas are the same numbers and rules arranged otherwise;
a test holds the two to be the same on texts of many kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import HEAD, IS_SPACE, SENT_START, SPACY

from tallybook.coding.language.entities import EntityFinder
from tallybook.coding.language.tokens import Doc
from tallybook.coding.language.vectors import Encoder
from tallybook.coding.language.words import BySpelling, WordForms

if TYPE_CHECKING:
    from spacy.language import Language

    from tallybook.coding.language.entities import Entity

BATCH = 64
"""Texts that are parsed side by side."""


class Parser:
    """A loaded model, ready to parse. `language` is spaCy's own pipeline of it."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._tagger: Any = language.get_pipe("tagger")
        self._parser: Any = language.get_pipe("parser")
        shared: Any = language.get_pipe("tok2vec")
        self._encoder = Encoder(shared.model)
        self._entities = EntityFinder(language.get_pipe("ner"))
        index = self.lemma_tables.get_table("lemma_index")
        for part, lemmas in list(index.items()):
            index[part] = frozenset(lemmas)  # A list of 57,000 nouns, searched for every noun.
        lemmatizer: Any = language.get_pipe("lemmatizer")
        lemmatizer.lemmatize = BySpelling(lemmatizer.lemmatize, index["verb"])
        self._words = WordForms(language)

    @property
    def lemma_tables(self) -> Any:
        """The lists that the model's lemmatizer goes by."""
        lemmatizer: Any = self.language.get_pipe("lemmatizer")
        return lemmatizer.lookups

    def __call__(self, text: str) -> Doc:
        """Return one text, parsed."""
        return next(self.pipe([text]))

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Yield each text, parsed, in order."""
        waiting = iter(texts)
        while batch := list(islice(waiting, BATCH)):
            yield from self._parse(batch)

    def _parse(self, texts: list[str]) -> list[Doc]:
        docs: list[Any] = [self.language.make_doc(text) for text in texts]
        full = [doc for doc in docs if len(doc)]
        if not full:
            return [_EMPTY] * len(docs)
        features = [doc.to_array(list(self._encoder.columns)) for doc in full]
        for doc, tensor in zip(full, self._encoder.encode(features), strict=True):
            doc.tensor = tensor
            _go_on_after_abbreviations(doc)
        for component in (self._tagger, self._parser):
            component.set_annotations(full, component.predict(full))
        encoder = self._entities.encoder
        own = [doc.to_array(list(encoder.columns)) for doc in full]
        vectors = np.concatenate(list(encoder.encode(own)))
        entities = iter(_of_each(full, self._entities.find(vectors, *_bounds(full))))
        return [self._read(doc, next(entities)) if len(doc) else _EMPTY for doc in docs]

    def _read(self, doc: Any, entities: list[Entity]) -> Doc:
        """Return a text as the rules read it."""
        given = doc.to_array([HEAD, SENT_START, SPACY]).astype(np.int64)
        return Doc(
            doc.text,
            self._words.of(doc),
            given[:, 2].tolist(),
            (given[:, 0] + np.arange(len(doc))).tolist(),
            [0, *(1 + np.flatnonzero(given[1:, 1] == 1)).tolist()],
            entities,
        )


_EMPTY = Doc("", (), (), (), (), ())


def _of_each(docs: list[Any], entities: list[Entity]) -> Iterator[list[Entity]]:
    """Yield the entities of each of the texts, counted from its own start."""
    start = at = 0
    for doc in docs:
        own: list[Entity] = []
        while at < len(entities) and entities[at][0] < start + len(doc):
            first, end, label = entities[at]
            own.append((first - start, end - start, label))
            at += 1
        yield own
        start += len(doc)


def _go_on_after_abbreviations(doc: Any) -> None:
    """ "At 11:30 a.m. local time": no sentence begins with a small letter behind an abbreviation's
    point. The parser, which often thinks so, is told."""
    for before, token in pairwise(doc):
        if before.text.endswith(".") and len(before) > 1 and token.text[0].islower():
            token.is_sent_start = False


def _bounds(docs: list[Any]) -> tuple[Any, Any]:
    """After which tokens a sentence or a text ends, and which tokens are white space."""
    given = np.concatenate([doc.to_array([SENT_START, IS_SPACE]) for doc in docs])
    ends = np.roll(given[:, 0] == 1, -1)
    ends[np.cumsum([len(doc) for doc in docs]) - 1] = True
    return ends, given[:, 1] == 1
