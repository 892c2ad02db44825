"""Speakers: how a source is named, for which body it speaks, and how it is known again.

News introduces a speaker once with name, role and body, on either side of a comma ("army
spokesman Colonel X", "Colonel X, the army spokesman"), and afterwards by surname, role or
pronoun (Bell 1991, *The Language of News Media*, on source attribution). A voice is a chain
from the report inwards: the speaker, then the body that the speaker speaks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from tallybook.coding.counts.units import singular
from tallybook.coding.language.clauses import objects
from tallybook.coding.language.phrases import NOUNS, phrase_bounds, prepositional
from tallybook.coding.roles.given_names import given_name
from tallybook.coding.voices.cues import (
    ASSOCIATIONS,
    BODY_NOUNS,
    COMMUNICATIONS,
    FIRST_PERSON,
    PRONOUN_SPEAKERS,
    RANKS,
    SPEAKER_NOUNS,
    SPOKESPERSONS,
    TITLES,
)
from tallybook.coding.voices.implied import army_of, is_named, settled_body
from tallybook.coding.voices.issued import issued_before, issuer
from tallybook.coding.voices.known import Chain, Known, SpeakerKind, Speakers
from tallybook.core.values import Mention
from tallybook.knowledge.actor_types import STATE_KINDS

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.coding.local import LocalActors

BODY_PREPOSITIONS = frozenset({"of", "for", "from", "with", "at"})
"""Prepositions between a role and its body; "in" leads to a place. A communication is also
"by" whoever issued it."""

OF = frozenset({"of"})

LOOK_BACK = 12
"""Sentences back in which "the mission" finds the full name it shortens. Definite descriptions
of a main actor are not further apart than a report's middle paragraphs."""

_LONGEST = 25
"""Tokens: a longer naming is a parse gone wrong."""


def voice_chain(head: Token, passage: Passage, actors: LocalActors, speakers: Speakers) -> Chain:
    """Return (speaker, body) or (body,) for a source, known again where it was named before;
    () where the words name nobody: "I", "one", a pronoun before anybody was named."""
    word = head.lower_
    quoted = passage.quoted[head.i]
    if word in FIRST_PERSON or (not quoted and any(t.lower_ == "our" for t in head.lefts)):
        return ()  # "Our colleagues in the field say": who issues the text.
    if word in PRONOUN_SPEAKERS:
        itself = _does_what_it_says(head) if word == "it" else None
        if itself is not None:
            return voice_chain(itself, passage, actors, speakers)
        heard = speakers.spoke >= len(speakers.read) - 1
        topic = () if heard else _subject_before(word, speakers, actors)
        return topic or speakers.by_pronoun(word) or _subject_before(word, speakers, actors)
    if head.pos_ not in NOUNS and head.ent_type_ == "" and not actors.find(head.text):
        return ()
    start, end = source_bounds(head)
    short = _short(start, end, passage)
    direct = actors.speaker(passage.words(start, end))
    specific = direct is not None and not direct.id.startswith("any.")
    if short is not None and not specific:
        again = _again(short, passage, speakers, actors)
        if again is not None:
            return again
    full = None
    if short is not None and not specific:
        full = _fuller(short, passage, actors, speakers) or _body_before(short, speakers)
    owner = issuer(head)
    issued = () if owner is None else voice_chain(owner, passage, actors, speakers)
    before = None if issued or specific else issued_before(head, speakers.read)
    issued = issued if before is None else voice_chain(*before, actors, speakers)
    given = given_name(head, passage)
    if full is not None:
        chain: Chain = (full,)
    elif given is not None:
        named = passage.words(*given)
        known = actors.find(named)
        chain = (Mention(named, known.id if known is not None else None),)
    elif issued:
        chain = (Mention(passage.words(*phrase_bounds(head))), *issued)
    else:
        speaks_for = any(t.lower_ in SPOKESPERSONS for t in passage.doc[start:end])
        whole = (specific and not speaks_for) or _before_acronym(head.doc, end)
        body = None
        if not whole:
            body = _body(head, start, end, passage, actors, speakers)
            body = settled_body(body, (start, end), passage, actors, speakers)
        name = passage.words(start, end)
        if body is not None and body.name != name:
            chain = (Mention(name), body)
        else:
            chain = (
                Mention(name, direct.id if direct else army_of((start, end), passage, actors)),
            )
    kind = _kind(head, start, end)
    speakers.remember(Known(_keys(head, start, end), chain, kind, is_named(start, end, passage)))
    return chain


def _subject_before(word: str, speakers: Speakers, actors: LocalActors) -> Chain:
    """Whom a pronoun names where nobody spoke in the sentence before: its subject, where that is a
    body ("The army did not comment. It has denied …") or a person ("Governor X was blunt. He said
    …"): the highest-ranked antecedent (Grosz, Joshi & Weinstein 1995, centering)."""
    if len(speakers.read) < 2:
        return ()
    before = speakers.read[-2]
    if word in ("he", "she"):
        person = next((t for t in before.tokens if _is_topic(t)), None)
        return () if person is None else voice_chain(person, before.passage, actors, speakers)
    for token in before.tokens:
        if token.dep_ == "nsubj" and token.head.dep_ == "ROOT":
            name = before.passage.words(*source_bounds(token))
            found = actors.find(name)
            if token.lemma_.lower() not in BODY_NOUNS and found is None:
                return ()
            return (Mention(name, found.id if found is not None else None),)
    return ()


def _does_what_it_says(pronoun: Token) -> Token | None:
    """ "The navy shelled two boats, it said": behind what it reports, "it" is whose deed that is,
    the subject right before it (Grosz, Joshi & Weinstein 1995, centering), where that can speak."""
    told = [t for t in pronoun.head.lefts if t.dep_ == "ccomp" and t.i < pronoun.i]
    subject = next((t for c in told for t in c.lefts if t.dep_ == "nsubj"), None)
    if subject is None:
        return None
    speaks = subject.ent_type_ in ("GPE", "ORG") or subject.lemma_.lower() in BODY_NOUNS
    return subject if speaks and subject.tag_ in ("NN", "NNP") else None


def _is_topic(token: Token) -> bool:
    return token.dep_ == "nsubj" and token.head.dep_ == "ROOT" and token.ent_type_ == "PERSON"


def _again(short: Token, passage: Passage, speakers: Speakers, actors: LocalActors) -> Chain | None:
    """A surname is whoever bore it; "the statement" is of whoever spoke last."""
    known = speakers.by_word(short.text, partial(_bears, word=short.text, actors=actors))
    if known is not None:
        return known
    if short.lemma_.lower() not in COMMUNICATIONS or issued_before(short, speakers.read):
        return None
    return speakers.last()


def _bears(chain: Chain, word: str, actors: LocalActors) -> bool:
    """Whether a speaker goes by a word in small letters, as "the army" is no group whose name ends
    in "Army": the noun alone is the state's own."""
    name = chain[-1].name.split()
    if not word.islower() or len(name) < 2 or name[-1] != word.capitalize():
        return True
    actor = actors.get(chain[-1].actor or "")
    return word not in STATES_OWN or (actor is not None and actor.kind in STATE_KINDS)


STATES_OWN = frozenset({"army", "police", "military", "government", "navy", "gendarmerie"})


def source_bounds(head: Token) -> tuple[int, int]:
    """The speaker's naming: the noun phrase, with the name in apposition after a role ("the
    governor, X") and the phrase that says of whom or for whom."""
    start, end = phrase_bounds(head)
    doc = head.doc
    for token in head.rights:
        if token.dep_ == "prep" and token.i == end and token.lower_ in _naming_prepositions(head):
            for complement in token.children:
                # "The army for its part said": an adverbial of contrast, no part of the name.
                if complement.dep_ == "pobj" and complement.lower_ != "part":
                    end = max(end, source_bounds(complement)[1])
        elif token.dep_ in ("conj", "appos", "nmod") and _is_name(token) and not _is_name(head):
            low, high = phrase_bounds(token)
            end = max(end, high) if low - end <= 2 else end
    while end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].ent_type_ == "PERSON":
        end += 1
    end = _up_to_acronym(head, end)
    for at in range(start + 1, head.i):
        # No phrase reaches over a colon or a dash set off by spaces ("… in the north - sources").
        if doc[at].text in (":", "–", "—") or (doc[at].text == "-" and doc[at].whitespace_):
            start = at + 1
    opened = next((t.i for t in doc[start:end] if t.text == "("), end)
    closed = any(t.text == ")" for t in doc[opened:end])
    return start, min(end if closed else opened, start + _LONGEST)


def _up_to_acronym(head: Token, end: int) -> int:
    """ "The Group for the Support of Islam and Muslims (JNIM)": a name that is introduced with its
    acronym in brackets reaches up to the bracket, past the "and" that is a part of it."""
    doc = head.doc
    if head.pos_ != "PROPN" or end + 3 >= len(doc) or doc[end].lower_ not in ("and", "&"):
        return end
    last = end + 1
    while last + 1 < len(doc) and doc[last].pos_ == "PROPN":
        last += 1
    return last if last > end + 1 and _before_acronym(doc, last) else end


def _before_acronym(doc: Doc, end: int) -> bool:
    """Whether an acronym in brackets follows, for which the words up to `end` stand as a whole."""
    return end + 2 < len(doc) and doc[end].text == "(" and doc[end + 1].text.isupper()


def _naming_prepositions(head: Token) -> frozenset[str]:
    if head.lemma_.lower() in COMMUNICATIONS:
        return BODY_PREPOSITIONS | {"by"}
    return BODY_PREPOSITIONS | {"in"}


def _is_name(token: Token) -> bool:
    """Whether a noun is a person's name, not a role in capitals ("Relations Officer")."""
    if token.lemma_.lower() in BODY_NOUNS or token.lemma_.lower() in SPEAKER_NOUNS:
        return False
    return token.pos_ == "PROPN"


def _short(start: int, end: int, passage: Passage) -> Token | None:
    """The word that a short naming consists of: a surname, with or without a title, or a role
    or body with its determiner. Such a naming introduces nobody."""
    doc = passage.doc
    words = [t for t in doc[start:end] if not t.is_punct and t.lower_ not in TITLES]
    if len(words) != 1:
        return None
    definite = start > 0 and doc[start - 1].lower_ in ("the", "this", "that", "its", "their")
    return words[0] if words[0].pos_ == "PROPN" or definite else None


def _keys(head: Token, start: int, end: int) -> frozenset[str]:
    """The words by which a speaker is known again: surname, role, acronym; not the words that
    many share (ranks, prepositions, adjectives)."""
    doc = head.doc
    keys = {head.lower_}
    for token in doc[start:end]:
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        last = following is None or following.pos_ != "PROPN" or token.i + 1 == end
        lemma = token.lemma_.lower()
        surname = token.pos_ == "PROPN" and last and token.lower_ not in RANKS | TITLES
        inside = token.dep_ in ("pobj", "poss")
        role = token.pos_ == "NOUN" and not inside and token.dep_ != "compound"
        capital = lemma in SPEAKER_NOUNS and lemma not in BODY_NOUNS and not inside
        if surname or role or capital:
            keys.add(token.lower_)
    return frozenset(keys)


def _kind(head: Token, start: int, end: int) -> SpeakerKind:
    if any(t.ent_type_ == "PERSON" for t in head.doc[start:end]) and head.tag_ != "NNS":
        return "person"
    lemma = head.lemma_.lower()
    if lemma in BODY_NOUNS or lemma in COMMUNICATIONS:
        return "body"
    if head.pos_ == "PROPN":
        return "body" if head.ent_type_ in ("ORG", "GPE", "NORP") else "person"
    return "people" if head.tag_ in ("NNS", "NNPS") else "person"


def _body(
    head: Token, start: int, end: int, passage: Passage, actors: LocalActors, speakers: Speakers
) -> Mention | None:
    """The body that a speaker speaks for, from the speaker's own noun phrase, else from the
    apposition or the relative clause that follows it ("X, who heads the association")."""
    own, added = list(_own_parts(head, start, end)), list(_added_parts(head))
    # "Air Force Col. X, a Pentagon spokesman": a spokesman says for whom he speaks.
    spokes = any(t.lower_ in SPOKESPERSONS for part in added for t in passage.doc[slice(*part)])
    for low, high in (*added, *own) if spokes else (*own, *added):
        found = _body_in(low, high, passage, actors, speakers)
        if found is not None:
            return found
    return None


def _own_parts(head: Token, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a noun phrase that name a body: what "of", "for" or "by" leads to, the
    possessor, and what stands before a role or the whole of a body's name."""
    nodes = [head]
    for node in nodes:
        for token in node.rights:
            if token.dep_ in ("prep", "agent") and token.lower_ in BODY_PREPOSITIONS | {"by"}:
                for complement in token.children:
                    if complement.dep_ == "pobj":
                        yield source_bounds(complement)
            elif token.dep_ == "acl":
                nodes.append(token)  # "a bulletin issued by the ministry"
    for token in head.doc[start:end]:
        if token.dep_ == "poss":
            yield phrase_bounds(token)
    yield start, end


def _added_parts(head: Token) -> Iterator[tuple[int, int]]:
    for token in head.rights:
        if token.dep_ in ("appos", "conj") and token.pos_ in NOUNS and not _is_name(token):
            low, high = source_bounds(token)
            yield from _own_parts(token, low, high)
        elif token.dep_ == "relcl" and token.lemma_.lower() in ("head", "lead", "command", "chair"):
            for child in token.children:
                if child.dep_ == "dobj":
                    yield phrase_bounds(child)
        elif token.dep_ in ("acl", "relcl"):
            # "A caller claiming to speak for the group", "a man who said he represented it"
            for verb in token.subtree:
                if verb.lemma_.lower() == "speak":
                    yield from map(source_bounds, prepositional(verb, frozenset({"for"})))
                elif verb.lemma_.lower() == "represent":
                    yield from map(source_bounds, objects(verb))


def _body_in(
    low: int, high: int, passage: Passage, actors: LocalActors, speakers: Speakers
) -> Mention | None:
    """The first named actor in a range of tokens, or the first noun for a body with what stands
    before it. A lone country in a longer name ("Christian Association of Nigeria") is part of
    that name."""
    doc = passage.doc
    while low < high and (doc[low].pos_ in ("DET", "PUNCT") or doc[low].lower_ in ("its", "their")):
        low += 1
    for hit in actors.scan([t.text for t in doc[low:high]]):
        actor = actors.get(hit.actor_id)
        if hit.actor_id.startswith("any.") or (actor is not None and actor.kind == "state"):
            continue
        return Mention(passage.words(low + hit.start, low + hit.end), hit.actor_id)
    for token in doc[low:high]:
        if singular(token.lower_) not in BODY_NOUNS or token.ent_type_ == "PERSON":
            continue
        while token.i + 1 < high and doc[token.i + 1].lemma_.lower() in BODY_NOUNS:
            token = doc[token.i + 1]  # "Police Department"
        first = max(low, min(phrase_bounds(token)[0], token.i))
        while first < token.i and doc[first].tag_ in ("JJ", "RB") and doc[first].ent_type_ == "":
            if actors.find(passage.words(first, token.i + 1)) is not None:
                break
            first += 1
        bare = first == token.i and all(t.pos_ != "ADP" for t in doc[token.i + 1 : high])
        definite = low > 0 and doc[low - 1].pos_ in ("DET", "PRON")
        if bare and definite:
            full = _fuller(token, passage, actors, speakers) or _body_before(token, speakers)
            if full is not None:
                return full
        name = passage.words(first, _with_members(token, high))
        found = actors.find(name)
        return Mention(name, found.id if found is not None else None)
    return None


def _with_members(noun: Token, high: int) -> int:
    """Where the name of a body ends: "of" after a noun for an association leads to its members
    ("association of bus owners"), whom it speaks for, and is part of what it is called."""
    if noun.lemma_.lower() not in ASSOCIATIONS:
        return noun.i + 1
    members = (c for c in prepositional(noun, OF) if c.pos_ in NOUNS)
    return max((min(high, m.i + 1) for m in members), default=noun.i + 1)


def _body_before(noun: Token, speakers: Speakers) -> Mention | None:
    """The body of one who spoke before, whose longer name the bare noun shortens: after "the
    chairman of the union of hotel keepers", "the union" is that one."""
    if noun.lemma_.lower() not in BODY_NOUNS:
        return None
    for known in reversed(speakers.known):
        words = known.chain[-1].name.lower().split()
        if noun.lower_ in words and len(words) > 1 and (known.kind == "body" or known.chain[1:]):
            return known.chain[-1]
    return None


def _fuller(
    noun: Token, passage: Passage, actors: LocalActors, speakers: Speakers
) -> Mention | None:
    """The longer name that "the mission" or "the ministry" shortens: the nearest earlier phrase
    that ends in the same noun and has a name in it."""
    lemma = noun.lemma_.lower()
    if lemma not in BODY_NOUNS:
        return None
    for sentence in reversed(speakers.read[-LOOK_BACK:]):
        here = sentence.passage
        for token in reversed(sentence.tokens):
            if token.lemma_.lower() != lemma or (here is passage and token.i >= noun.i):
                continue
            low, high = phrase_bounds(token)
            found = actors.find(here.words(low, high)) if high - low > 1 else None
            # "The army" is the state's, and not the "New People's Army" that was told of.
            rival = found is not None and lemma == "army" and found.kind == "armed_group"
            if found is not None and not rival and not found.id.startswith("any."):
                return Mention(here.words(low, high), found.id)
    return None
