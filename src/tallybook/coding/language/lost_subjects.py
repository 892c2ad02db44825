"""Verbs whose subject the parser hung on another word, and subjects that it made of other things.

Of a finite verb of news its subject is known by its place, where the parser went astray: the noun
right before it that a day's name was joined to ("on Friday gunmen attacked"), the last noun of a
list behind whose comma it stands ("police blamed a gang, and a clerk, who …, said so"), the first
word of the sentence that a long relative clause parts from it ("guards who took two men for rebels
killed both"), or the numeral that "and" joins to a clause before ("three were killed and two more
injured").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tallybook.coding.language.phrases import NOUNS, SUBJECTS
from tallybook.coding.language.token_rows import word_set

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Span, Token

_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_MONTHS = word_set(
    "january february march april may june july august september october november december"
)
_YEAR = re.compile(r"^(?:19|20)\d\d$")

_TAKING_NO_CLAUSE = word_set(
    """
    kill murder behead execute shoot wound injure maim stab hack lynch abduct kidnap attack ambush
    arrest detain capture
    """
)
"""Verbs of what is done to people in the body: they take a person for object, and no clause (Levin
1993, §§10.5, 42)."""

_HARMED = frozenset({"killed", "dead", "injured", "wounded", "hurt", "missing"})


def mend_subject(verb: Token, sentence: Span) -> None:
    """Give a verb the subject that the parser hung elsewhere."""
    if verb.tag_ == "VBN" and verb.dep_ == "amod":
        _mend_gapped(verb)
    elif verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBZ"):
        _mend_last_noun(verb)
    elif verb.dep_ in ("acl", "relcl") and verb.tag_ in ("VBD", "VBN"):
        if verb.dep_ == "acl":
            _mend_garden_path(verb, sentence)
            _mend_bare_past(verb, sentence)
            _mend_before_semicolon(verb)
        _mend_headline_list(verb)
    elif verb.tag_ == "VBN":
        _mend_behind_place(verb)
    _mend_object_behind(verb, sentence)
    if verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _TAKING_NO_CLAUSE:
        _mend_object(verb)
    if verb.lower_ in _HARMED and verb.i and verb.nbor(-1).lower_ == "of":
        _mend_of_the_harmed(verb)


def mend_month(word: Token) -> None:
    """ "May saw 14 raids": a modal stands before a base form (Quirk et al. 1985, §3.21), so that
    before a past or a present in "-s" the word is the month, and the verb's subject."""
    verb = word.head
    if word.text == "May" and verb.tag_ in ("VBD", "VBZ") and word.nbor() == verb:
        word.pos_, word.tag_, word.lemma_ = "PROPN", "NNP", "May"
        word.rehang(verb, "nsubj")


_CARRYING_OUT = frozenset({"carry", "conduct", "launch", "stage", "mount", "perform"})


def _mend_object_behind(verb: Token, sentence: Span) -> None:
    """ "Carried out, with God's help, an operation against the ship": a long object may stand
    behind an adjunct between commas (Quirk et al. 1985, §18.39), where the parser takes it for
    another name of something before it."""
    if verb.lemma_.lower() not in _CARRYING_OUT or any(t.dep_ == "dobj" for t in verb.rights):
        return
    doc = verb.doc
    opening = next((t.i for t in doc[verb.i + 1 : verb.i + 3] if t.text == ","), None)
    if opening is None or doc[opening + 1].dep_ != "prep":
        return
    closing = next((i for i in range(opening + 1, sentence.end) if doc[i].text == ","), None)
    if closing is None or closing + 1 >= sentence.end or doc[closing + 1].dep_ != "det":
        return
    thing = doc[closing + 1].head
    if thing.dep_ == "appos" and thing.head.i < thing.i:
        thing.rehang(verb, "dobj")


def _mend_behind_place(verb: Token) -> None:
    """ "In the city of X, a woman who had gone out was killed": behind the phrase of place that
    opens a sentence an indefinite is no other name of the place, but the subject of what follows
    (given before new, Prince 1981)."""
    if any(t.dep_ in SUBJECTS for t in verb.children) or all(
        t.dep_ != "auxpass" for t in verb.lefts
    ):
        return
    fronted = [t for t in verb.lefts if t.dep_ == "prep" and t.lower_ in ("in", "at", "near")]
    for noun in (n for prep in fronted for n in prep.subtree if n.dep_ == "appos"):
        opened = noun.left_edge
        if opened.lower_ in ("a", "an") and opened.i and opened.nbor(-1).text == ",":
            noun.rehang(verb, "nsubjpass")
            return


def joined_by(name: Token) -> str | None:
    """Return the preposition of a day's, a month's or a year's name that may have been joined to
    the noun behind it; None for any other word."""
    if name.dep_ not in ("compound", "nmod", "nummod", "pobj"):
        return None
    if name.lower_ in _WEEKDAYS:
        return "on"
    month = name.lower_ in _MONTHS and name.text[:1].isupper()
    return "in" if month or _YEAR.match(name.text) else None


def mend_after_time(name: Token) -> None:
    """ "On Friday gunmen attacked", "in early May rebels shelled", "on the night of 7 May men
    raided": English joins no time to the noun behind it without an article or a genitive ("a Friday
    attack", "Friday's"), so that a noun before a verb that has no subject is its subject, and the
    time alone is the time."""
    noun = name.head
    doc = noun.doc
    if name.dep_ == "pobj":  # "In June bandits burned", where the parser gives "in" both.
        noun = next((t for t in name.head.rights if t.dep_ == "pobj" and t.i > name.i), name)
    time = _time_around(name)
    opener = doc[time.start - 1] if time.start else name
    between = doc[time.stop : noun.i]
    if not _may_open(opener, name, time) or noun.i < time.stop:
        return
    if any(t.head not in (noun, name) for t in between):
        return
    if any(t.dep_ in ("det", "poss") and t.i < name.i for t in noun.lefts):
        return
    if noun.dep_ in SUBJECTS and opener.dep_ == "prep" and not opener.rights:
        _part_from(noun, name, time, opener)
        return
    end = noun.i + 1 if len(time) == 1 else noun.right_edge.i + 1
    if noun.dep_ != "pobj" or noun.head is not opener or end >= len(doc):
        return
    following = doc[end]
    verb = following.head if following.dep_ in ("aux", "auxpass") else following
    finite = verb.tag_ in ("VBD", "VBZ") or (verb.tag_ == "VBN" and verb is not following)
    if not finite or any(t.dep_ in SUBJECTS for t in verb.children):
        return
    passive = any(t.dep_ == "auxpass" for t in verb.lefts)
    _part_from(noun, name, time, opener)
    noun.rehang(verb, "nsubjpass" if passive else "nsubj")


def _time_around(name: Token) -> range:
    """The words of a date about the name of its month or its day: "early May", "7 May 2024", "May
    7th" (but "in May 12 soldiers": what "in" opens has no day)."""
    doc, start, end = name.doc, name.i, name.i + 1
    if name.lower_ in _MONTHS:
        start -= start > 0 and (_is_day(doc[start - 1]) or doc[start - 1].lower_ in _PARTS)
        days = start == name.i and start > 0 and doc[start - 1].lower_ != "in"
        end += days and end < len(doc) and _is_day(doc[end])
        end += end < len(doc) and _YEAR.match(doc[end].text) is not None
    return range(start, end)


def _may_open(opener: Token, name: Token, time: range) -> bool:
    dated = any(_is_day(name.doc[i]) for i in time)
    return opener.lower_ in _BEFORE_DAYS if dated else opener.lower_ == joined_by(name)


def _part_from(noun: Token, name: Token, time: range, opener: Token) -> None:
    """Hang a time on its preposition with the words of its own, and the other words on the noun."""
    if name.head is noun:
        name.rehang(opener, "pobj")
    own = {*time, *range(time.start)}
    for token in (*noun.lefts, *name.children):
        to = name if token.i in own else noun
        if token is not name and token.head is not to and token.i < noun.i:
            token.rehang(to, token.dep_)


def _is_day(token: Token) -> bool:
    word = token.lower_
    word = word[:-2] if word.endswith(("st", "nd", "rd", "th")) else word
    return word.isdigit() and 1 <= int(word) <= 31


_BEFORE_DAYS = frozenset({"on", "of", "from", "since", "until", "to", "by", "before"})
"""What a date stands behind."""

_PARTS = frozenset({"early", "mid", "late", "last"})


def _mend_gapped(participle: Token) -> None:
    """ "Three were killed and two more injured in a blast": a numeral that "and" joins to a passive
    stands for people, and the participle behind it has left its auxiliary out (gapping, Quirk et
    al. 1985, §13.92)."""
    number = participle.head
    passive = number.head
    gapped = number.pos_ == "NUM" and number.dep_ == "conj" and number.i < participle.i
    if not gapped or all(t.dep_ != "auxpass" for t in passive.lefts):
        return
    for token in [t for t in number.rights if t.i > participle.i]:
        token.rehang(participle, token.dep_)
    participle.rehang(passive, "conj")
    number.rehang(participle, "nsubjpass")


def _mend_last_noun(verb: Token) -> None:
    """ "Kin blamed a drone, and a clerk, who asked for silence, said that": the coordinator of two
    clauses stands before the second one's subject, so that a noun behind it, and right before a
    verb that has neither subject nor "and" of its own, is no second object."""
    first = verb.head
    if first.pos_ != "VERB" or any(t.dep_ in SUBJECTS for t in verb.children):
        return
    if any(t.dep_ == "cc" for t in first.rights):
        return
    noun = next(
        (
            c
            for t in first.rights
            if t.dep_ == "dobj"
            for c in t.rights
            if c.dep_ == "conj" and c.pos_ in NOUNS
        ),
        None,
    )
    if noun is None or verb.doc[noun.left_edge.i - 1].dep_ != "cc":
        return
    if verb.doc[noun.left_edge.i - 2].text != ",":
        return  # "Shelled the market and the airport of X, a priest said."
    between = verb.doc[noun.right_edge.i + 1 : verb.i]
    if all(t.text == "," or t.dep_ in ("aux", "advmod") for t in between):
        noun.rehang(verb, "nsubj")


def _mend_garden_path(verb: Token, sentence: Span) -> None:
    """ "Guards who took two men for rebels killed both": a participle behind a noun is passive, and
    has no object; where the sentence is but a noun with a relative clause, the verb within that has
    one is the sentence's (the main-verb reading of a garden path, Bever 1970)."""
    top = next((t for t in sentence if t.head is t), verb)
    clause = next((t for t in top.rights if t.dep_ == "relcl"), None)
    if top.pos_ not in NOUNS or clause is None or not clause.i < verb.i <= clause.right_edge.i:
        return
    if not any(t.dep_ == "dobj" for t in verb.rights):
        return
    verb.rehang(verb, "ROOT")
    top.rehang(verb, "nsubj")
    for token in [t for t in top.children if t.dep_ in ("prep", "punct", "advmod")]:
        if token.i < top.i or token.i > verb.i:
            token.rehang(verb, token.dep_)


def _mend_before_semicolon(verb: Token) -> None:
    """ "A depot burned down in X; in Y, missiles hit a mast": a clause has one subject, so that of
    two nouns that a semicolon parts the first is the subject of the verb behind it, which is no
    participle (Quirk et al. 1985, App. III.9)."""
    noun = verb.head
    governor = noun.head
    if verb.dep_ != "acl" or noun.dep_ not in SUBJECTS or noun.i > verb.i:
        return
    later = [t for t in governor.children if t.dep_ in SUBJECTS and t.i > verb.i]
    if not later or all(t.text != ";" for t in verb.doc[verb.i : later[0].i]):
        return
    verb.rehang(governor, "ccomp")
    for token in [t for t in noun.rights if t.i > verb.i]:
        token.rehang(verb, token.dep_)
    noun.rehang(verb, "nsubj")
    verb.tag_ = "VBD"


def _mend_bare_past(verb: Token, sentence: Span) -> None:
    """ "Two men on a motorcycle fired at a guard": a sentence has a finite verb, and shots are
    fired at what "at" names, so that where the parser finds none the participle is the past (the
    main-verb reading of a garden path, Bever 1970)."""
    top = next((t for t in sentence if t.head is t), verb)
    finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t is not verb for t in sentence)
    goals = [t for t in verb.rights if t.lower_ in ("at", "on", "into") and list(t.children)]
    if finite or not goals or top.pos_ not in NOUNS or verb.lemma_.lower() not in ("fire", "shoot"):
        return
    if (
        sentence[-1].text != "."
        or not top.i < verb.i
        or any(t.dep_ == "agent" for t in verb.rights)
    ):
        return
    verb.rehang(verb, "ROOT")
    verb.tag_ = "VBD"
    top.rehang(verb, "nsubj")


def _mend_headline_list(verb: Token) -> None:
    """ "Guard, two miners killed in raid": headlines put a comma for "and" (Mårdh 1980). No
    relative clause without a pronoun stands behind a comma (Quirk et al. 1985, §17.22), and several
    are no other name of one."""
    first, last = verb.head, next((t for t in verb.lefts if t.dep_ in SUBJECTS), verb.head)
    if last is first and first.dep_ == "appos" and any(t.dep_ == "nummod" for t in first.lefts):
        first = first.head
    headless = first.head is first and first.pos_ in NOUNS and first.tag_ in ("NN", "NNP")
    if not headless or last is first or verb.tag_ != "VBN" or verb.nbor(-1) != last:
        return
    if verb.doc[last.left_edge.i - 1].text != ",":
        return
    verb.rehang(verb, "ROOT")
    last.rehang(first, "conj")
    first.rehang(verb, "nsubjpass")


def _mend_object(participle: Token) -> None:
    """ "Beheaded two men found hiding in a barn": who is killed is an object, and the participle
    behind describes him."""
    governor = participle.head
    person = next((t for t in participle.lefts if t.dep_ in SUBJECTS), None)
    bare = participle.tag_ in ("VBN", "VBD", "VBG") and governor.i < participle.i
    if person is None or not bare or any(t.dep_ == "dobj" for t in governor.rights):
        return
    if person.i != participle.i - 1 or person.left_edge.i != governor.i + 1:
        return
    person.rehang(governor, "dobj")
    participle.rehang(person, "acl")


def _mend_of_the_harmed(word: Token) -> None:
    """ "Put the number of dead at five and of injured at 22": behind a preposition the participle
    is a noun for people (Quirk et al. 1985, §7.24)."""
    of = word.nbor(-1)
    if word.dep_ != "conj" or of.head is not word:
        return
    verb = word.head
    number = next((t for t in verb.rights if t.dep_ == "dobj" and t.i < of.i), None)
    if number is None:
        return
    of.rehang(number, "prep")
    of.pos_ = "ADP"
    for token in list(word.children):
        token.rehang(verb, token.dep_)
    word.rehang(of, "pobj")
    word.pos_, word.tag_ = "NOUN", "NN"
