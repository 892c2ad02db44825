"""Numbers that leave out the noun for attacks and say what was attacked: "11 attacks on schools and
six on clinics" (nominal ellipsis, Halliday & Hasan 1976, ch. 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.phrases import conjuncts

if TYPE_CHECKING:
    from tallybook.coding.counts.finding import CountMention
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions

_ON = frozenset({"on", "against", "at"})


def second_number(noun: Token, mentions: Mentions) -> CountMention | None:
    """Return the number that "and" joins to a counted noun for attacks, and that counts others of
    them by what they were on. What a comma joins may as well be a part ("40 attacks on civilians,
    12 on women"), and is left."""
    if noun.tag_ != "NNS" or not any(t.dep_ == "nummod" for t in noun.lefts):
        return None
    doc = noun.doc
    for count in mentions.counts:
        if not noun.i < count.start < count.end < noun.sent.end or count.head is not None:
            continue
        joined = doc[count.start - 1].lower_ == "and" and doc[count.end - 1].head is noun
        if joined and count.unit is None and doc[count.end].lower_ in _ON:
            return count if _things(count, noun, mentions) else None
    return None


def second_targets(noun: Token, mentions: Mentions) -> list[Token]:
    """Return what the attacks of such a number were on."""
    count = second_number(noun, mentions)
    return [] if count is None else _things(count, noun, mentions)


def _things(count: CountMention, noun: Token, mentions: Mentions) -> list[Token]:
    on = noun.doc[count.end]
    return [
        c
        for t in on.rights
        if t.dep_ == "pobj" and mentions.moment_at(t.i) is None
        for c in conjuncts(t)
    ]
