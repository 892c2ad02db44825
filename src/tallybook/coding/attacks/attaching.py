"""What in a sentence locates and dates an attack, and what only a saying or an aftermath.

An adjunct of place or time belongs to the clause that it stands in. It is an attack's where that
clause tells the attack: its verb is the attack's, or the attack is its verb's argument ("came
under fire in X", "attacks were recorded in X"), or the clause only embeds the one that tells it.
It is not where the clause tells a saying, a burial, an arrest, an anniversary, or what somebody
did who is only described.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching_words import (
    AFTERMATH,
    AFTERMATH_NOUNS,
    COMING_TO,
    GETTING_TO,
    MINDED,
    REACTIONS,
    RELATIVE_ADVERBS,
    SERIES,
    STAYING,
)
from tallybook.coding.attacks.courses import SEQUENCE
from tallybook.coding.counts.quantities import CHANGING
from tallybook.coding.language.clauses import own_subject
from tallybook.coding.language.phrases import CLAUSES, NOUNS, ancestors_to_root, prepositional
from tallybook.coding.moments.points import DAY_PARTS
from tallybook.coding.roles.words import ANSWERING
from tallybook.coding.voices.cues import COMMUNICATIONS

if TYPE_CHECKING:
    from tallybook.coding.attacks.frames import Frame
    from tallybook.coding.language.tokens import Token
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
            (_aftermath(node, of_place=of_place) and not _tells_of(node, frames))
            or _looks_away(node, token)
        ):
            return None
        if node.pos_ in ("VERB", "AUX"):
            mates = [f for f in frames if _in_clause(f, node)]
            if mates:
                return mates[0]
            if node.i in cues and node != token:
                return None
            if describes(node, frames) or (node.dep_ == "conj" and own_subject(node)):
                return None
    return None


def _tells_of(verb: Token, frames: Sequence[Frame]) -> bool:
    """ "Attacks have risen to 31 this year": what grows is the attacks' own number, where a toll
    that rises only follows one. "Retaliated on Tuesday with air strikes": by what one answers is
    what one then does."""
    lemma = verb.lemma_.lower()
    if lemma in ANSWERING:
        answers = prepositional(verb, frozenset({"with"}))
        return any(t.token in answers for f in frames for t in f.triggers)
    return lemma in CHANGING and any(_in_clause(f, verb) for f in frames)


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
        if token.dep_ == "pobj" and not _opens_a_range(head):
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


def _opens_a_range(preposition: Token) -> bool:
    """ "Recorded between 14 and 20 attacks": a hedge before a number, and no adjunct."""
    following = preposition.nbor() if preposition.i + 1 < len(preposition.doc) else preposition
    return preposition.lower_ in ("between", "over", "under", "around") and following.like_num


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
    return node.dep_ == "prep" and (away or one) and token.head != node and not _of_the_clock(node)


def _of_the_clock(after: Token) -> bool:
    """ "Shortly after 9 p.m. on Wednesday": an hour is no event of another day."""
    return any(
        t.dep_ == "pobj" and (t.ent_type_ == "TIME" or t.lower_ in DAY_PARTS) for t in after.rights
    )


def _aftermath(node: Token, *, of_place: bool) -> bool:
    lemma = node.lemma_.lower()
    if node.pos_ in NOUNS:
        # "Took credit for the blast in a note left at X": where the note was.
        return lemma in AFTERMATH_NOUNS or (of_place and lemma in COMMUNICATIONS - {"report"})
    # "I condemn the attack earlier today": what is said now has no day but the attack's.
    reacts = lemma in REACTIONS and not of_place and node.tag_ not in ("VBP", "VBZ")
    return node.pos_ == "VERB" and (lemma in AFTERMATH or reacts)


def describes(verb: Token, frames: Sequence[Frame]) -> bool:
    """Whether a clause tells what somebody or something did that the sentence only describes
    ("in a video that spread on Friday", "who had left X after Monday"); one that hangs on the
    attack itself tells of the attack."""
    while verb.dep_ == "conj" and not own_subject(verb) and verb.head.pos_ == "VERB":
        verb = verb.head
    if verb.dep_ == "relcl" and happens(verb):
        return False  # "the raid on X, which took place on Friday": only events happen.
    if verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ != "VBG"):
        told = any(verb.head.i in frame.indices for frame in frames)
        return not (told or is_meanwhile(verb, frames))
    if verb.dep_ in ("advcl", "pcomp"):
        marks = {t.lower_ for t in verb.children if t.dep_ in ("mark", "advmod")}
        if verb.dep_ == "pcomp":
            marks.add(verb.head.lower_)
        return bool(marks & (SEQUENCE | {"if"}))
    return False


def is_meanwhile(verb: Token, frames: Sequence[Frame]) -> bool:
    """ "A constable who was guarding a clinic in X was shot": what those attacked were just doing
    is the background that the attack breaks in on, at its time and place (progressive against
    simple past, Huddleston & Pullum 2002, ch. 3 §8; Hinrichs 1986). Where they had come to, or
    stood, they were attacked; what they had left, or do by habit, is of another time."""
    hit = {t.i for frame in frames for t in frame.roles.targets}
    if verb.head.i not in hit and not any(t.i in hit for t in verb.head.ancestors):
        return False
    if any(t.text.isdigit() and len(t.text) == 4 for t in verb.subtree):
        return False  # "Who had come to X in 2015".
    lemma = verb.lemma_.lower()
    auxiliaries = {t.lower_ for t in verb.lefts if t.dep_ in ("aux", "auxpass")}
    if auxiliaries & {"had", "has", "have"}:
        return "been" not in auxiliaries and lemma in STAYING | GETTING_TO
    if verb.tag_ == "VBG":
        return bool(auxiliaries & {"was", "were"}) and lemma not in MINDED
    standing = verb.tag_ in ("VBD", "VBN") and lemma in STAYING
    return standing or ("being" in auxiliaries and bool(auxiliaries & {"was", "were"}))


def happens(verb: Token) -> bool:
    """Whether a verb only says that something took place."""
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


def of_some_among(outer: Token, frames: Sequence[Frame]) -> bool:
    """ "Strikes on three ports, the most recent of them on June 10", "44 were killed, most of them
    in X", "six raids, among them one in X": the day or place of some among several (the partitive,
    Huddleston & Pullum 2002, ch. 5 §7.3), unless these are told as an attack themselves ("among
    those it lists is a raid on X")."""
    attacks = {i for frame in frames for i in frame.indices}
    return any(
        of.dep_ == "prep" and of.lower_ in ("of", "among") and _of_several(of)
        for node in takewhile(lambda t: t.i not in attacks, ancestors_to_root(outer))
        for of in (*node.rights, *(t for t in node.lefts if t.lower_ == "among"))
    )


def _of_several(preposition: Token) -> bool:
    return any(t.lower_ in AMONG for t in preposition.children)


AMONG = frozenset({"them", "which", "these", "those"})
