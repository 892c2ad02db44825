"""Which noun a number counts, and which verb governs it.

The parse proposes the noun; a scan over the noun phrase checks it and stands in where the
parse gives none. Labels are those of the ClearNLP scheme of spaCy's English models.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tallybook.coding.counts.numerals import SMALL
from tallybook.coding.counts.units import UNIT_OF, singular
from tallybook.coding.language.token_rows import PARAGRAPH, Tokens, word_set
from tallybook.coding.roles.words import ACTS

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

_PREMODIFIERS = word_set("nummod quantmod amod compound nmod det advmod npadvmod predet neg")
_NOUNS = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "ADV", "PART", "NUM", "X"})
_STOP = word_set(
    """
    in on at by to for from with without of into over under between during since until after
    before against near around across through as than that which who whom whose when where
    while because if the this these those a an its his her their our my your it he she they
    them him we i you is are was were be been being has have had do does did will would could
    should may might can must said says say told and or but nor so not n't no there then also
    only just ; . : ! ? ( ) [ ] " ¶ -- … '' `` “ ” ago later earlier
    """
)
GROUPS = word_set("family household crowd crew group gang team party patrol band squad trio")
_MASSES = word_set("kg kilo kilos kilogram kilograms tonne tonnes ton tons lb lbs gram grams g")
_PARTS_OF_DAY = word_set("night day morning evening weekend")
"""Before a noun for people these say when they work: "two night watchmen" are two people."""
_JOINERS = frozenset({"and", "or", ",", "&", "-", "/", "'s", "'"})
_NOMINAL = frozenset({"dead", "wounded", "injured", "missing", "displaced", "captured"})
"""Participles and adjectives that head a noun phrase of people: "12 dead", "30 wounded"."""

_CASUALTY_VERBS = word_set(
    """
    killed wounded injured arrested detained dead kidnapped abducted captured hurt died
    displaced missing hit destroyed
    """
)
_AFTER_NUMBER = frozenset({"killed", "hurt", "arrested", "detained", "kidnapped", "shot", "hit"})
_MAX_PHRASE = 9


def find_head(tokens: Tokens, start: int, end: int) -> int | None:
    """Return the index, among `tokens`, of the noun that the number `[start, end)` counts."""
    low = tokens.low
    if low[end] == "of":
        return _after_of(tokens, end + 1)
    if low[start - 1] == "of" and low[start - 2] in GROUPS and not _is_noun(tokens, end):
        return start - 2  # "A family of five": so many people are one group.
    if (
        UNIT_OF.get(singular(low[end])) in ("time", "distance")
        and not (low[end] in _PARTS_OF_DAY and UNIT_OF.get(singular(low[end + 1])) == "people")
    ) or low[end] in _MASSES:
        # "500 kg bombs", "two month sieges": the number measures, and counts no bombs.
        return end
    scanned = scan_phrase(tokens, end)
    if scanned is None:
        return None
    if singular(low[scanned]) in ACTS and low[scanned + 1] == "of":
        deed = scan_phrase(tokens, scanned + 2)
        if deed is not None and UNIT_OF.get(singular(low[deed])) == "attacks":
            return deed
    parsed = _parsed_head(tokens, start, end)
    if parsed is None or not end <= parsed <= scanned or low[parsed] in _CASUALTY_VERBS:
        return scanned
    if low[parsed + 1] in _JOINERS and parsed < scanned:
        # "13 rocket and drone attacks": the first modifier is no head while nouns follow.
        return scanned
    return scanned if UNIT_OF.get(singular(low[scanned])) else parsed


def attack_before(tokens: Tokens, ordinal: int) -> int | None:
    """Return the attack that an ordinal without a noun ranks, as its apposition or predicate: "the
    attack, the third this week", "the raid was the third in a month"."""
    low = tokens.low
    if low[ordinal - 1] != "the" or low[ordinal - 2] not in _RANKING:
        return None
    for at in range(ordinal - 3, max(-1, ordinal - 16), -1):
        if low[at] in (".", ";", PARAGRAPH) or (low[at] == "," and low[ordinal - 2] == ","):
            return None
        if UNIT_OF.get(singular(low[at])) == "attacks" and _is_noun(tokens, at):
            return at
    return None


_RANKING = frozenset({",", "was", "is", "be", "became", "marks", "marked"})


_QUOTES = frozenset({'"', "“", "'"})


def scan_phrase(tokens: Tokens, index: int) -> int | None:
    """Return the last noun of the noun phrase whose modifiers start at `index`, or None."""
    low = tokens.low
    if low[index] in _QUOTES and not tokens.glued(index) and tokens.glued(index + 1):
        index += 1  # Ten "terrorists" are ten terrorists, whoever calls them so.
    if low[index] in _NOMINAL and not _is_noun(tokens, index + 1):
        return index
    if low[index] in _AFTER_NUMBER:
        return None
    head: int | None = None
    at = index
    while at < min(tokens.size, index + _MAX_PHRASE):
        word = low[at]
        if word in _JOINERS:
            if at == index or not _continues(tokens, at, head):
                break
        elif word in _STOP or not (word[0].isalnum() or word[0] in "'"):
            break
        else:
            part = tokens.part_of_speech(at)
            if part not in _INSIDE:
                break
            if _is_noun(tokens, at):
                if head is not None and not _compounds(tokens, head, at):
                    break
                head = at
            elif head is not None and low[at - 1] not in _JOINERS:
                # After a noun, an adjective or a verb opens what is said of it, unless a noun
                # follows and the first noun was a modifier ("13 drone-launched strikes").
                break
        at += 1
    return head


def governor_of(tokens: Tokens, head: int | None, start: int, end: int) -> int | None:
    """Return the document index of the verb over a counted noun or a bare number, or None."""
    document = tokens.document
    if head is None and tokens.low[end] in _CASUALTY_VERBS:
        return tokens.position[end]
    token: Token = document[tokens.position[head if head is not None else end - 1]]
    first, last = tokens.position[start], tokens.position[end - 1]
    for _ in range(8):
        parent = token.head
        if parent.i == token.i:
            break
        if (
            parent.pos_ in ("VERB", "AUX")
            and parent.dep_ != "prep"
            and not first <= parent.i <= last
        ):
            while parent.dep_ in ("aux", "auxpass") and parent.head.i != parent.i:
                parent = parent.head
            return int(parent.i)
        token = parent
    return int(token.i) if token.pos_ in ("VERB", "AUX") and token.head.i == token.i else None


def _after_of(tokens: Tokens, index: int) -> int | None:
    """Return the noun after "of": "three of the attackers", "dozens of fighters"."""
    while tokens.low[index] in ("the", "its", "their", "his", "these", "those", "our", "all"):
        index += 1
    return scan_phrase(tokens, index)


def _parsed_head(tokens: Tokens, start: int, end: int) -> int | None:
    document = tokens.document
    first, last = tokens.position[start], tokens.position[end - 1]
    token: Token = document[last]
    while first <= token.head.i <= last and token.head.i != token.i:
        token = token.head
    if token.dep_ not in _PREMODIFIERS or token.head.i <= last:
        return None
    token = token.head
    while token.dep_ in ("compound", "nmod", "amod", "nummod") and token.head.i > token.i:
        token = token.head
    if token.pos_ not in _NOUNS:
        return None
    return bisect_left(tokens.position, token.i)


def _is_noun(tokens: Tokens, index: int) -> bool:
    """Whether a word is a noun: the tagger says so, or it is one of the nouns counted here."""
    if index >= tokens.size:
        return False
    word = tokens.low[index]
    if word in _CASUALTY_VERBS:
        return False
    part = tokens.part_of_speech(index)
    if part in _NOUNS:
        return True
    return word.endswith("s") and singular(word) in UNIT_OF and part != "ADP"


def _continues(tokens: Tokens, joiner: int, head: int | None) -> bool:
    """Whether what follows a joiner still belongs to the phrase.

    "13 rocket and drone attacks" goes on; "12 soldiers and a child" and "two men and three
    women" do not: a plural before the joiner closes the phrase, and a number behind it opens
    another ("one officer and two clerks").
    """
    low = tokens.low
    word = low[joiner]
    if word in ("'s", "'"):
        return False
    if word in ("-", "/"):
        return tokens.glued(joiner) and tokens.glued(joiner + 1)
    if head is not None and (_is_plural(low[head]) or low[head] == "police"):
        return False
    following = low[joiner + 1]
    if following in _STOP or following in _JOINERS or following[:1].isdigit():
        return False
    if following in SMALL:
        return False
    if joiner + 1 >= tokens.size:
        return False
    rest = scan_phrase(tokens, joiner + 1)
    return rest is not None and (head is None or low[rest].endswith("s"))


def _is_plural(word: str) -> bool:
    """Whether a noun has the form of a plural: in "-s", or by a changed vowel in its last part
    ("fishermen", "policewomen", "grandchildren"; Quirk et al. 1985, §5.83)."""
    if word.endswith(("men", "children", "people")):
        return word not in _LIKE_MEN
    return word.endswith("s") and word not in ("us", "gas")


_LIKE_MEN = frozenset({"yemen", "specimen", "regimen", "omen", "abdomen", "ramen"})
"""Singulars that end as the plurals of "man" do."""


def _compounds(tokens: Tokens, head: int, following: int) -> bool:
    """Whether a second noun goes on a phrase: nouns before the last are singular in English,
    names aside ("30 Hamas fighters", "20 sports clubs")."""
    low = tokens.low
    word = low[head]
    document = tokens.document
    if document[tokens.position[head]].pos_ == "PROPN":
        return True
    if not _is_plural(word):
        return True
    token = document[tokens.position[head]]
    return bool(token.dep_ == "compound" and token.head.i > token.i and following > head)
