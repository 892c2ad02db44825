"""What in a sentence locates and dates an attack, and what only a saying or an aftermath.

An adjunct of place or time belongs to the clause that it stands in. It is an attack's where that
clause tells the attack: its verb is the attack's, or the attack is its verb's argument ("came
under fire in X", "attacks were recorded in X"), or the clause only embeds the one that tells it.
It is not where the clause tells a saying, a burial, an arrest, an anniversary, or what somebody
did who is only described.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching_words import (
    AFTERMATH,
    AFTERMATH_NOUNS,
    CARE,
    COMING_TO,
    DYING,
    REACTIONS,
    RELATIVE_ADVERBS,
    SERIES,
    SETTLEMENTS,
    TAKING_AWAY,
)
from tallybook.coding.counts.quantities import CHANGING
from tallybook.coding.harms.tolls import WARS
from tallybook.coding.language.clauses import own_subject
from tallybook.coding.language.phrases import CLAUSES, NOUNS, ancestors_to_root, prepositional
from tallybook.coding.places.words import KINDS
from tallybook.coding.roles.words import AGAINST

if TYPE_CHECKING:
    from tallybook.coding.attacks.frames import Frame
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.coding.mentions import Mentions
    from tallybook.coding.places.resolving import PlaceMention
    from tallybook.coding.voices.attribution import Attribution


def owner(
    token: Token,
    frames: Sequence[Frame],
    attributions: Sequence[Attribution],
    *,
    of_place: bool = False,
) -> Frame | None:
    """Return the frame whose clause a token stands in: the first on the way up to the root."""
    cues = {a.cue for a in attributions}
    for node in ancestors_to_root(token):
        for frame in frames:
            if node.i in frame.indices:
                return frame
            if any(t.dep_ == "appos" and t.i in frame.indices for t in node.children):
                return frame  # "Today's outrage, an attack on …": one thing, named twice.
        if node.pos_ == "VERB":
            # A comment comes last: "gunmen raided X, on Monday, police said".
            last = token.i < node.i and node.i in cues
            inner = [
                f
                for f in frames
                if (last or node.i < f.head.i) and f.head.i < token.i and _complement(f.head, node)
            ]
            if inner:
                # A long complement is seldom stepped over: what follows it belongs to it (right
                # association, Kimball 1973), whatever the parser makes of "denied that …".
                return inner[-1]
        if node != token and (
            (_aftermath(node, of_place=of_place) and not _grow(node, frames))
            or _looks_away(node, token)
        ):
            return None
        if node.pos_ in ("VERB", "AUX"):
            mates = [f for f in frames if _in_clause(f, node)]
            if mates:
                return mates[0]
            if node.i in cues and node != token:
                return None
            if _describes(node, frames) or (node.dep_ == "conj" and own_subject(node)):
                return None
    return None


def attach_places(
    sentence: Sentence,
    mentions: Mentions,
    frames: Sequence[Frame],
    attributions: Sequence[Attribution],
) -> None:
    """Give each frame the places of its clause and of its targets."""
    doc = sentence.passage.doc
    voices = {i for a in attributions for i in range(*a.source_range)}
    loose: list[PlaceMention] = []
    for place in mentions.places:
        if not sentence.start <= place.start < sentence.end or place.start in voices:
            continue
        frame: Frame | None = None
        if place.site and place.preposition is not None:
            anchor = doc[place.preposition]
            if _destination(anchor) or any(_in_care(anchor, f) for f in frames):
                continue
            frame = owner(anchor, frames, attributions, of_place=True) or _right_after(
                anchor, frames
            )
        elif place.modifier and _locates_what_is_told(place, frames, doc):
            frame = owner(doc[place.end], frames, ())
        if frame is None:
            frame = _as_target(place, frames) or _arrived_at(place, frames)
        if frame is None:
            # "Next came X, where two guards were shot".
            name = range(place.start, place.end)
            frame = next((f for f in frames if on_name(f.head, name)), None)
            if frame is not None and place.preposition is not None and _is_dying(frame.head):
                frame = None  # "was taken to X, where he died": of a wound from elsewhere.
        if frame is not None:
            frame.places.append(place)
        elif place.site and place.preposition is not None:
            loose.append(place)
    for frame in frames:
        frame.places = [p for p in frame.places if not _names_the_doer(p, frame, doc)]
        for head in frame.roles.targets:
            place_of = mentions.place_at(head.i)
            if place_of is not None and place_of not in frame.places:
                frame.places.append(place_of)
            for child in head.subtree:
                inner = mentions.place_at(child.i)
                # "A man from X", "a ship on its way to X" are elsewhere.
                away = child.dep_ == "pobj" and child.head.lower_ in ("from", "to", "for", "by")
                named = (child.dep_ == "pobj" and not away) or (
                    child.head == head and head.lower_ in KINDS
                )
                if inner is not None and inner not in frame.places and named:
                    frame.places.append(inner)
    for frame in frames:
        if not frame.places:
            frame.places.extend(
                p
                for p in loose
                if p.preposition is not None
                and scene_of(doc[p.preposition], range(p.start, p.end), frame, attributions)
            )
        if not frame.places:
            frame.places.extend(_meant_by_kind(frame, mentions))


def _locates_what_is_told(place: PlaceMention, frames: Sequence[Frame], doc: Doc) -> bool:
    """ "The Somalia attack", "Nigeria's worst raid", "an Odesa hospital": a place before a noun is
    where the noun is, which must be the attack or what was attacked ("sunk by Britain's fleet")."""
    if place.end >= len(doc):
        return False
    noun = doc[place.start].head
    meant = {i for f in frames for i in (*f.indices, *(t.i for t in f.roles.targets))}
    return any(t.i in meant for t in (noun, *noun.ancestors) if t.pos_ in NOUNS or t == noun)


def _names_the_doer(place: PlaceMention, frame: Frame, doc: Doc) -> bool:
    """ "A US strike", "the Russia attack on Ukraine": a country before the noun says who did it
    where it is an acronym, which serves as an adjective, or where the noun says on whom; else it
    says where ("the Somalia attack")."""
    if not place.modifier:
        return False
    noun = doc[place.start].head
    if noun.lemma_.lower() in WARS and any(t.dep_ == "case" for t in doc[place.start].children):
        return True  # "Israel's offensive", "Russia's war": whose it is, and not where.
    if not any(place.start <= h.i < place.end for h in frame.roles.attackers):
        return False
    acronym = all(t.text.replace(".", "").isupper() for t in doc[place.start : place.end])
    return acronym or bool(prepositional(noun, AGAINST))


def _meant_by_kind(frame: Frame, mentions: Mentions) -> Iterator[PlaceMention]:
    """ "In X … stormed the community": a definite noun for a settlement means the one named
    last in the paragraph (anaphora by a hypernym, Halliday & Hasan 1976, ch. 6)."""
    for head in frame.roles.targets:
        definite = any(t.lower_ in ("the", "this", "that") for t in head.children)
        if definite and head.lemma_.lower() in SETTLEMENTS:
            before = [
                p
                for p in mentions.places
                if p.start < head.i and p.site and (p.place.precision or 3) <= 3
            ]
            if before:
                last = before[-1].chain_end
                yield next(p for p in before if p.chain_end == last)
                return


def _grow(verb: Token, frames: Sequence[Frame]) -> bool:
    """ "Attacks have risen to 31 this year": what grows is the attacks' own number, where a toll
    that rises only follows one."""
    return verb.lemma_.lower() in CHANGING and any(_in_clause(f, verb) for f in frames)


def _in_clause(frame: Frame, verb: Token) -> bool:
    """Whether a noun of attack of a frame's is an argument of an ordinary verb, past nouns that
    only count it: "carried out a series of attacks in X on Monday"."""
    return any(not found.is_verb and _argument(found.token, verb) for found in frame.triggers)


def _argument(token: Token, verb: Token) -> bool:
    if verb.lemma_.lower() in ("say", "tell", "add", "report") and token.dep_ != "nsubjpass":
        return False
    while token != verb:
        if token.dep_ in CLAUSES or token.head == token:
            return False
        head = token.head
        if token.dep_ == "pobj":
            if head.lower_ not in COMING_TO:
                return False
            if head.head.pos_ in NOUNS and head.head.lemma_.lower() not in SERIES:
                return False
        elif head.pos_ in NOUNS and token.dep_ not in ("conj", "compound", "prep", "appos"):
            return False
        if token.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
            return False
        token = head
    return True


def _complement(head: Token, verb: Token) -> bool:
    """Whether a clause is a complement of a verb or of its noun: "said that", "denied a claim
    that"."""
    clausal = False
    token = head
    while token != verb:
        if token.head == token or token.dep_ in ("relcl", "advcl", "conj"):
            return False
        if token.dep_ == "acl" and not _opened_by(token, frozenset({"that"})):
            return False
        clausal = clausal or token.dep_ in ("ccomp", "acl")
        token = token.head
    return clausal


def _looks_away(node: Token, token: Token) -> bool:
    """ "It came after weeks of protests in X", "attacks, including one in X": what describes a noun
    in such a phrase is of another event, or of one among several."""
    away = node.lower_ in ("after", "following", "since", "despite", "over")
    one = node.lower_ == "including" and any(t.pos_ == "NUM" for t in node.children)
    return node.dep_ == "prep" and (away or one) and token.head != node


def _aftermath(node: Token, *, of_place: bool) -> bool:
    lemma = node.lemma_.lower()
    if node.pos_ in NOUNS:
        return lemma in AFTERMATH_NOUNS
    # "I condemn the attack earlier today": what is said now has no day but the attack's.
    reacts = lemma in REACTIONS and not of_place and node.tag_ not in ("VBP", "VBZ")
    return node.pos_ == "VERB" and (lemma in AFTERMATH or reacts)


def _describes(verb: Token, frames: Sequence[Frame]) -> bool:
    """Whether a clause tells what somebody or something did that the sentence only describes
    ("in a video that spread on Friday", "who had left X after Monday"); one that hangs on the
    attack itself tells of the attack."""
    while verb.dep_ == "conj" and not own_subject(verb) and verb.head.pos_ == "VERB":
        verb = verb.head
    if verb.dep_ == "relcl" and _happens(verb):
        return False  # "the raid on X, which took place on Friday": only events happen.
    if verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ != "VBG"):
        return not any(verb.head.i in frame.indices for frame in frames)
    if verb.dep_ in ("advcl", "pcomp"):
        marks = {t.lower_ for t in verb.children if t.dep_ in ("mark", "advmod")}
        if verb.dep_ == "pcomp":
            marks.add(verb.head.lower_)
        return bool(marks & {"after", "before", "since", "until", "because", "if", "although"})
    return False


def _happens(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    place = any(t.lower_ == "place" and t.dep_ == "dobj" for t in verb.children)
    return lemma in ("happen", "occur") or (lemma == "take" and place)


def scene_of(token: Token, named: range, frame: Frame, attributions: Sequence[Attribution]) -> bool:
    """Whether a token's clause, or the name of a time or place on it, sets the scene of a frame's.

    It does where it embeds the frame's clause as a complement ("it was on Monday that …",
    "officials foiled a plan to …"), where the frame's verb is coordinated with its own and shares
    its subject, or where the frame is its result ("appeared at X, killing five"): narrated events
    of one sentence share time and place unless it says otherwise (Hinrichs 1986).
    """
    cues = {a.cue for a in attributions}
    clause: Token | None = None
    for node in ancestors_to_root(token):
        if node != token and (_aftermath(node, of_place=False) or node.i in cues):
            return False
        if node.pos_ in ("VERB", "AUX") and node.dep_ not in ("aux", "auxpass"):
            clause = node
            break
    if clause is None:
        # A fragment, as headlines are: what hangs on no verb belongs to its one telling.
        return True
    if on_name(frame.head, named):
        return True
    return clause.dep_ not in ("relcl", "acl") and clause in list(_embedding(frame.head))


def _embedding(head: Token) -> Iterator[Token]:
    """The governors of a token, as long as each embeds, coordinates with or results in it."""
    token = head
    while token.head != token:
        governor = token.head
        verbal = token.pos_ in ("VERB", "AUX")
        if verbal and token.dep_ == "advcl":
            result = token.tag_ == "VBG" and not own_subject(token)
            if not result and not _relative_adverb(token):
                return
        elif verbal and token.dep_ == "conj":
            if own_subject(token):
                return
        elif token.dep_ in ("relcl", "acl"):
            if not _existential(token):
                return
        elif token.dep_ == "prep" and token.lower_ not in COMING_TO:
            return
        yield governor
        token = governor


def on_name(head: Token, named: range) -> bool:
    """ "on Monday, when …", "in Gao, where …": whether a clause is hung on a time or place."""
    return any(
        token.dep_ == "relcl" and token.head.i in named and _relative_adverb(token)
        for token in ancestors_to_root(head)
    )


def _existential(participle: Token) -> bool:
    """ "There were three men shot on Monday": the participle is what the clause tells."""
    return participle.dep_ == "acl" and any(
        t.dep_ == "expl" for node in ancestors_to_root(participle) for t in node.children
    )


def _relative_adverb(verb: Token) -> bool:
    return _opened_by(verb, RELATIVE_ADVERBS)


def _opened_by(verb: Token, words: frozenset[str]) -> bool:
    return any(t.lower_ in words for t in verb.children)


def _in_care(anchor: Token, frame: Frame) -> bool:
    """ "died at a hospital in X": the place of care, unless it was attacked itself."""
    if any(t.lemma_.lower() in CARE for t in frame.roles.targets):
        return False
    cared = any(map(_cares, anchor.children))
    for node in ancestors_to_root(anchor):
        cared = cared or _cares(node)
        if node.pos_ == "VERB":
            return cared and _is_dying(node)
    return False


def _right_after(anchor: Token, frames: Sequence[Frame]) -> Frame | None:
    """ "Arrested in a shooting in X": a phrase right after the attack's noun is the noun's (right
    association, Kimball 1973)."""
    return next(
        (f for f in frames for t in f.triggers if not t.is_verb and t.token.i == anchor.i - 1), None
    )


def _destination(anchor: Token) -> bool:
    """ "Was flown to a hospital in X": where somebody is taken is where he was not hurt."""
    to = False
    for node in ancestors_to_root(anchor):
        to = to or (node.dep_ == "prep" and node.lower_ == "to")
        if node.pos_ == "VERB":
            return to and node.lemma_.lower() in TAKING_AWAY
    return False


def _cares(noun: Token) -> bool:
    """ "A hospital", "Mercy Medical Center" """
    lemma = noun.lemma_.lower()
    medical = any(t.lower_ in ("medical", "trauma", "health") for t in noun.lefts)
    return lemma in CARE or (lemma in ("center", "centre") and medical)


def _is_dying(verb: Token) -> bool:
    return verb.lemma_.lower() in DYING


def _arrived_at(place: PlaceMention, frames: Sequence[Frame]) -> Frame | None:
    """ "Entered the village of X and shot nine men": who comes somewhere does there what the next
    verb of the same subject says (narrative order of coordinated verbs, Schmerling 1975)."""
    for frame in frames:
        verb = frame.head
        if verb.dep_ != "conj" or own_subject(verb) or verb.head.lemma_.lower() not in ARRIVING:
            continue
        if verb.head.i < place.start < verb.i and not frame.places:
            return frame
    return None


ARRIVING = frozenset({"enter", "reach", "arrive", "come", "ride", "invade", "burst", "descend"})


def _as_target(place: PlaceMention, frames: Sequence[Frame]) -> Frame | None:
    for frame in frames:
        if any(place.start <= head.i < place.end for head in frame.roles.targets):
            return frame
    return None
