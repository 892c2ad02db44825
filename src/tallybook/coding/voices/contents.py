"""What is said: the words of a sentence that a reporting verb takes as its content.

A reporting clause takes a complement ("police said that …") or stands after, or inside, what it
reports, set off by commas or quotation marks ("…, police said, …"; Quirk et al. 1985, §14.29 on
comment clauses, §14.28 on direct speech). The second kind hangs on the rest of the sentence in
many ways, and parsers guess; its place between the commas is what tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.phrases import NOUNS, OBJECTS, SUBJECTS, stands_apart, subtree_bounds
from tallybook.coding.voices.cues import (
    BARE_CUES,
    CLAUSE_CUES,
    COMMUNICATIONS,
    CUE_VERBS,
    FIGURE_CUES,
    FIGURE_NOUNS,
)

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token

_CLAUSES = frozenset({"ccomp", "xcomp", "pcomp", "parataxis"})
_PHRASES = frozenset({"dobj", "prep", "oprd", "attr", "acomp", "dative"})
_ONLY_CLAUSES = frozenset({"tell", "say", "inform", "add"}) | CLAUSE_CUES
_MARKS = frozenset({",", "—", "–", "-", "--", "”", '"', "''", "»", "?", "!"})
_ENDS = frozenset({";"})
_BESIDE = frozenset({"who", "which", "whose", "whom", "as", "while", "after", "without", "when"})
"""Words after a reporting clause that go on about the saying, not about what is said."""


def content_of(cue: Token, source: Token | None, sentence: Sentence) -> frozenset[int]:
    """Return the indices of the tokens that `source` is said to have said; empty where the verb
    reports nothing here ("found the bomb")."""
    if blames(cue):
        return frozenset(i for t in cue.rights for i in range(*subtree_bounds(t)))
    indices = set(_complements(cue, source))
    if source is not None and not indices & set(range(cue.i + 1, sentence.end)):
        indices |= _around(cue, source, sentence)
    if source is not None:
        indices -= set(range(source.left_edge.i, source.i + 1))
    for clause in (t for t in cue.subtree if t.i in indices and _contrasts(t)):
        indices -= set(range(*subtree_bounds(clause)))
    return frozenset(i for i in indices if i != cue.i)


def blames(verb: Token) -> bool:
    """Whether a verb blames in more words: "pointed at the rebels", "pointed the finger at", "put
    the blame on"."""
    if verb.lemma_ not in ("point", "put", "lay", "pin"):
        return False
    if not any(t.lower_ in ("at", "to", "on") for t in verb.rights):
        return False
    things = [t.lemma_.lower() for t in verb.rights if t.dep_ == "dobj"]
    if things:
        return things[0] in ("finger", "blame")
    named = [c for t in verb.rights if t.dep_ == "prep" for c in t.rights if c.dep_ == "pobj"]
    people = all(t.pos_ == "PROPN" or unit_of(t.lemma_.lower()) == "people" for t in named)
    return verb.lemma_ == "point" and people


def _contrasts(clause: Token) -> bool:
    """ "A said strikes killed 44, while the army said it had struck 150 targets": a clause of
    contrast in which somebody else speaks is the report's own (Quirk et al. 1985, §15.43)."""
    opened = any(t.dep_ == "mark" and t.lower_ in ("while", "whereas") for t in clause.lefts)
    speaks = clause.lemma_.lower() in CUE_VERBS and any(
        t.dep_ in SUBJECTS and t.pos_ in NOUNS for t in clause.lefts
    )
    return opened and speaks


def _after_comma(noun: Token) -> bool:
    return _follows(noun, (",",))


def _follows(noun: Token, marks: tuple[str, ...]) -> bool:
    start = noun.left_edge.i
    return start > 0 and noun.doc[start - 1].text in marks


def _complements(cue: Token, source: Token | None) -> set[int]:
    lemma = cue.lemma_.lower()
    if lemma == "say":
        # One says a clause, not a thing (Levin 1993, §37.7): a noun after "said" is the subject
        # of a clause whose verb the parser missed, unless a comma sets it off ("said, a rise of"),
        # or a colon from a clause that is said before ("…, the army said: six in the north").
        things = [t for t in cue.rights if t.dep_ == "dobj" and t.pos_ in NOUNS]
        told = any(t.dep_ == "ccomp" and t.i < cue.i for t in cue.children)
        apart = (",", ":") if told else (",",)
        missed = [t for t in things if not _follows(t, apart)]
        if missed:
            return set(range(missed[0].left_edge.i, cue.sent.end))
    clauses: set[int] = set()
    phrases: set[int] = set()
    for token in cue.children:
        if source is not None and (token == source or token.is_ancestor(source)):
            continue
        if token.dep_ in _CLAUSES and not (token.i < cue.i and stands_apart(token)):
            clauses.update(range(*subtree_bounds(token)))
        elif token.dep_ in _PHRASES:
            phrases.update(range(*subtree_bounds(token)))
        elif token.dep_ == "conj" and _shares_complement(cue, token):
            clauses.update(range(*subtree_bounds(token)))
    summed_up = [t for t in cue.lefts if t.dep_ in OBJECTS and _after_comma(t)]
    if summed_up and source is not None and source.i > summed_up[0].i:
        # "Police blamed X, a charge Y denies": the noun sums up the clause before it, and what
        # follows is a relative clause on that noun (Quirk et al. 1985, §17.80), whose speaker said
        # nothing of the rest.
        clauses = {i for i in clauses if i > summed_up[0].i}
    if not clauses:
        clauses.update(_told_through(cue))
    if lemma == "call" and not any(t.lower_ in ("for", "on") for t in cue.rights):
        return set()  # "called the mayor"
    after = {i for i in clauses if i > cue.i}
    if after and not cue.doc[cue.i + 1].is_punct and source is not None and source.i < cue.i:
        # A verb takes one clause. Only direct speech stands on both sides, and then a comma
        # follows the verb ("“A,” he said, “B”").
        clauses = after
    if lemma in FIGURE_CUES:
        return (phrases | clauses) if _gives_figure(cue) else set()
    if clauses and not _is_about(cue):
        # The phrases beside a clause are addressee and circumstances of the saying, but for
        # blaming and denying they say whom and what.
        return clauses | (phrases if CUE_VERBS.get(lemma) in _TAKING_OBJECTS else set())
    if lemma == "point" and not _is_about(cue):
        return clauses | phrases  # "Pointed to the rebels": whom one takes for the author.
    if lemma in _ONLY_CLAUSES or (CUE_VERBS.get(lemma) == "say" and not _is_about(cue)):
        return clauses
    return clauses | phrases


_TAKING_OBJECTS = frozenset({"accuse", "deny", "condemn", "suspect", "urge", "threaten", "claim"})


def _told_through(cue: Token) -> set[int]:
    """ "Said in a report that gunmen …", "wrote in a message posted on its site that …": one says
    through a communication what the clause after it says, and the parser may hang that clause on
    the communication or what describes it."""
    through = [t for t in cue.rights if t.dep_ == "prep" and t.lower_ in ("in", "through", "via")]
    if not any(
        c.dep_ == "pobj" and c.lemma_.lower() in COMMUNICATIONS for t in through for c in t.children
    ):
        return set()
    for token in (t for prep in through for t in prep.subtree):
        if token.lower_ == "that" and token.head.i > token.i and _opens_a_clause(token):
            return set(range(*subtree_bounds(token.head)))
    return set()


def _opens_a_clause(that: Token) -> bool:
    """Whether "that" is a conjunction, however the parser labels it: a clause with a subject of its
    own has no room for the pronoun ("in a post that rebels had stormed a camp")."""
    if that.dep_ == "mark":
        return True
    own = [t for t in that.head.lefts if t.dep_ in SUBJECTS and t is not that]
    return that.dep_ in SUBJECTS and bool(own)


def _is_about(cue: Token) -> bool:
    return any(t.dep_ in OBJECTS for t in cue.children)


def _shares_complement(cue: Token, conjunct: Token) -> bool:
    """ "accuses them of having killed two and carried off ten": a bare past form coordinated
    with a verb in the present belongs to the participles before it."""
    own = any(t.dep_ in SUBJECTS for t in conjunct.children)
    return not own and cue.tag_ in ("VBZ", "VBP") and conjunct.tag_ in ("VBD", "VBN")


def _gives_figure(cue: Token) -> bool:
    words = cue.doc[cue.i : subtree_bounds(cue)[1]]
    if cue.lemma_.lower() == "speak":
        # "Spoke of ten dead", "spoke for the first time about the raid on its post".
        about = (t for t in words if t.lower_ == "about" and t.dep_ == "prep")
        spoken = any(t.dep_ == "prep" and t.lower_ == "of" for t in cue.children)
        return spoken or any(t.head in (cue, *cue.subtree) and t.i - cue.i < NEAR for t in about)
    return any(t.lemma_.lower() in FIGURE_NOUNS for t in words)


NEAR = 8
"""Words within which "about" says what is spoken about, past a day and "for the first time"."""


def _around(cue: Token, source: Token, sentence: Sentence) -> set[int]:
    """The sentence around a reporting clause that stands after or inside it."""
    doc = cue.doc
    if cue.lemma_.lower() not in BARE_CUES or cue.dep_ in ("relcl", "acl"):
        return set()
    if any(t.dep_ in ("dobj", "attr") for t in cue.children if t.i > cue.i) and (
        cue.lemma_.lower() != "tell"
    ):
        return set()
    begin = min(source.left_edge.i, cue.i)
    after = source.i < cue.i
    begin = _last_mark(begin, source.i, sentence) if after else _inverted_start(cue)
    if begin <= sentence.start or doc[begin - 1].text not in _MARKS:
        return set()
    before = set(range(_clause_start(begin, sentence), begin))
    if not any(doc[i].is_alpha for i in before):
        return set()
    return before | _after(max(cue.i, source.i), sentence)


def _last_mark(begin: int, source: int, sentence: Sentence) -> int:
    """Where a speaker's phrase begins: the parser may hang what is reported on the speaker."""
    doc = sentence.passage.doc
    head = doc[source]
    # Only what stands in the speaker's own noun phrase.
    start = head.i
    for token in head.lefts:
        if token.dep_ not in ("relcl", "advcl", "ccomp", "parataxis", "acl"):
            start = min(start, token.left_edge.i)
    return max(begin, start)


def _inverted_start(cue: Token) -> int:
    """ "…, said the governor": the verb opens the clause, with its auxiliaries and adverbs."""
    start = cue.i
    while start > 0 and cue.doc[start - 1].head == cue and cue.doc[start - 1].dep_ in (
        "aux", "advmod", "neg",
    ):  # fmt: skip
        start -= 1
    return start


def _clause_start(begin: int, sentence: Sentence) -> int:
    doc = sentence.passage.doc
    for index in range(begin - 1, sentence.start, -1):
        if doc[index].text in _ENDS:
            return index + 1
    return sentence.start


def _after(last: int, sentence: Sentence) -> set[int]:
    """What goes on after the comma that closes the reporting clause: not what a participle or a
    new clause adds about the saying ("…, he said, adding that …")."""
    doc = sentence.passage.doc
    for index in range(last + 1, sentence.end):
        if doc[index].text in _ENDS:
            return set()
        if doc[index].text == ",":
            if index + 1 >= sentence.end:
                return set()
            following = doc[index + 1]
            if following.tag_ == "VBG" or following.dep_ in ("cc", "relcl"):
                return set()
            if following.lower_ in _BESIDE:
                return set()
            end = next(
                (i for i in range(index, sentence.end) if doc[i].text in _ENDS), sentence.end
            )
            return set(range(index + 1, end))
        if doc[index].text in ("“", '"', "``"):
            return set(range(index, sentence.end))
    return set()
