"""Verbs that the parser took for something else, led back from the garden path (Bever 1970).

News drops articles and packs its sentences, so that a word of two kinds is often read as the wrong
one: "Rebels raid town", "since armed men began attacking X", "a man dressed as a guard blew himself
up". Each function below states the fact of grammar that leaves one reading only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.hanging import hang_as_phrase, put_in_place_of
from tallybook.coding.language.headline_verbs import (
    CLAUSE_OPENERS,
    is_headline_verb,
    mend_headline_verb,
    mend_number_shot,
)
from tallybook.coding.language.phrases import NOUNS, OBJECTS, SUBJECTS
from tallybook.coding.language.token_rows import word_set

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

_BEFORE_NOUNS = frozenset({"DET", "ADJ", "NUM", "PRON"})
_VERBS_IN_IST = word_set(
    "assist coexist consist desist enlist exist hoist insist list persist resist subsist twist"
)
_QUOTES = frozenset({'"', "“"})
_GOVERNING = frozenset({"ADP", "VERB"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_LIKENESS = frozenset({"dressed", "disguised", "described", "known", "identified", "posing"})
_REPORTING = frozenset({"say", "tell", "add", "report", "confirm", "claim"})
_HAD = frozenset({"having", "have"})


def lead_back(token: Token) -> None:
    """Hang a verb that was taken for something else as a verb, with what is its own."""
    word = token.lower_
    if is_headline_verb(word):
        mend_headline_verb(token)
    elif word in CLAUSE_OPENERS and token.dep_ == "prep":
        _opened_clause(token)
        if word == "as":
            _unfinished_likeness(token)
    elif word == "as" and token.dep_ == "mark":
        _likeness(token)
    elif token.tag_ == "VBD" and token.dep_ == "pobj":
        _governed_verb(token)
    elif word == "where" and token.head.dep_ == "relcl":
        _nearest_place(token)
    elif word == "when" and token.head.dep_ == "relcl":
        _nearest_time(token)
    elif word == "to" and token.dep_ == "aux":
        _no_infinitive(token)
    elif word in _RESULTS and token.dep_ == "ccomp":
        _result_of_it(token)
    elif word in _HARMED and token.dep_ == "advcl":
        _number_of_harmed(token)
    elif word in _LOOKS and token.tag_ == "VBD":
        _counted_description(token)
    elif word == "shot" and token.pos_ != "VERB":
        _shot_dead(token)
        if token.tag_ == "NN":
            mend_number_shot(token)
    elif token.dep_ == "advcl" and token.tag_ == "VBD" and not token.lefts:
        _joined_clause(token)
    elif token.dep_ == "conj" and token.tag_ in ("VBD", "VBN", "VBZ", "VBP"):
        _beyond_colon(token)
        _joined_clause(token)
        if token.tag_ == "VBD":
            _joined_participle(token)


_LOOKS = word_set("masked armed hooded unidentified suspected alleged wounded injured captured")


def _counted_description(word: Token) -> None:
    """ "Seven masked men boarded a barge": between a number and the noun that it counts a
    participle describes them (Quirk et al. 1985, §7.15), and masks nobody."""
    number, noun = word.doc[word.i - 1] if word.i else word, word.doc[word.i + 1 : word.i + 2]
    if not number.like_num or number.head is not word or not noun:
        return
    verb = noun[0].head
    if noun[0].tag_ != "NNS" or noun[0].dep_ not in SUBJECTS or verb.head is not word:
        return
    put_in_place_of(verb, word)
    number.rehang(noun[0], "nummod")
    for child in list(word.children):
        child.rehang(verb, child.dep_)
    word.rehang(noun[0], "amod")
    word.pos_, word.tag_ = "ADJ", "VBN"


_HARMED = frozenset({"dead", "wounded", "injured", "missing"})


def _number_of_harmed(word: Token) -> None:
    """ "Spoke of more than 40 dead": behind a preposition and its number the word heads a phrase of
    people (Quirk et al. 1985, §7.24), and no clause."""
    number = word.doc[word.i - 1] if word.i else word
    preposition = number.head
    if not number.like_num or number.dep_ != "pobj" or word not in preposition.head.children:
        return
    word.rehang(preposition, "pobj")
    number.rehang(word, "nummod")
    word.pos_, word.tag_ = "NOUN", "NNS"


def _result_of_it(word: Token) -> None:
    """ "A charge tore it open": after "it" a present has "-s", so that what has none is no verb but
    what became of it (resultatives, Huddleston & Pullum 2002, ch. 4 §5.3)."""
    verb = word.head
    before = word.doc[word.i - 1] if word.i else word
    if verb.lemma_.lower() not in _OPENING or before.lower_ != "it":
        return
    if before.head is not word or verb.i + 1 != before.i:
        return
    before.rehang(verb, "dobj")
    for token in list(word.children):
        token.rehang(verb, token.dep_)
    word.pos_, word.tag_, word.dep_ = "ADJ", "JJ", "oprd"


_RESULTS = frozenset({"open", "loose", "free"})
_OPENING = frozenset({"tear", "rip", "blow", "blast", "crack", "split", "cut", "prise", "force"})


def _opened_clause(opener: Token) -> None:
    """ "Since armed men began attacking X": a finite verb right behind the noun of "since", with no
    subject of its own, has that noun for one, and "since" opens the clause."""
    noun = next((t for t in opener.rights if t.dep_ == "pobj" and t.pos_ in NOUNS), None)
    if noun is None:
        return
    at = noun.right_edge.i + 1
    verb = opener.doc[at] if at < len(opener.doc) else noun
    if verb.tag_ not in _FINITE or verb.sent is not opener.sent:
        return
    auxiliary = verb.dep_ in ("aux", "auxpass")
    verb = verb.head if auxiliary else verb
    if verb.i < at or any(t.dep_ in SUBJECTS for t in verb.lefts) or verb.head is verb:
        return
    above = opener.head
    if verb in (above, *above.ancestors):
        return
    passive = any(t.dep_ == "auxpass" for t in verb.lefts)
    verb.rehang(above, "advcl")
    opener.rehang(verb, "mark")
    noun.rehang(verb, "nsubjpass" if passive else "nsubj")


def _likeness(opener: Token) -> None:
    """ "A man dressed as a guard blew himself up": what one is dressed or known as is no clause, so
    that the finite verb behind it is what the man did."""
    verb = opener.head
    described = verb.head
    if described.lower_ not in _LIKENESS or verb.dep_ != "advcl" or described.i + 1 != opener.i:
        return
    likeness = next((t for t in verb.lefts if t.dep_ in SUBJECTS and t.i > opener.i), None)
    person = described.head
    if likeness is None or person.pos_ not in NOUNS or person.i > described.i:
        return
    if described.dep_ != "acl" or person.dep_ in SUBJECTS:
        return
    top = next((t for t in person.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if top is None:
        put_in_place_of(verb, person)
    else:
        verb.rehang(top, "advcl" if top.i > verb.i else "ccomp")
    _take_along(verb, top, person)
    person.rehang(verb, "nsubj")
    opener.rehang(described, "prep")
    likeness.rehang(opener, "pobj")


def _unfinished_likeness(opener: Token) -> None:
    """ "A woman disguised as a nurse detonated her vest": one clause has one subject."""
    described = opener.head
    if described.lower_ not in _LIKENESS or opener.rights or described.i + 1 != opener.i:
        return
    likeness = next(
        (
            t
            for t in opener.doc[opener.i + 1 : opener.sent.end]
            if t.pos_ in NOUNS and t.dep_ in SUBJECTS
        ),
        None,
    )
    if likeness is not None and described.head.head is likeness.head is not likeness:
        likeness.rehang(opener, "pobj")


def _governed_verb(verb: Token) -> None:
    """ "A mob of men dressed as soldiers attacked", "men on the evening of 7 April burned a
    school": a preposition governs no past tense, but the noun that stands before it."""
    governed = next((t for t in verb.lefts if t.dep_ in (*SUBJECTS, "npadvmod")), None)
    whole = verb.head.head
    while whole.dep_ == "pobj" and whole.head.head is not whole.head:
        whole = whole.head.head
    if governed is None or whole.pos_ not in NOUNS or whole.i > verb.i:
        return
    if whole.dep_ not in ("ROOT", "ccomp", "dep", "npadvmod"):
        return
    governed.rehang(verb.head, "pobj")
    put_in_place_of(verb, whole)
    whole.rehang(verb, "nsubj")


def _nearest_place(where: Token) -> None:
    """ "In A, B and C, where a bomb went off": the clause is of the name right before it (late
    closure, Frazier 1987)."""
    clause = where.head
    behind = where.i - 1 if where.doc[where.i - 1].text == "," else where.i
    last = where.doc[behind - 1]
    first = last
    while first.dep_ == "conj":
        first = first.head
    if last is not clause.head and first is clause.head and last.pos_ == "PROPN":
        clause.rehang(last, "relcl")


def _nearest_time(when: Token) -> None:
    """ "The deadliest blast since May of last year, when a lorry blew up": a relative "when" has a
    time for its antecedent (Huddleston & Pullum 2002, ch. 12 §3.5), the one right before it."""
    clause = when.head
    behind = when.doc[when.i - 2] if when.i > 1 and when.doc[when.i - 1].text == "," else when
    last = behind.head if behind.dep_ == "nummod" else behind
    if last.ent_type_ == "DATE" and clause.head.ent_type_ != "DATE" and last.i < when.i:
        clause.rehang(last, "relcl")


def _no_infinitive(to: Token) -> None:
    """ "Attributed the raid to secessionist rebels": an infinitive is a verb, and words in "-ist"
    are adherents (Quirk et al. 1985, I.38), so that "to" is a preposition."""
    word = to.head
    named = word.lower_.endswith("ist") and word.lower_ not in _VERBS_IN_IST
    if word.pos_ == "VERB" and not named:
        return
    things = [t for t in word.rights if t.dep_ in OBJECTS] if named else []
    noun = things[0] if things else word.head
    above = word.head if things else noun.head
    if word.pos_ == "AUX" or noun.pos_ not in NOUNS or noun.i < word.i or above is noun:
        return
    to.tag_, to.pos_ = "IN", "ADP"
    to.rehang(above, "prep")
    if things:
        word.pos_, word.tag_ = "ADJ", "JJ"
    noun.rehang(to, "pobj")
    if things:
        word.rehang(noun, "amod")


def _take_along(verb: Token, top: Token | None, person: Token) -> None:
    """Hang on a verb what stands between its "when" and its subject: "when, in 2009, a man ..."."""
    before = [t for t in top.lefts if t.i < person.i] if top is not None else []
    opened = next((n for n, t in enumerate(before) if t.tag_ == "WRB"), None)
    for token in before[opened:] if opened is not None else ():
        token.rehang(verb, token.dep_)


def _shot_dead(shot: Token) -> None:
    """ "Gunmen on a rickshaw shot dead two traders": "shot dead" before its object is a verb with
    what came of it (a resultative, Levin 1993, §7.5), and who shot is what no preposition
    governs."""
    dead = shot.nbor() if shot.i + 1 < len(shot.doc) else shot
    thing = _noun_behind(dead)
    if dead.lower_ != "dead" or thing is None:
        return
    before = shot.doc[shot.sent.start : shot.i]
    bounds = (t.i + 1 for t in before if _bounds_a_clause(t))
    start = max(bounds, default=shot.sent.start)
    words = [t for t in before if t.i >= start]
    at = next((n for n, t in enumerate(words) if t.pos_ in NOUNS and _is_free(words[:n])), None)
    if at is None:
        return
    shot.pos_, shot.tag_, shot.lemma_ = "VERB", "VBD", "shoot"
    opener = shot.doc[start - 1] if start > shot.sent.start else None
    top = next((t for t in shot.ancestors if t.tag_ in _FINITE and t not in words), None)
    if opener is not None and opener.lower_ in CLAUSE_OPENERS and opener.head is not opener:
        shot.rehang(opener.head, "advcl")
        opener.rehang(shot, "mark")
    elif top is not None:
        shot.rehang(top, "ccomp")
    elif shot.head is not shot:
        put_in_place_of(shot, dead if dead.head is dead else shot.head)
    for token in list(dead.children):
        token.rehang(shot, token.dep_)
    end = next((n for n in range(at, len(words)) if words[n].pos_ not in NOUNS), len(words))
    first = at
    while first and words[first - 1].pos_ in _BEFORE_NOUNS:
        first -= 1
    thing.rehang(shot, "dobj")
    dead.rehang(shot, "oprd")
    hang_as_phrase(words[first:end], shot, "nsubj")
    for n, token in enumerate(words):
        if token.pos_ in _GOVERNING and (n < first or n >= end):
            further = (m for m in range(n + 1, len(words)) if words[m].pos_ == "ADP" or m == first)
            dependency = "pobj" if token.pos_ == "ADP" else "dobj"
            hang_as_phrase(words[n + 1 : next(further, len(words))], token, dependency)
            if token.head not in words:
                token.rehang(shot, "prep")


def _bounds_a_clause(token: Token) -> bool:
    joins = token.pos_ == "CCONJ" or token.lower_ in CLAUSE_OPENERS
    return token.is_punct or joins or token.tag_ in _FINITE


def _noun_behind(token: Token) -> Token | None:
    """The noun of the phrase that begins right behind a word; what a hyphen follows is none."""
    noun: Token | None = None
    for word in token.doc[token.i + 1 : token.sent.end]:
        if word.text == "-":
            noun = None
        elif word.pos_ in NOUNS:
            noun = word
        elif noun is not None or (word.pos_ not in _BEFORE_NOUNS and word.text not in _QUOTES):
            break
    return noun


def _is_free(before: list[Token]) -> bool:
    """Whether no preposition stands before a noun, of which these words are before it."""
    left = (t for t in reversed(before) if t.pos_ not in _BEFORE_NOUNS)
    return next((t.pos_ != "ADP" for t in left), True)


def _joined_participle(verb: Token) -> None:
    """ "Residents accuse guards of having gone to the hamlet and burned it": verbs that are joined
    are of one form (Quirk et al. 1985, §13.50), so that a past without a subject goes on with the
    perfect before it, and not with a present."""
    present = verb.head
    if present.tag_ not in ("VBP", "VBZ") or any(t.dep_ in SUBJECTS for t in verb.lefts):
        return
    between = verb.doc[present.i + 1 : verb.i]
    perfect = next(
        (
            t
            for t in reversed(between)
            if t.tag_ == "VBN" and _is_perfect(t) and present in t.ancestors
        ),
        None,
    )
    if perfect is None:
        return
    for token in [t for t in present.rights if perfect.i < t.i < verb.i]:
        token.rehang(perfect, token.dep_)
    verb.rehang(perfect, "conj")
    verb.tag_ = "VBN"


def _joined_clause(verb: Token) -> None:
    """ "At the gate of the hotel and gunmen stormed inside": what "and" joins to a clause without a
    subject of its own is its verb; a noun that stands between is the subject."""
    noun = verb.nbor(-1) if verb.i else verb
    if (
        verb.lemma_.lower() in _REPORTING
        or verb.tag_ == "VBN"
        or any(t.dep_ in SUBJECTS for t in verb.lefts)
    ):
        return
    first = noun.left_edge.i
    if noun.pos_ not in NOUNS or noun.dep_ != "conj" or first == 0:
        return
    joiner = verb.doc[first - 1]
    if joiner.lower_ == "and" and joiner.head is noun.head and noun.head is not verb.head:
        joiner.rehang(verb.head, "cc")
        noun.rehang(verb, "nsubj")
        verb.dep_ = "conj"


def _beyond_colon(verb: Token) -> None:
    """ "X is a hard place: the union, of which he was chairman, has recorded nine": a clause behind
    a colon shares no subject with the one before it, and the noun that opens it is its own."""
    first = verb.head
    if any(t.dep_ in SUBJECTS for t in verb.lefts) or first.i > verb.i:
        return
    colon = next((t for t in verb.doc[first.i : verb.i] if t.text == ":"), None)
    noun = next((t for t in first.rights if colon and t.left_edge.i == colon.i + 1), None)
    if noun is not None and noun.pos_ in NOUNS and noun.i < verb.i:
        noun.rehang(verb, "nsubjpass" if any(t.dep_ == "auxpass" for t in verb.lefts) else "nsubj")


def _is_perfect(participle: Token) -> bool:
    return any(t.dep_ == "aux" and t.lower_ in _HAD for t in participle.lefts)
