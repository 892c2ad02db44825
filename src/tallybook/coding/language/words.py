"""Parts of speech and lemmas, by the model's own rules, each looked up once.

The model's attribute ruler gives a token its part of speech by rules on its tag, its dependency
and, for some words, the word itself; its lemmatizer goes by the word and that part of speech. Both
are functions of (word, tag, dependency), so their answers are asked for once and kept. A few rules
look at two words together ("there were", "gonna"): where one could begin, the two are asked for
together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import DEP, ORTH, TAG
from spacy.matcher import Matcher
from spacy.tokens import Doc

from tallybook.coding.language.tokens import Form

if TYPE_CHECKING:
    from spacy.tokens import Token

KEPT = 200_000
"""Answers that are kept; past that, they are forgotten together."""


class WordForms:
    """The answers of a model's attribute ruler and lemmatizer."""

    def __init__(self, language: Any) -> None:
        self._vocab = language.vocab
        self._ruler = language.get_pipe("attribute_ruler")
        self._lemmatizer = language.get_pipe("lemmatizer")
        rules = [spec for rule in self._ruler.patterns for spec in rule["patterns"]]
        self._named = _Named(rules)
        self._openings = Matcher(language.vocab)
        self._openings.add("pair", [[spec[0]] for spec in rules if len(spec) > 1])
        self._known: dict[bytes, Form | None] = {}
        self._pairs: dict[tuple[bytes, bytes], list[Form]] = {}
        self._ruled: dict[tuple[str, str], tuple[str, str] | None] = {}

    def of(self, doc: Any) -> list[Form]:
        """Return the forms of the tokens of a tagged and parsed text."""
        if len(self._known) + len(self._pairs) > KEPT:
            self._known, self._pairs = {}, {}
        forms = self._forms(doc)
        if forms is None:
            return _forms_of(self._lemmatizer(self._ruler(doc)))
        return forms

    def _forms(self, doc: Doc) -> list[Form] | None:
        """The form of each token; None where three words in a row might go together."""
        given = np.ascontiguousarray(doc.to_array([ORTH, TAG, DEP]))
        keys = given.view(f"V{given.itemsize * given.shape[1]}").ravel().tolist()
        known = self._known
        for position, key in enumerate(keys):
            if key not in known:
                known[key] = self._alone(doc[position])
        forms = [known[key] for key in keys]
        for position, form in enumerate(forms):
            if form is not None:
                continue
            following = tuple(keys[position + 1 : position + 2])
            if following and forms[position + 1] is None:
                return None
            pair = (keys[position], *following)
            if pair not in self._pairs:
                self._pairs[pair] = self._ask(list(doc[position : position + len(pair)]))
            forms[position : position + len(pair)] = self._pairs[pair]
        return forms  # type: ignore[return-value]

    def _alone(self, token: Token) -> Form | None:
        """A token's form, or None where that may hang on the next token."""
        if token.is_space or self._named(token.lower_):
            opens = self._openings(self._lone(token.text, token.tag_, token.dep_))
            return None if opens else self._ask([token])[0]
        ruled = self._ruling(token.tag_, token.dep_)
        if ruled is None:
            return None
        pos, morph = ruled
        lone = Doc(self._vocab, [token.text], pos=[pos], morphs=[morph])
        lemma = self._lemmatizer.lemmatize(lone[0])[0]
        return _forms_of([token])[0]._replace(pos_=pos, lemma_=lemma)

    def _ruling(self, tag: str, dep: str) -> tuple[str, str] | None:
        """The part of speech and the morphology of a word that no rule names."""
        if (tag, dep) not in self._ruled:
            lone = self._lone("x", tag, dep)
            opens = self._openings(lone)
            ruled = self._ruler(lone)[0]
            self._ruled[tag, dep] = None if opens else (ruled.pos_, str(ruled.morph))
        return self._ruled[tag, dep]

    def _lone(self, word: str, tag: str, dep: str) -> Doc:
        return Doc(self._vocab, [word], tags=[tag], deps=[dep], heads=[0])

    def _ask(self, tokens: list[Token]) -> list[Form]:
        """The forms of tokens that stand alone or together."""
        words, tags, deps = zip(*((t.text, t.tag_, t.dep_) for t in tokens), strict=True)
        doc = Doc(self._vocab, list(words), tags=list(tags), deps=list(deps), heads=[0] * len(tags))
        return _forms_of(self._lemmatizer(self._ruler(doc)))


_DOUBLING = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]$")
"""One syllable, of one vowel letter and one consonant."""


NOUNS_OF_CONFLICT = {
    "bases": "base", "axes": "axe", "corpses": "corpse", "barracks": "barracks",
    "headquarters": "headquarters", "premises": "premises", "outskirts": "outskirts",
}  # fmt: skip
"""Plurals that two nouns share, of which news of attacks means the second ("basis" and "base"), and
plurals that have no singular (Quirk et al. 1985, §5.73 ff., summation plurals and pluralia tantum).
"""


class BySpelling:
    """The lemmatizer's rules, but for forms that these give to the wrong verb: "staged" to "stag",
    "raped" to "rap". A verb of one syllable doubles its last consonant before "-ed" and "-ing"
    (Quirk et al. 1985, §3.8), so that such a form can only be of the verb in "-e". Nor do they know
    which of two nouns a plural is of."""

    def __init__(self, rules: Callable[[Token], list[str]], verbs: Collection[str]) -> None:
        self._rules = rules
        self._verbs: dict[str, str] = {}
        for verb in verbs:
            stem = verb.removesuffix("e")
            if stem != verb and stem in verbs and _DOUBLING.match(stem):
                self._verbs.update({f"{stem}ed": verb, f"{stem}ing": verb})

    def __call__(self, token: Token) -> list[str]:
        """Return the lemmas of a token."""
        known = self._verbs if token.pos_ == "VERB" else NOUNS_OF_CONFLICT
        lemma = known.get(token.lower_) if token.pos_ in ("VERB", "NOUN") else None
        return self._rules(token) if lemma is None else [lemma]


def _forms_of(tokens: Iterable[Any]) -> list[Form]:
    return [Form(*(getattr(token, name) for name in Form._fields)) for token in tokens]


class _Named:
    """Whether any rule names a word or describes it; all others are alike to the rules."""

    def __init__(self, rules: list[list[Mapping[str, Any]]]) -> None:
        words: set[str] = set()
        shapes: list[str] = []
        for wanted in _wanted(rules, "LOWER"):
            if isinstance(wanted, str):
                words.add(wanted)
            else:
                words.update(wanted.get("IN", ()))
                shapes.extend([wanted["REGEX"]] if "REGEX" in wanted else [])
        self._words = frozenset(words)
        self._shapes = re.compile("|".join(f"(?:{shape})" for shape in shapes) or r"(?!)")

    def __call__(self, lower: str) -> bool:
        return lower in self._words or self._shapes.search(lower) is not None


def _wanted(rules: list[list[Mapping[str, Any]]], attribute: str) -> Iterator[Any]:
    for spec in rules:
        for token in spec:
            if attribute in token:
                yield token[attribute]
