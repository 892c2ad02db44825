"""Who says it: sources, cues and contents of attribution.

Source, cue and content are the three parts of an attribution in PolNeAR (Newell, Margolin &
Ruths 2018) and in the Penn Attribution Relation Corpus (Pareti 2012). A voice is a chain from
the report inwards: outlet, speaker, the body that the speaker speaks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tallybook.coding.language.antecedents import beyond_label
from tallybook.coding.language.clauses import is_passive
from tallybook.coding.language.phrases import NOUNS, SUBJECTS, subtree_bounds
from tallybook.coding.language.reading import Sentence
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.voices.able_to_speak import can_speak
from tallybook.coding.voices.beside import source_beside, word_on
from tallybook.coding.voices.contents import blames, content_of
from tallybook.coding.voices.cues import (
    CUE_VERBS,
    RELATIVE_PRONOUNS,
    SPEAKER_NOUNS,
    UNSAID_GOVERNORS,
    CueKind,
)
from tallybook.coding.voices.hearsay import is_hearsay
from tallybook.coding.voices.known import Speakers
from tallybook.coding.voices.speakers import source_bounds, voice_chain
from tallybook.core.spans import Span
from tallybook.core.values import Mention

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalActors

__all__ = ["Attribution", "Speakers", "chain_at", "find_attributions", "is_negated", "voice_of"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution in one sentence. `content` are token indices of the passage; `cue` is -1
    for a quotation that runs on from another sentence. `hearsay`: the source is nobody in
    particular, such as posts on social media. `wrong`: the report says that it is not so."""

    kind: CueKind
    cue: int
    negated: bool
    chain: tuple[Mention, ...]
    source: Span | None
    source_range: tuple[int, int]
    content: frozenset[int]
    cue_span: Span
    hearsay: bool = False
    wrong: bool = False


def find_attributions(
    sentence: Sentence, actors: LocalActors, speakers: Speakers
) -> list[Attribution]:
    """Return the attributions that hold words of the sentence, outermost first; sentences are
    given in the order of the report."""
    speakers.read.append(sentence)
    found = _in_sentence(sentence, actors, speakers)
    outer = _quotation(sentence, actors, speakers)
    if outer is not None:
        found.append(outer)
    found.sort(key=lambda a: -len(a.content))
    _remember_quoted(sentence, found, speakers)
    return found


def _in_sentence(sentence: Sentence, actors: LocalActors, speakers: Speakers) -> list[Attribution]:
    return [
        attribution
        for token in sentence.tokens
        for attribution in (
            _verb_attribution(token, sentence, actors, speakers)
            or _according_to(token, sentence, actors, speakers)
            or _headline_colon(token, sentence, actors, speakers)
            or _word_on(token, sentence, actors, speakers)
            or _citing(token, sentence, actors, speakers),
        )
        if attribution is not None
    ]


def _quotation(sentence: Sentence, actors: LocalActors, speakers: Speakers) -> Attribution | None:
    """Who is quoted in a sentence of nothing but quotation: whoever the reporting clause after
    the quotation names ("A. B," said X), else whoever was quoted before it, in this paragraph or
    the last: news names a speaker once for a run of quoted sentences."""
    passage = sentence.passage
    words = [i for i in range(sentence.start, sentence.end) if passage.doc[i].is_alpha]
    if not words or not all(passage.quoted[i] for i in words):
        return None
    chain = _named_after(sentence, actors, speakers)
    if chain is None and speakers.quoting is not None:
        index, quoted = speakers.quoting
        chain = quoted if passage.index - index <= 1 else None
    if chain is None:
        return None
    start = sentence.start
    return Attribution(
        kind="say",
        cue=-1,
        negated=False,
        chain=chain,
        source=None,
        source_range=(start, start),
        content=frozenset(range(start, sentence.end)),
        cue_span=passage.span(start, start + 1),
    )


def _named_after(
    sentence: Sentence, actors: LocalActors, speakers: Speakers
) -> tuple[Mention, ...] | None:
    """The speaker that the reporting clause after a quotation names. It follows a comma, a
    question or an exclamation mark inside the quotation marks, never a full stop."""
    passage = sentence.passage
    doc = passage.doc
    index = sentence.end
    while index < len(doc) and passage.quoted[index]:
        index += 1
    if not sentence.end < index < len(doc) - 1 or doc[index - 1].text not in (",", "?", "!"):
        return None
    clause = doc[index + 1].sent
    later = Sentence(passage, clause.start, clause.end, sentence.order + 1)
    for token in doc[index + 1 : clause.end]:
        attribution = _verb_attribution(token, later, actors, speakers)
        if attribution is not None and attribution.chain:
            return attribution.chain
    return None


def _remember_quoted(sentence: Sentence, found: Sequence[Attribution], speakers: Speakers) -> None:
    quoted = {i for i in range(sentence.start, sentence.end) if sentence.passage.quoted[i]}
    holder = next((a for a in found if a.chain and quoted & a.content), None)
    if holder is not None:
        speakers.quoting = (sentence.passage.index, holder.chain)


def _verb_attribution(
    token: Token, sentence: Sentence, actors: LocalActors, speakers: Speakers
) -> Attribution | None:
    if token.pos_ not in ("VERB", "AUX") and token.tag_ not in ("VBD", "VBN"):
        return None
    kind = "accuse" if blames(token) else CUE_VERBS.get(token.lemma_.lower())
    if kind is None or token.dep_ in ("amod", "compound"):
        return None
    if token.dep_ == "xcomp" and token.head.lemma_ in UNSAID_GOVERNORS and not _performs(token):
        return None
    source = _source(token)
    content = content_of(token, source, sentence)
    if not content:
        return None
    if source is None and not _impersonal(token):
        return None
    if source is not None and not can_speak(source, token, sentence.passage, actors):
        return None
    return _attribution(kind, token, source, content, sentence, actors, speakers)


def voice_of(
    cue: Token, sentence: Sentence, actors: LocalActors, speakers: Speakers
) -> Attribution | None:
    """Return the subject of a verb that reports no clause, where it can be a voice."""
    source = _source(cue)
    if source is None or not can_speak(source, cue, sentence.passage, actors):
        return None
    return _attribution("accuse", cue, source, frozenset(), sentence, actors, speakers)


def _performs(cue: Token) -> bool:
    """ "The navy wishes to inform the public that …": a wish to announce announces (hedged
    performatives, Fraser 1975)."""
    wishing = cue.head.lemma_ in ("wish", "want", "like") and cue.head.tag_ != "VBD"
    return wishing and cue.lemma_.lower() in ANNOUNCING


WRONGLY = frozenset({"wrongly", "falsely", "incorrectly", "mistakenly", "erroneously"})
"""Adverbs of saying by which the report denies what was said (counterfactive, Leech 1981)."""

ANNOUNCING = word_set("inform announce state confirm clarify report notify declare add advise")


def _attribution(
    kind: CueKind,
    cue: Token,
    source: Token | None,
    content: frozenset[int],
    sentence: Sentence,
    actors: LocalActors,
    speakers: Speakers,
) -> Attribution:
    passage = sentence.passage
    found = Attribution(
        kind=kind,
        cue=cue.i,
        negated=is_negated(cue),
        chain=(),
        source=None,
        source_range=(cue.i, cue.i),
        content=content - {cue.i},
        cue_span=passage.span(cue.i, cue.i + 1),
        wrong=any(t.lower_ in WRONGLY for t in cue.children),
    )
    if source is None:
        return found
    bounds = source_bounds(source)
    return replace(
        found,
        chain=voice_chain(source, passage, actors, speakers),
        source=passage.span(*bounds),
        source_range=bounds,
        content=found.content - frozenset(range(*bounds)),
        hearsay=is_hearsay(source),
    )


def _source(verb: Token) -> Token | None:
    """The speaker: the subject of an active verb, the agent of a passive one, the subject of
    "was quoted as saying"; a participle ("adding that …") shares its clause's subject, and
    "who" stands for the noun that its clause describes."""
    if _impersonal(verb):
        for token in verb.children:
            if token.dep_ == "agent":
                return next((c for c in token.children if c.dep_ == "pobj"), None)
        return None
    own = [t for t in verb.children if t.dep_ in SUBJECTS]
    if own:
        # Where the parser gives two, the one beside the verb is the speaker, unless it is what a
        # relative clause of the other left without its object ("the force that patrols the sea").
        clauses = {c.right_edge.i for t in own for c in t.rights if c.dep_ == "relcl"}
        nearest = min(own, key=lambda t: abs(t.i - verb.i) + 100 * (t.left_edge.i - 1 in clauses))
        if nearest.lower_ in RELATIVE_PRONOUNS and verb.dep_ == "relcl" and verb.head.pos_ in NOUNS:
            return _antecedent(verb.head)
        return beyond_label(nearest)
    if verb.dep_ in ("advcl", "conj", "xcomp", "pcomp"):
        governor = verb.head if verb.head.pos_ != "ADJ" else _up_to_verb(verb)[-1]
        if verb.dep_ == "pcomp" and governor.lower_ == "as" and governor.head.lemma_ == "quote":
            return next((t for t in governor.head.children if t.dep_ == "nsubjpass"), None)
        if governor.dep_ == "prep":
            governor = governor.head
        # A verb that hangs on an adjective may have no verb above it.
        if governor != verb and governor.pos_ in ("VERB", "AUX"):
            return _source(governor)
    if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in NOUNS and verb.tag_ != "VBN":
        matrix = _up_to_verb(verb)[-1]
        return verb.head if matrix == verb else _source(matrix)
    return None


def _antecedent(noun: Token) -> Token:
    """The role that a name in apposition belongs to ("the officer, X, who confirmed it")."""
    return noun.head if noun.dep_ == "appos" and noun.head.pos_ in NOUNS else noun


def _impersonal(verb: Token) -> bool:
    """ "It was reported that …", "is believed to have …": a voice that is not named."""
    left_out = verb.dep_ == "conj" and (is_passive(verb) or _raises(verb))
    return left_out or any(t.dep_ == "auxpass" for t in verb.children)


def _raises(verb: Token) -> bool:
    """ "Are missing and believed to have been killed": without an object in between, a verb of
    belief has an infinitive in the passive alone (Huddleston & Pullum 2002, ch. 14 §3.2)."""
    return CUE_VERBS.get(verb.lemma_.lower()) == "suspect" and any(
        t.dep_ == "xcomp" and any(c.lower_ == "to" for c in t.lefts) for t in verb.rights
    )


def is_negated(cue: Token) -> bool:
    """Whether a reporting verb is denied or left undone: "did not confirm", "neither confirmed
    nor denied", "have yet to confirm", "was unable to confirm"."""
    if any(t.dep_ == "neg" or t.lower_ in ("neither", "nor") for t in cue.children):
        return True
    if cue.dep_ == "conj" and any(t.lower_ == "neither" for t in cue.head.children):
        return True
    before = cue.doc[cue.i - 1].lower_ if cue.i > 0 else ""
    if before in ("neither", "nor"):
        return True
    between = _up_to_verb(cue)
    if any(t.lower_ in ("unable", "declined", "refused", "failed") for t in between[1:]):
        return True
    if any(t.lower_ == "no" and t.dep_ == "det" for node in between[1:] for t in node.children):
        return True
    return any(t.lower_ == "yet" or t.dep_ == "neg" for t in between[-1].children)


def _up_to_verb(cue: Token) -> list[Token]:
    """An infinitive of saying and what it hangs on, up to a verb: "are not in a position to
    confirm", "was unable to confirm", "had no means to verify"; any other cue alone."""
    path = [cue]
    infinitive = any(t.lower_ == "to" and t.dep_ == "aux" for t in cue.children)
    while infinitive and len(path) < REACH_UP and path[-1].head != path[-1]:
        path.append(path[-1].head)
        if path[-1].pos_ in ("VERB", "AUX"):
            return path
    return [cue, cue.head] if cue.dep_ == "xcomp" else [cue]


REACH_UP = 5
"""Words from an infinitive up to the verb that it depends on: noun, preposition and adjective
between them."""


def _according_to(
    token: Token, sentence: Sentence, actors: LocalActors, speakers: Speakers
) -> Attribution | None:
    source = source_beside(token)
    if source is None:
        return None
    phrase = range(
        min(token.i, token.left_edge.i), max(token.right_edge.i, source.right_edge.i) + 1
    )
    content = frozenset(range(sentence.start, sentence.end)) - set(phrase)
    return _attribution("say", token, source, content, sentence, actors, speakers)


def _word_on(
    token: Token, sentence: Sentence, actors: LocalActors, speakers: Speakers
) -> Attribution | None:
    found = word_on(token)
    return found and _attribution("say", token, *found, sentence, actors, speakers)


def _citing(
    token: Token, sentence: Sentence, actors: LocalActors, speakers: Speakers
) -> Attribution | None:
    """ "…, the agency reported, citing police": who is cited said what the clause before reports,
    and stands inside whoever reports it; what is cited besides ("citing fears") says nothing."""
    if token.lower_ not in CITING:
        return None
    source = next((t for t in token.rights if t.dep_ in ("dobj", "pobj")), None)
    if source is None or not can_speak(source, token, sentence.passage, actors):
        return None
    reporting = token.head
    content = frozenset(range(sentence.start, sentence.end))
    if reporting != token and reporting.lemma_.lower() in CUE_VERBS:
        content = content_of(reporting, _source(reporting), sentence)
    content -= set(range(*subtree_bounds(token)))
    return _attribution("say", token, source, content, sentence, actors, speakers)


CITING = frozenset({"citing", "quoting"})


def _headline_colon(
    token: Token, sentence: Sentence, actors: LocalActors, speakers: Speakers
) -> Attribution | None:
    """ "…: Pentagon" and "Pentagon: …": in a headline a colon sets a speaker off. "IS conflict: …"
    is no speaker: the head of a phrase is its last word."""
    if not sentence.passage.is_title or token.text not in (":", "-", "–", "—"):
        return None
    doc = sentence.passage.doc
    if token.text != ":" and not (
        token.i > 0 and doc[token.i - 1].whitespace_ and token.whitespace_
    ):
        return None  # A hyphen inside a word sets nobody off.
    before, after = (sentence.start, token.i), (token.i + 1, sentence.end)
    for side, other in ((after, before), (before, after)):
        if side == before and _is_label(side, passage=sentence.passage, actors=actors):
            continue
        if 0 < side[1] - side[0] <= 4 and other[1] - other[0] > side[1] - side[0]:
            words = [t.text for t in doc[side[0] : side[1]]]
            head = doc[side[1] - 1]
            known = any(hit.end == len(words) for hit in actors.scan(words))
            if known or head.lemma_.lower() in SPEAKER_NOUNS:
                content = frozenset(range(*other))
                return _attribution("say", token, head, content, sentence, actors, speakers)
    return None


def _is_label(side: tuple[int, int], *, passage: Passage, actors: LocalActors) -> bool:
    """ "Somalia: bomb hits convoy": a country before the colon says where, not who."""
    if side[1] <= side[0]:
        return True
    actor = actors.find(passage.words(*side))
    if actor is not None:
        return actor.kind == "state"
    return passage.doc[side[1] - 1].ent_type_ in ("GPE", "LOC")


def chain_at(
    token_index: int, attributions: Sequence[Attribution]
) -> tuple[list[Attribution], tuple[Mention, ...]]:
    """Return the attributions whose content holds a token, outermost first, and their chain."""
    holding = [a for a in attributions if token_index in a.content]
    chain: list[Mention] = []
    for attribution in holding:
        for mention in attribution.chain:
            if mention not in chain:
                chain.append(mention)
    return holding, tuple(chain)
