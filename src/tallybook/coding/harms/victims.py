"""How many a victim phrase stands for: counted ones, an article's one, a name's one, a bare
plural's two or more, coordinated phrases together.

"Three soldiers and two civilians were killed" states one number of dead, the sum (a conjunction
of subjects is distributive under verbs of dying: each of them died; Huddleston & Pullum 2002,
ch. 15 §1.3). Attacks, animals and buildings are no people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallybook.coding.counts.finding import CountMention
from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.phrases import PARTITIVES, contents, phrase_bounds, subtree_bounds
from tallybook.coding.language.token_rows import word_set
from tallybook.core.values import Count

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage
    from tallybook.coding.language.tokens import Token

KILL_TRANSITIVE = word_set(
    """
    kill murder slay massacre execute assassinate behead decapitate slaughter lynch hang butcher
    martyr eliminate liquidate
    """
)

INJURE = frozenset(["injure", "wound", "hurt", "maim", "hospitalise", "hospitalize"])

NO_PEOPLE = frozenset(
    {
        "attacks",
        "times",
        "weapons",
        "vehicles",
        "time",
        "distance",
        "money",
        "percent",
        "age",
        "measure",
    }
)
"""Units of numbers that count no victims."""

NOT_ANIMATE = word_set(
    """
    livestock cattle animal cow goat sheep camel donkey horse mule pig dog cat chicken hen ox oxen
    buffalo elephant lion leopard crocodile herd flock bird fish crop field tree maize
    house home hut building shop store school hospital clinic church mosque temple market stall
    village town city road bridge pipeline station post camp warehouse tent window wall roof
    economy market peace deal bill project hope chance plan way heart trade growth talk process
    reputation image feeling pride sentiment business sale career shot gunshot gunfire injury wound
    trauma burn
    """
)
"""What can be killed in print, or hurt, without a person's coming to harm."""

ONE_OF_A_BODY = word_set("member fighter element")
"""Nouns for one of those that their "of" phrase names."""

COLLECTIVE = word_set("family couple crew crowd patrol congregation household population public")
"""Singulars for several people (collective nouns, Quirk et al. 1985, §5.108)."""

ORDINALS = word_set(
    """
    second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    """
)


@dataclass(frozen=True, slots=True)
class Victims:
    """A number of victims, and the tokens `[start, end)` that state it; `single` marks one person
    who is named or described and not counted."""

    count: Count
    start: int
    end: int
    single: bool = False


def count_victims(
    heads: Iterable[Token], anchor: Token, passage: Passage, counts: Sequence[CountMention]
) -> list[tuple[Victims, Token]]:
    """Return the numbers of the victim phrases given, summed where each of several has one.

    `anchor` is the word that says what befell them. A part ("including two children") adds
    nothing to its whole.
    """
    found = [
        (victims, head)
        for head in heads
        # "Killed six passengers, among them two children": two of the six.
        if head != anchor and not any(t.lower_ == "among" for t in head.lefts)
        if (victims := _one_phrase(head, anchor, passage, counts)) is not None
    ]
    # A number is of one phrase, of however many the parser makes the verb's ("kill 12, abduct").
    once = {pair[0].start: pair for pair in reversed(found)}
    found = _whole(_one_number(sorted(once.values(), key=lambda p: p[0].start), passage))
    if len(found) < 2 or any(v.count.low == 0 for v, _ in found):
        return found
    highs = [v.count.high for v, _ in found]
    start = min(v.start for v, _ in found)
    end = max(max(v.end, head.i + 1) for v, head in found)
    total = Count(
        sum(v.count.low for v, _ in found),
        None if None in highs else sum(h for h in highs if h is not None),
        passage.words(start, end),
    )
    return [(Victims(total, start, end), found[0][1])]


def _whole(found: list[tuple[Victims, Token]]) -> list[tuple[Victims, Token]]:
    """ "Three victims — one man and two women —": what a dash, a colon or a bracket opens after a
    number spells it out (apposition, Quirk et al. 1985, §17.65), and adds nothing."""
    if len(found) < 3:
        return found
    (whole, head), *parts = found
    following = head.doc[head.i + 1].text if head.i + 1 < len(head.doc) else ""
    spelt_out = following in ("—", "–", "--", "-", ":", "(")
    return (
        found[:1] if spelt_out and whole.count.low == sum(v.count.low for v, _ in parts) else found
    )


def _one_number(
    found: list[tuple[Victims, Token]], passage: Passage
) -> list[tuple[Victims, Token]]:
    """ "13 women and children": a numeral may have the whole coordination in its scope (Huddleston
    & Pullum 2002, ch. 15 §2). Of "women and children" it always has; of other bare plurals ("two
    guards and shoppers") it is open whether they are counted in."""
    if len(found) != 2:
        return found
    (first, head), (second, other) = found
    bare = other.tag_ == "NNS" and second.count == Count(2, None, second.count.words)
    if other.head != head or not bare or first.count.low < 2 or head.tag_ != "NNS":
        return found
    words = passage.words(first.start, second.end)
    kin = head.lemma_.lower() in SEXES_AND_AGES and other.lemma_.lower() in SEXES_AND_AGES
    high = first.count.high if kin else None
    return [(Victims(Count(first.count.low, high, words), first.start, second.end), head)]


SEXES_AND_AGES = word_set("woman man child girl boy baby infant adult youth teenager")


def just_before(word: Token, counts: Sequence[CountMention]) -> Victims | None:
    """Return the number that stands right before a word for the dead or hurt: "nine dead and 20
    wounded", "eleven, wounded, …". Such a word heads a phrase of people (Quirk et al. 1985,
    §7.24)."""
    near = {word.i, word.i - 1} if word.i and word.nbor(-1).text == "," else {word.i}
    for count in counts:
        if (count.head == word.i or (count.head is None and count.end in near)) and (
            count.unit in (None, "people", "other")
        ):
            return Victims(count.count, count.start, count.end)
    return None


def is_animate(head: Token) -> bool:
    """Whether a noun can name people who come to harm."""
    lemma = head.lemma_.lower()
    return lemma not in NOT_ANIMATE and unit_of(lemma) not in NO_PEOPLE


def is_person(head: Token) -> bool:
    """Whether the head of a phrase surely stands for people."""
    if head.ent_type_ == "PERSON" or head.pos_ in ("NUM", "PRON") or head.like_num:
        return True
    lemma = head.lemma_.lower()
    return head.lower_ == "others" or is_aged(head) or unit_of(lemma) == "people" or _plies(lemma)


_TRADE = re.compile(r"\w{3}(?:[^aeiouvw]er|or|ist|ian|eer|man|woman)$")


def _plies(lemma: str) -> bool:
    """Whether a noun's ending says that it names somebody by a trade or calling ("welder",
    "notarist", "musician": Quirk et al. 1985, App. I.33 ff.), and it is no known thing."""
    known = unit_of(lemma) != "other" or lemma in NOT_ANIMATE or lemma in INSTRUMENTS
    return _TRADE.search(lemma) is not None and not known


INSTRUMENTS = word_set(
    """
    computer printer container trailer poster counter letter number border center corner shelter
    chapter cluster folder member newspaper paper speaker monitor motor mirror door floor error
    harbor harbour tractor corridor sector factor reactor elevator generator refrigerator television
    order murder matter winter summer weather chamber timber lumber thunder blister transformer
    register theater charter laser freezer boiler burner tanker bunker locker cooker cylinder
    silencer quarter headquarter master disaster encounter semester helicopter copter meter litter
    manor tumor tumour honor honour labor labour minor
    """
)
"""Things and measures whose names end like those of trades."""


def is_aged(head: Token) -> bool:
    """ "A two-year-old": a person known by his age."""
    word = head.lower_
    return word.endswith(("year-old", "month-old")) or (
        word in ("old", "olds") and head.i > 1 and head.nbor(-1).text == "-"
    )


def counted_after(verb: Token, counts: Sequence[CountMention]) -> list[Token]:
    """What a number right after a verb counts: a hedge that opens with a preposition or a particle
    is the number's, not the verb's ("killing up to nine people", "killed between 15 and 20"),
    whatever the parser takes it for."""
    after = [c.head for c in counts if c.start == verb.i + 1 and verb.nbor().tag_ in _OPENING]
    return [verb.doc[head] for head in after if head is not None]


_OPENING = frozenset({"IN", "RP", "TO"})


def bare_after(verb: Token, counts: Sequence[CountMention]) -> list[CountMention]:
    """The number without a noun right after a verb, where a preposition opens it: "killing around a
    dozen"."""
    return [
        c
        for c in counts
        if c.start == verb.i + 1
        and c.head is None
        and c.unit is None
        and verb.nbor().tag_ in _OPENING
    ]


def _one_phrase(
    head: Token, anchor: Token, passage: Passage, counts: Sequence[CountMention]
) -> Victims | None:
    if not is_animate(head):
        return None
    for count in counts:
        if _is_age(count, head) or _counts_kin(count, head):
            continue
        counted = count.head == head.i or count.start <= head.i < count.end
        bare = count.governor == anchor.i and count.start > anchor.i and count.head is None
        if (counted or bare) and count.unit not in NO_PEOPLE and count.rule != "ordinal":
            pairs = 2 if head.lower_ == "couples" else 1
            high = count.count.high
            number = Count(pairs * count.count.low, high and pairs * high, count.count.words)
            return Victims(number, count.start, count.end)
    return _uncounted(head, passage)


def _is_age(count: CountMention, head: Token) -> bool:
    """ "Killed Pritchard, 80, who …": a number set off by a comma after a name is an age
    (Associated Press Stylebook, "ages")."""
    after = count.start > head.i and head.doc[count.start - 1].text == ","
    return after and head.pos_ == "PROPN"


def _counts_kin(count: CountMention, head: Token) -> bool:
    """ "A father of six", "a woman of 62": behind "of" a bare number says whose parent or how old
    one person is (a relational noun, Barker 1995); only of a noun for several it counts them."""
    doc = head.doc
    before = doc[max(count.start - 2, 0) : count.start]
    if len(before) < 2 or before[1].lower_ != "of" or count.head is not None:
        return False
    one = before[0].tag_ == "NN" and any(t.lower_ in ("a", "an", "the") for t in before[0].lefts)
    return one and before[0].lemma_.lower() in PERSONS


PERSONS = word_set(
    """
    father mother parent dad mum mom grandfather grandmother widow widower breadwinner
    man woman boy girl child youth teenager pensioner student baby toddler person
    """
)
"""Nouns for one person, of whom "of" and a number tell children or years."""


def _uncounted(head: Token, passage: Passage) -> Victims | None:
    """A phrase without a number: its article, possessive or number of the noun says how many."""
    left, _ = subtree_bounds(head)
    start, end = phrase_bounds(head)
    whole = max(left, start - 1) if start > left else start
    determiner = next((t.lower_ for t in head.lefts if t.dep_ in ("det", "poss")), None)
    if head.lower_ == "another" or (head.lower_ in ORDINALS and determiner in ("a", "the")):
        # "a fourth was injured", "another was wounded": one more of those named before.
        return Victims(Count(1, 1, passage.words(whole, end)), whole, end)
    if head.lower_ in ("he", "she", "him", "her"):
        return Victims(Count(1, 1, passage.words(head.i, head.i + 1)), head.i, head.i + 1, True)
    if head.pos_ == "PRON" or head.lower_ in ("which", "who", "that", "others", "other"):
        return None
    if head.lemma_.lower() in PARTITIVES - ONE_OF_A_BODY and next(contents(head)) is not head:
        return None  # "The number of those killed", "a group of pilgrims": not one.
    if head.lower_ == "couple" and determiner in ("a", "an", "the", "another"):
        return Victims(Count(2, 2, passage.words(whole, end)), whole, end)  # Husband and wife.
    if head.tag_ == "NN" and head.lemma_.lower() in COLLECTIVE:
        return None
    if (head.tag_ in ("NN", "NNP") or is_aged(head)) and determiner in ("a", "an", "another"):
        return Victims(Count(1, 1, passage.words(whole, end)), start, end, True)
    if head.pos_ == "PROPN" and head.ent_type_ == "PERSON":
        return Victims(Count(1, 1, passage.words(start, end)), start, end, True)
    named = head.i > head.sent.start and head.text[:1].isupper() and not is_person(head)
    if passage.is_title and head.tag_ == "NN" and determiner is None and is_person(head):
        # "Guard, two miners killed": headlines leave out articles (Mårdh 1980).
        return Victims(Count(1, 1, passage.words(start, end)), start, end, True)
    if head.tag_ == "NNS" and determiner is None and not named:
        return Victims(Count(2, None, passage.words(start, end)), start, end)
    if head.tag_ == "NN" and determiner in ("the", "his", "her", "its", "their"):
        return Victims(Count(1, 1, passage.words(whole, end)), start, end)
    return None


def of_both(verb: Token) -> str | None:
    """The coordinator of "killed and wounded", "killed or wounded", said of the same people."""
    doc = verb.doc
    for start in (verb.i, verb.i - 2):
        if start < 0 or start + 2 >= len(doc):
            continue
        one, joint, other = doc[start], doc[start + 1], doc[start + 2]
        lemmas = {one.lemma_.lower(), other.lemma_.lower()}
        if joint.lower_ in ("and", "or") and lemmas & KILL_TRANSITIVE and lemmas & INJURE:
            return joint.lower_ if one.pos_ == other.pos_ == "VERB" else None
    return None


def share(count: Count, joint: str) -> Count:
    """How many of those "killed and wounded" together were the one or the other: at least one and
    not all; "or" leaves even that open. One person is either or both."""
    if joint == "and" and count.high == 1:
        return count
    least = 1 if joint == "and" and count.low > 0 else 0
    return Count(least, None if count.high is None else count.high - least, count.words)
