"""Reports of one form, filled in anew: bulletins, of which each tells of its own days.

Agreement of two reports is evidence where they were written apart. What a form repeats (the town,
the army, the weapon, the words) agrees, whether they tell of one attack or of two. What it is
filled in with tells them apart: their days, where both state them. And one desk dates its attacks
alike, so that between its reports there is not the day of leeway that lies between two desks.
"""

from __future__ import annotations

from tallybook.linking import weights
from tallybook.linking.evidence import Comparison
from tallybook.linking.profiles import Profile, days_apart
from tallybook.linking.roster import Roster
from tallybook.linking.templates import (
    Template,
    is_filled_otherwise,
    is_of_one_form,
    name_other_hours,
)

STATED_DAYS = 3
"""Longer ranges ("this month") hold the days of several bulletins, and state none of them."""
FILLED_IN = frozenset(
    (
        *("day", "next day", "place", "place within", "place name", "near place", "other name"),
        *("touching places", "named in text", "killed", "injured", "victim", "stage"),
    )
)
"""The evidence that a form is filled in with; all else that agrees is the form's."""


def are_bulletins(roster: Roster, one: Profile, other: Profile) -> bool:
    """Whether the oldest reports of two attacks are of one form and filled in anew: by one outlet,
    or with other figures."""
    templates = _templates(roster, one, other)
    return is_of_one_form(*templates) and (
        are_of_one_outlet(roster, one, other) or is_filled_otherwise(*templates)
    )


def are_of_one_outlet(roster: Roster, one: Profile, other: Profile) -> bool:
    """Whether one outlet published the oldest reports of two attacks."""
    outlets = [roster.documents[profile.sentence[0]].publisher for profile in (one, other)]
    return outlets[0] is not None and outlets[0] == outlets[1]


def weigh_bulletins(result: Comparison, roster: Roster, one: Profile, other: Profile) -> None:
    """Weigh two bulletins beside what they state: their days may contradict each other, and what
    their form repeats is no evidence. Where they are of different times and do not both state
    their days, nobody can tell."""
    dated = all(p.days is not None and p.days.length <= STATED_DAYS for p in (one, other))
    # A day of leeway less than between reports that were written apart.
    if dated and days_apart(one, other) >= max(1, result.thresholds.hard_days - 1):
        result.contradict("other bulletin", "reports of one form, each of its own days")
        result.pairwise = True
        return
    if _on_one_day(one, other):
        other_times = name_other_hours(*_templates(roster, one, other))
    else:
        other_times = not dated and not one.background and not other.background
    if other_times:
        words = "reports of one form at different times: what agrees is the form"
        result.add("one form", min(0.0, weights.PRIOR - result.score), words)
    else:
        repeated = sum(w for name, w, _ in result.evidence if name not in FILLED_IN and w > 0)
        result.add("one form", -repeated, "reports of one form: what it repeats is no evidence")


def _templates(roster: Roster, one: Profile, other: Profile) -> tuple[Template, Template]:
    return roster.template(one.sentence[0]), roster.template(other.sentence[0])


def _on_one_day(one: Profile, other: Profile) -> bool:
    return one.published is not None and one.published == other.published
