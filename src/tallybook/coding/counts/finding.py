"""Numbers that say how many: of what, between which bounds, and under which hedge.

`find_counts` reads numerals, vague numbers, zeros, ranges, "once" and "twice", and ordinals of
attacks. Numbers that name something (a Boeing 737, Article 51), dates, times of day and scores
are no counts, and the article "a" is none either. Bounds follow `counts.hedges`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tallybook.coding.counts.changes import is_rate
from tallybook.coding.counts.heads import GROUPS, attack_before, find_head, governor_of
from tallybook.coding.counts.hedges import Hedge, Sense, bounds_of
from tallybook.coding.counts.marks import NumberReading, Rule
from tallybook.coding.counts.readings import read_number
from tallybook.coding.counts.units import UNIT_OF, UNIT_SYMBOLS, Unit, singular, unit_of
from tallybook.coding.language.token_rows import OPENERS, PARAGRAPH, Tokens
from tallybook.coding.moments.finding import Anchor, MomentMention, find_moments
from tallybook.core.values import Count

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc, Span


class CountMention(Struct, frozen=True, kw_only=True):
    """A number in a document.

    `[start, end)` are token indices with hedges, `[start_char, end_char)` code points of the
    spaCy document. `head` is the token of the noun counted, None where the text has none
    ("killed 12"); `governor` the verb over it. `part_of` is the index, in the list returned, of
    the mention that this one is a part of ("30 people, including eight children"). `value` is
    the number before hedges, None for a range or a vague word; `ends` are those of a range.

    `rule` tells readings that are no plain totals: "ordinal" (the third attack: at least 3),
    "additional" (12 more: added to another figure), "revised_from" (up from 12: an old figure),
    "rise" and "fall" (up by 12: a difference), "rate" (12 a day: at least so many, since the time
    that it holds for has one day or more).
    """

    start: int
    end: int
    start_char: int
    end_char: int
    count: Count
    hedge: Hedge
    rule: Rule
    head: int | None = None
    unit: Unit | None = None
    governor: int | None = None
    part_of: int | None = None
    value: float | None = None
    ends: tuple[float, float] | None = None


_PART_CUES = (("including",), ("includes",), ("included",), ("among", "them"), ("of", "whom"),
              ("of", "which"), ("among", "whom"))  # fmt: skip
UNDATED_RULES = frozenset(
    {"duration", "measure", "rate", "every", "ago", "trailing", "later narrative",
     "earlier narrative", "after narrative", "before narrative"}
)  # fmt: skip
"""Rules of times whose numbers count units of time ("two days ago") and name no day."""

_OF_THEM = (("of", "them"), ("of", "whom"), ("of", "which"))
"""What introduces a part of a figure just given; "of them" follows the part's own number."""


def find_counts(
    doc: Doc | Span,
    moments: Sequence[MomentMention] | None = None,
    *,
    measures: bool = False,
) -> list[CountMention]:
    """Return the numbers of `doc` in the order in which they stand; with `measures` also those that
    measure and count nothing ("10kW", "a two-hour battle", "half the houses").

    `doc` needs the model's parse and tags, which say what is counted. `moments` are the times
    already found in `doc`, whose calendar numbers are no counts; they are looked for where they
    are not given.
    """
    if moments is None:
        moments = find_moments(doc, Anchor())
    tokens = Tokens(doc)
    dated_tokens = {
        i for m in moments if m.rule not in UNDATED_RULES for i in range(m.start, m.end)
    }
    dated = {i for i in range(tokens.size) if tokens.position[i] in dated_tokens}
    readings: list[NumberReading] = []
    index = 0
    while index < tokens.size:
        reading = read_number(tokens, index, dated)
        if reading is None:
            index += 1
        elif isinstance(reading, int):
            index = reading
        else:
            if measures or reading.unit != "measure":
                readings.append(reading)
            index = reading.end
    readings = _with_conversions(tokens, readings)
    return _with_parts(tokens, readings, [_mention(tokens, r) for r in readings])


def _with_conversions(tokens: Tokens, readings: list[NumberReading]) -> list[NumberReading]:
    """Give a measure in brackets the bound of the measure that it repeats in another unit: "more
    than 100 kilometres (60 miles)". What restates a quantity is hedged with it."""
    bounded = list(readings)
    for number in range(1, len(readings)):
        first, second = bounded[number - 1], readings[number]
        between = tokens.low[first.stop : second.start]
        opened = len(between) <= _CONVERTED and ("(" in between[-2:] or between[-1:] == ["/"])
        if opened and second.hedge == "exact" and first.hedge in _BOUNDS:
            value = second.value
            if value is not None and _measures(tokens, second):
                low, high = bounds_of(abs(value), [_BOUNDS[first.hedge]])
                bounded[number] = second._replace(low=low, high=high, hedge=first.hedge)
    return bounded


_CONVERTED = 5
_BOUNDS: dict[Hedge, Sense] = {
    "at_least": "at_least",
    "more_than": "more_than",
    "at_most": "at_most",
    "fewer_than": "fewer_than",
}


def _measures(tokens: Tokens, reading: NumberReading) -> bool:
    """Whether a number measures: "(12 of them dead)" counts on its own."""
    unit = tokens.low[reading.stop]
    return (
        reading.unit in ("money", "distance", "measure")
        or unit in UNIT_SYMBOLS
        or UNIT_OF.get(singular(unit)) in ("money", "distance")
    )


_MEASURES = frozenset({"distance", "time", "money", "percent", "measure", "age"})
_RATED = frozenset({"numeral", "range", "vague", "frequency"})
_HEADLESS = frozenset({"age", "percent", "people", "measure"})
"""Units of numbers that say themselves what they are of."""


def _mention(tokens: Tokens, reading: NumberReading) -> CountMention:
    unit = reading.unit
    head = None
    if unit not in _HEADLESS and reading.rule != "frequency":
        head = find_head(tokens, reading.start, reading.stop)
        if head is None and reading.rule == "ordinal":
            head = attack_before(tokens, reading.start)
    if unit is None and head is not None:
        grouped = head < reading.start and tokens.low[head] in GROUPS
        unit = "people" if grouped else unit_of(tokens.low[head])
    rule = reading.rule
    if (
        rule in _RATED
        and unit not in _MEASURES
        and is_rate(tokens, reading.stop if head is None else head + 1)
    ):
        rule = "rate"
    position = tokens.position
    return CountMention(
        start=position[reading.start],
        end=position[reading.end - 1] + 1,
        start_char=tokens.start_char(reading.start),
        end_char=tokens.end_char(reading.end),
        count=Count(
            reading.low,
            None if rule == "rate" else reading.high,
            tokens.words(reading.start, reading.end),
        ),
        hedge=reading.hedge,
        rule=rule,
        head=None if head is None else position[head],
        unit=unit,
        governor=governor_of(tokens, head, reading.start, reading.end),
        value=None if reading.value is None else float(reading.value),
        ends=None if reading.ends is None else (float(reading.ends[0]), float(reading.ends[1])),
    )


_SHARE_WORDS = frozenset({"the", "those", "these", "its", "their", "his"})


def _with_parts(
    tokens: Tokens, readings: list[NumberReading], found: list[CountMention]
) -> list[CountMention]:
    """Fill in `part_of`: by a cue before or after the number, or from the part before it in a
    list ("including eight children and two women")."""
    linked: list[CountMention] = []
    for number, (reading, mention) in enumerate(zip(readings, found, strict=True)):
        whole = None
        if _is_part(tokens, reading):
            whole = _whole_before(tokens, readings, linked, reading, mention)
        elif number and linked[-1].part_of is not None and _lists_on(tokens, linked[-1], reading):
            whole = linked[-1].part_of
        elif number and _opens_with_whole(tokens, readings[number - 1], reading):
            whole = number - 1
        elif number + 1 < len(found) and _is_share(tokens, reading, readings[number + 1]):
            whole = number + 1
        unit = mention.unit
        if whole is not None and unit is None and mention.head is None:
            unit = found[whole].unit
        linked.append(replace(mention, part_of=whole, unit=unit))
    return linked


def _is_share(tokens: Tokens, reading: NumberReading, following: NumberReading) -> bool:
    """Whether the next number is the whole of this one: "four of the seven drones", "30 out of 36
    missiles"."""
    gap = tokens.low[reading.stop : following.start]
    if gap == ["out", "of"]:
        return True
    return gap[:1] == ["of"] and len(gap) <= 2 and all(w in _SHARE_WORDS for w in gap[1:])


def _opens_with_whole(tokens: Tokens, whole: NumberReading, part: NumberReading) -> bool:
    """Whether the whole stands first, as "of" what the part is: "Of the 36 missiles, 30 fell"."""
    low, at = tokens.low, whole.start - 1
    at -= low[at] in _SHARE_WORDS
    between = low[whole.stop : part.start]
    opened = low[at] == "of" and low[at - 1] in OPENERS
    return opened and between.count(",") == 1 and between[-1] == "," and "." not in between


def _is_part(tokens: Tokens, reading: NumberReading) -> bool:
    if any(tokens.match(reading.stop, words) for words in _OF_THEM):
        return True
    return any(
        tokens.match(reading.start - len(cue), cue)
        for cue in _PART_CUES
        if reading.start >= len(cue)
    )


def _whole_before(
    tokens: Tokens,
    readings: list[NumberReading],
    linked: list[CountMention],
    reading: NumberReading,
    mention: CountMention,
) -> int | None:
    """Return the nearest number before in the sentence that this one can be a part of."""
    for number in range(len(linked) - 1, -1, -1):
        whole = linked[number]
        between = tokens.low[readings[number].end : reading.start]
        if "." in between or PARAGRAPH in between:
            return None
        alike = whole.unit == mention.unit or None in (whole.unit, mention.unit)
        roomy = whole.count.high is None or whole.count.high >= mention.count.low
        if whole.part_of is None and alike and roomy:
            return number
    return None


def _lists_on(tokens: Tokens, before: CountMention, reading: NumberReading) -> bool:
    """Whether only the noun of the part before, a comma or "and" stand in between."""
    after = before.end if before.head is None else before.head + 1
    gap = [
        tokens.low[i] for i in range(reading.start) if after <= tokens.position[i]
    ]  # fmt: skip
    return 0 < len(gap) <= 2 and all(word in ("and", ",") for word in gap)
