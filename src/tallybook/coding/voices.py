"""Who says it: sources, cues and contents of attribution.

Source, cue and content are the three parts of an attribution in PolNeAR (Newell, Margolin &
Ruths 2018) and in the Penn Attribution Relation Corpus (Pareti 2012). A voice is a chain from
the report inwards: outlet, speaker, the body that the speaker speaks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tallybook.coding.counts_tokens import word_set
from tallybook.coding.counts_units import unit_of
from tallybook.coding.cues import (
    BARE_CUES,
    COMMUNICATIONS,
    CUE_VERBS,
    PRONOUN_SPEAKERS,
    SPEAKER_NOUNS,
    CueKind,
)
from tallybook.coding.phrases import NOUNS, SUBJECTS, phrase_bounds, subtree_bounds
from tallybook.core.spans import Span
from tallybook.core.values import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tallybook.coding.local import LocalActors
    from tallybook.coding.reading import Passage, Sentence


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution in one sentence. `content` are token indices of the passage."""

    kind: CueKind
    cue: int
    negated: bool
    chain: tuple[Mention, ...]
    source: Span | None
    source_range: tuple[int, int]
    content: frozenset[int]
    cue_span: Span


@dataclass(slots=True)
class Speakers:
    """Who has spoken so far in a document, so that "Ryder", "he" and "the group" are known
    again. Later speakers are nearer."""

    known: list[tuple[str, tuple[Mention, ...]]] = field(default_factory=list)

    def remember(self, head: str, chain: tuple[Mention, ...]) -> None:
        self.known.append((head.lower(), chain))

    def by_name(self, head: str) -> tuple[Mention, ...] | None:
        """A surname, or a role noun, that was part of an earlier and longer naming."""
        for known, chain in reversed(self.known):
            if known == head.lower() or head.lower() in chain[0].name.lower().split():
                return chain
        return None

    def last(self) -> tuple[Mention, ...] | None:
        return self.known[-1][1] if self.known else None


def find_attributions(
    sentence: Sentence, actors: LocalActors, speakers: Speakers
) -> list[Attribution]:
    """Return the attributions whose cue stands in the sentence, outermost first."""
    found = [
        attribution
        for token in sentence.tokens
        for attribution in (
            _verb_attribution(token, sentence, actors, speakers)
            or _according_to(token, sentence, actors, speakers)
            or _headline_colon(token, sentence, actors, speakers),
        )
        if attribution is not None
    ]
    return sorted(found, key=lambda a: -len(a.content))


def _verb_attribution(
    token: Token, sentence: Sentence, actors: LocalActors, speakers: Speakers
) -> Attribution | None:
    if token.pos_ not in ("VERB", "AUX") and token.tag_ not in ("VBD", "VBN"):
        return None
    kind = CUE_VERBS.get(token.lemma_.lower())
    if kind is None or token.dep_ in ("amod", "compound"):
        return None
    source = _source(token)
    content = _content(token, source)
    if not content:
        return None
    if source is None and not _impersonal(token):
        return None
    if source is not None and not _can_speak(source, sentence.passage, actors):
        return None
    negated = any(child.dep_ == "neg" for child in token.children) or _not_yet(token)
    return _attribution(kind, token, negated, source, content, sentence, actors, speakers)


def _attribution(
    kind: CueKind,
    cue: Token,
    negated: bool,
    source: Token | None,
    content: frozenset[int],
    sentence: Sentence,
    actors: LocalActors,
    speakers: Speakers,
) -> Attribution:
    passage = sentence.passage
    if source is None:
        chain: tuple[Mention, ...] = ()
        bounds = (cue.i, cue.i)
        span = None
    else:
        chain = voice_chain(source, passage, actors, speakers)
        bounds = _source_bounds(source)
        span = passage.span(*bounds)
    return Attribution(
        kind=kind,
        cue=cue.i,
        negated=negated,
        chain=chain,
        source=span,
        source_range=bounds,
        content=content - frozenset(range(*bounds)) - {cue.i},
        cue_span=passage.span(cue.i, cue.i + 1),
    )


def _source(verb: Token) -> Token | None:
    """The speaker: the subject of an active verb, the agent of a passive one, the subject of
    "was quoted as saying"; a participle ("adding that …") shares its clause's subject."""
    passive = any(t.dep_ == "auxpass" for t in verb.children)
    if passive:
        for token in verb.children:
            if token.dep_ == "agent":
                return next((c for c in token.children if c.dep_ == "pobj"), None)
        return None
    own = [t for t in verb.children if t.dep_ in SUBJECTS]
    if own:
        # Where the parser gives two, the one beside the verb is the speaker.
        return min(own, key=lambda t: abs(t.i - verb.i))
    if verb.dep_ in ("advcl", "conj", "xcomp", "pcomp"):
        governor = verb.head
        if verb.dep_ == "pcomp" and governor.lower_ == "as" and governor.head.lemma_ == "quote":
            return next((t for t in governor.head.children if t.dep_ == "nsubjpass"), None)
        if governor.dep_ == "prep":
            governor = governor.head
        if governor.pos_ in ("VERB", "AUX"):
            return _source(governor)
    if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in NOUNS and verb.tag_ != "VBN":
        return verb.head
    return None


def _impersonal(verb: Token) -> bool:
    """ "It was reported that …", "is believed to have …": a voice that is not named."""
    return any(t.dep_ == "auxpass" for t in verb.children)


def _content(verb: Token, source: Token | None) -> frozenset[int]:
    """What is said: the clause that the verb takes; for a verb that stands after or inside the
    words reported, the rest of the sentence; for accusing and denying, the object too."""
    indices: set[int] = set()
    for token in verb.children:
        if token.dep_ in ("ccomp", "xcomp", "pcomp", "parataxis") or (
            token.dep_ in ("dobj", "prep", "oprd", "attr", "acomp")
            and verb.lemma_
            not in (
                "tell",
                "say",
            )
        ):
            indices.update(range(*subtree_bounds(token)))
    if (
        not indices
        and verb.dep_ in ("parataxis", "ccomp")
        and verb.lemma_.lower() in ("say", "report", "add")
    ):
        indices.update(range(*subtree_bounds(verb.head)))
    if not indices and verb.head == verb and verb.lemma_.lower() in ("say", "tell", "add"):
        # The parser sometimes hangs the words reported on the cue as another dependent.
        for token in verb.children:
            if token.dep_ not in SUBJECTS and not token.is_punct:
                indices.update(range(*subtree_bounds(token)))
    if not indices and source is not None and verb.lemma_.lower() in BARE_CUES:
        # A reporting clause after what it reports (Quirk et al. 1985, §14.29), which the parser
        # may have hung beside it: "Forces shelled the town, the governor said."
        indices.update(range(verb.sent.start, source.left_edge.i))
    if source is not None:
        indices -= set(range(*subtree_bounds(source)))
    return frozenset(indices)


def _can_speak(head: Token, passage: Passage, actors: LocalActors) -> bool:
    """Whether a noun can be a voice: persons, bodies, communications and the pronouns for
    them; not "the attack said" and not a count of the dead."""
    lemma = head.lemma_.lower()
    if head.lower_ in ("nobody", "none", "no-one"):
        return False
    if any(t.dep_ == "det" and t.lower_ == "no" for t in head.children):
        return False
    if head.lower_ in PRONOUN_SPEAKERS or head.pos_ == "PRON":
        return head.lower_ not in ("which", "that", "what", "this", "there", "nothing")
    if lemma in SPEAKER_NOUNS or lemma in COMMUNICATIONS:
        return True
    if head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or unit_of(lemma) == "people":
        return True
    if head.pos_ == "PROPN":
        return True
    start, end = subtree_bounds(head)
    words = [t.text for t in passage.doc[start:end]]
    return bool(actors.scan(words))


def _not_yet(verb: Token) -> bool:
    """ "have yet to confirm", "could not confirm", "was unable to confirm" """
    governor = verb.head if verb.dep_ == "xcomp" else verb
    if any(t.lower_ == "yet" for t in governor.children):
        return True
    if any(t.dep_ == "neg" for t in governor.children):
        return True
    return governor.lower_ in ("unable", "declined", "refused", "failed")


def _according_to(
    token: Token, sentence: Sentence, actors: LocalActors, speakers: Speakers
) -> Attribution | None:
    if token.lower_ != "according" or token.i + 1 >= len(token.doc):
        return None
    to = token.nbor(1)
    source = next((c for c in to.children if c.dep_ == "pobj"), None)
    if to.lower_ != "to" or source is None:
        return None
    content = frozenset(range(sentence.start, sentence.end)) - set(
        range(token.i, source.right_edge.i + 1)
    )
    return _attribution("say", token, False, source, content, sentence, actors, speakers)


def _headline_colon(
    token: Token, sentence: Sentence, actors: LocalActors, speakers: Speakers
) -> Attribution | None:
    """ "…: Pentagon" and "Pentagon: …": in a headline a colon sets a speaker off."""
    if not sentence.passage.is_title or token.text not in (":", "-", "–", "—"):
        return None
    doc = sentence.passage.doc
    before, after = (sentence.start, token.i), (token.i + 1, sentence.end)
    for side, other in ((after, before), (before, after)):
        if side == before and _is_label(
            doc[side[1] - 1], side, passage=sentence.passage, actors=actors
        ):
            continue
        if 0 < side[1] - side[0] <= 4 and other[1] - other[0] > side[1] - side[0]:
            words = [t.text for t in doc[side[0] : side[1]]]
            head = doc[side[1] - 1]
            if actors.scan(words) or head.lemma_.lower() in SPEAKER_NOUNS:
                attribution = _attribution(
                    "say", token, False, head, frozenset(range(*other)), sentence, actors, speakers
                )
                return attribution
    return None


def _is_label(head: Token, side: tuple[int, int], *, passage: Passage, actors: LocalActors) -> bool:
    """ "Somalia: bomb hits convoy": a country before the colon says where, not who."""
    if side[1] <= side[0]:
        return True
    head = passage.doc[side[1] - 1]
    actor = actors.find(passage.words(*side))
    return head.ent_type_ in ("GPE", "LOC") and (actor is None or actor.kind == "state")


def _source_bounds(head: Token) -> tuple[int, int]:
    """The speaker's naming: the noun phrase with its name in apposition, and the "of" or
    "for" phrase that says for whom."""
    start, end = phrase_bounds(head)
    for token in head.rights:
        if token.dep_ == "prep" and token.lower_ in ("for", "of", "at", "in", "with"):
            end = max(end, subtree_bounds(token)[1]) if token.i == end else end
        elif token.dep_ in ("conj", "appos") and token.ent_type_ == "PERSON":
            # "Pat Ryder" may be hung on "Pat" as a second name.
            end = max(end, phrase_bounds(token)[1]) if token.i - end <= 2 else end
    doc = head.doc
    while end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].ent_type_ == "PERSON":
        end += 1
    return start, min(end, start + 25)


def voice_chain(
    head: Token, passage: Passage, actors: LocalActors, speakers: Speakers
) -> tuple[Mention, ...]:
    """Return (speaker, body) or (body,) for a source, known again where it was named before."""
    if head.lower_ in PRONOUN_SPEAKERS:
        known = speakers.last()
        return known if known is not None else (Mention(passage.words(head.i, head.i + 1)),)
    start, end = _source_bounds(head)
    name = passage.words(start, end)
    body = _body(head, start, end, passage, actors)
    direct = actors.find(name)
    if body is not None and body.name != name:
        chain: tuple[Mention, ...] = (Mention(name), body)
    elif body is not None or direct is not None:
        actor_id = direct.id if direct is not None else body.actor if body is not None else None
        chain = (Mention(name, actor_id),)
    else:
        again = speakers.by_name(head.text) if _is_short(head, start, end) else None
        if again is not None:
            return again
        chain = (Mention(name),)
    if len(chain) > 1 or head.pos_ == "PROPN":
        again = speakers.by_name(head.text) if _is_short(head, start, end) else None
        if again is not None and len(again) >= len(chain):
            return again
    speakers.remember(passage.words(end - 1, end), chain)
    return chain


def _is_short(head: Token, start: int, end: int) -> bool:
    """A surname or a role with its determiner: too short to introduce somebody."""
    definite = start > 0 and head.doc[start - 1].lower_ in ("the", "this", "that")
    return end - start == 1 and (head.pos_ == "PROPN" or definite)


def _body(
    head: Token, start: int, end: int, passage: Passage, actors: LocalActors
) -> Mention | None:
    """The body that a speaker speaks for: an actor named inside the speaker's noun phrase or
    in the apposition that follows it."""
    doc = passage.doc
    reach = max(end, min(head.right_edge.i + 1, end + 20))
    words = [t.text for t in doc[start:reach]]
    hits = actors.scan(words)
    if hits:
        hit = hits[0]
        return Mention(passage.words(start + hit.start, start + hit.end), hit.actor_id)
    return _body_by_role(start, end, passage, actors)


def _body_by_role(start: int, end: int, passage: Passage, actors: LocalActors) -> Mention | None:
    """The body that a role word stands for: "police" in "county police commander", the army
    for an officer's rank alone."""
    doc = passage.doc
    for size in (3, 2, 1):
        for first in range(start, end - size + 1):
            tokens = doc[first : first + size]
            if any(t.ent_type_ == "PERSON" and t.lower_ not in RANKS for t in tokens):
                continue
            name = passage.words(first, first + size)
            found = actors.find(name)
            if found is not None and found.kind in PUBLIC_BODIES:
                return Mention(name, found.id)
            if actors.is_authority(name):
                return Mention(name, found.id if found is not None else None)
    ranked = next((t for t in doc[start:end] if t.lower_ in RANKS), None)
    army = actors.find("army") if ranked is not None else None
    if ranked is not None and army is not None:
        return Mention(passage.words(ranked.i, ranked.i + 1), army.id)
    return None


PUBLIC_BODIES = frozenset({"military", "police", "government", "agency", "office", "monitor"})
RANKS = word_set(
    "general gen colonel col brigadier brig major maj lieutenant lt admiral marshal sergeant"
)
"""Ranks of armed forces. A police officer or a fighter of a group is introduced by their body,
which is found first; "commander" and "captain" are used by all and by ships."""


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
