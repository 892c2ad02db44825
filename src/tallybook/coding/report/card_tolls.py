"""What the tellings of one attack say together of its killed and injured.

A report states a total and then tells of single victims; each of these is one of the total and no
rival figure. Whoever is shot is hit: those who are said to be shot and not to have died are
injured, whether or not a second word says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from tallybook.coding.attacks.tellings import Telling
from tallybook.coding.harms.words import DIE
from tallybook.coding.report.cards import Card
from tallybook.core.spans import Span
from tallybook.core.values import Count

Kind = Literal["killed", "injured"]
KINDS: tuple[Kind, ...] = ("killed", "injured")

ADDED = "with those told before of the same attack"

SURVIVED = "shot, and not said to have died"

_DEATH = re.compile(r"\b(?:died|dead|fatal\w*|slain|killed)\b", re.I)
_ANOTHER = re.compile(r"\b(?:another|a further)\s*$", re.I)
_MORE = re.compile(r"^\s*(?:others?|more|additional)\b", re.I)


def settle_tolls(cards: Sequence[Card], text: str) -> None:
    """Leave out what is part of a total told on the same card, and count those shot.

    In a report that counts victims, one who is told of by himself is mostly one of them, whichever
    card he is told on: that he was shot adds to no toll. Where `text`, the report's, says that
    somebody died and no figure says how many, those shot may be dead.
    """
    counted = any(
        figure is not None and figure[0].low > 1
        for card in cards
        for t in card.tellings
        for figure in (t.killed, t.injured, t.shot)
    )
    deaths = any(t.killed is not None for card in cards for t in card.tellings)
    unsaid = not deaths and _DEATH.search(text) is not None
    for card in cards:
        for kind in KINDS:
            _drop_parts(card.tellings, kind)
        _add_later(card.tellings)
        shot = [t for t in card.tellings if t.shot is not None and t.shot[0].low > 0]
        if not unsaid:
            _count_shot(card.tellings, [t for t in shot if not (counted and "shot" in t.single)])


def _drop_parts(tellings: Sequence[Telling], kind: Kind) -> None:
    counted = [
        figure
        for t in tellings
        if kind not in t.single and (figure := getattr(t, kind)) is not None and figure[0].low > 1
    ]
    if not counted:
        return
    for telling in tellings:
        if kind in telling.single:
            setattr(telling, kind, None)


def _add_later(tellings: Sequence[Telling]) -> None:
    """ "Another five people died of their wounds": who dies later, and is said to be another, was
    not among the dead counted before. Others who were killed may have been: "three others" are
    told again in every summary."""
    before: Telling | None = None
    for telling in tellings:
        if telling.killed is None or telling.stance != "asserted":
            continue
        count, span = telling.killed
        later = telling.head.lemma_.lower() in DIE and _is_more(telling, span)
        if later and before is not None and before.killed is not None:
            told = before.killed[0]
            highs = (told.high, count.high)
            high = None if None in highs else sum(h for h in highs if h is not None)
            telling.killed = (Count(told.low + count.low, high, count.words), span)
            telling.inferred["killed"] = ADDED
        before = telling


def _count_shot(tellings: Sequence[Telling], shot: Sequence[Telling]) -> None:
    if not shot:
        return
    whole = max(shot, key=lambda t: _low(t.shot))
    killed = max((t.killed[0] for t in tellings if t.killed is not None), key=_lowest, default=None)
    assert whole.shot is not None
    count, span = whole.shot
    if killed is not None and killed.low > 0 and not _told_beside(whole):
        low = count.low - (killed.high if killed.high is not None else killed.low)
        high = None if count.high is None else count.high - killed.low
        if low <= 0:
            return
        count = Count(low, high, count.words)
    if all(_low(t.injured) < count.low for t in tellings):
        for telling in tellings:
            if "injured" in telling.single:
                telling.injured = None
        whole.injured = (count, span)
        whole.inferred["injured"] = SURVIVED


def _told_beside(telling: Telling) -> bool:
    """ "Killed a guard and shot three others": those shot are told beside the dead."""
    assert telling.shot is not None
    count, span = telling.shot
    return count.words.lower().startswith("another") or _is_more(telling, span)


def _is_more(telling: Telling, span: Span) -> bool:
    """Whether a number is of others: "another five", "three more", "two others"."""
    words, start = telling.sentence.span.words, telling.sentence.span.start
    before, after = words[: span.start - start], words[span.end - start :]
    return _ANOTHER.search(before) is not None or _MORE.match(after) is not None


def _low(figure: tuple[Count, Span] | None) -> int:
    return figure[0].low if figure is not None else 0


def _lowest(count: Count) -> int:
    return count.low
