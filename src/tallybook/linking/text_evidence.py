"""The evidence of two reports' texts that both are mainly of one attack, and what it is worth.

Names, figures and words in common, titles, and the days between their publication: named pieces
whose weights add. Groups of reports weigh them by `reports.report_weights`; beside what claims say,
`text_weights` are learnt (`training.text_weights`).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import pairwise

import msgspec
from msgspec import Struct

from tallybook.linking.texts import ReportText, cosine

ALIKE_STEPS = (0.0, 0.1, 0.2, 0.35)
"""From each to the next the weight of the cosine of two texts is linear; beyond the last it adds
nothing more."""
SHARED_NAMES = (1, 2, 3, 5)
SHARED_FIGURES = (1, 2)
"""So many names, or ages and house numbers, in common, and more."""
TELLING = (30, 60, 120)
"""So many different words, and more, in the shorter of two texts: what a line of text shares with
another, or does not, is told by its title and its names."""
PRINTED_WITHIN = (1, 3, 7, 14, 31, 100, 400)
"""Days between two reports, in steps."""
UNDATED_DAYS = 31
"""Reports without a date are taken to lie a month apart."""

Reasons = list[tuple[str, float, str]]


class TextWeights(Struct, frozen=True, kw_only=True):
    """What each piece is worth beside what the claims say, in log odds per unit, and on what that
    was learnt."""

    source: str
    weights: dict[str, float]


@cache
def text_weights() -> TextWeights:
    """Return the learnt weights."""
    data = files("tallybook.linking").joinpath("data/text_weights.json").read_bytes()
    return msgspec.json.decode(data, type=TextWeights)


def text_evidence(one: ReportText, other: ReportText, days: int | None) -> dict[str, float]:
    """Return the pieces of evidence by name; `days` lie between the two reports, or are unknown.

    What is not shared is evidence where both have some: each kind has a piece that says so.
    """
    return _pieces(one, other, _in_common(one, other), days)


def weighed(one: ReportText, other: ReportText, days: int | None) -> Reasons:
    """Return what the texts of two reports say beside what their claims say: the pieces of each
    kind together, with words for people."""
    weights = text_weights().weights
    common = _in_common(one, other)
    worth: dict[str, float] = {}
    for name, value in _pieces(one, other, common, days).items():
        kind = _kind(name)
        worth[kind] = worth.get(kind, 0.0) + weights.get(name, 0.0) * value
    said = {
        "titles": ("titles alike", f"{common.titles_alike:.0%}"),
        "texts": ("texts alike", f"{common.texts_alike:.0%}"),
        "full names": ("full names in common", _listed(common.full_names)),
        "rare names": ("rare names in common", _listed(common.rare_names)),
        "figures": ("ages and house numbers in common", _listed(common.figures)),
        "printed": ("days between the reports", "unknown" if days is None else str(days)),
    }
    return [(said[kind][0], weight, said[kind][1]) for kind, weight in worth.items() if weight]


class _Common(Struct, frozen=True):
    """How alike the words of two titles and of two texts are, and what both texts print."""

    titles_alike: float
    texts_alike: float
    full_names: frozenset[str]
    rare_names: frozenset[str]
    figures: frozenset[str]


def _in_common(one: ReportText, other: ReportText) -> _Common:
    return _Common(
        titles_alike=cosine(one.title, other.title),
        texts_alike=cosine(one.words, other.words),
        full_names=one.full_names & other.full_names,
        rare_names=one.rare_names & other.rare_names,
        figures=one.figures & other.figures,
    )


def _pieces(
    one: ReportText, other: ReportText, common: _Common, days: int | None
) -> dict[str, float]:
    found = {"titles alike": common.titles_alike}
    shorter = min(len(one.words), len(other.words))
    found.update((f"texts from {least} words", 1.0) for least in TELLING if shorter >= least)
    if shorter >= TELLING[0]:
        for low, high in pairwise(ALIKE_STEPS):
            within = max(0.0, min(common.texts_alike, high) - low)
            found[f"texts alike from {low}"] = within / (high - low)
    for name, steps, in_both, shared in (
        ("full names", SHARED_NAMES, one.full_names and other.full_names, common.full_names),
        ("rare names", SHARED_NAMES, one.rare_names and other.rare_names, common.rare_names),
        ("figures", SHARED_FIGURES, one.figures and other.figures, common.figures),
    ):
        if in_both:
            found[f"{name} in both"] = 1.0
        found.update((f"{name} from {least}", 1.0) for least in steps if len(shared) >= least)
    apart = UNDATED_DAYS if days is None else days
    found.update((f"printed within {most} days", 1.0) for most in PRINTED_WITHIN if apart <= most)
    return found


def _listed(shared: frozenset[str]) -> str:
    return ", ".join(sorted(shared)) or "none"


@cache
def _kind(name: str) -> str:
    """Return the kind of a piece of evidence: its name up to the step."""
    for mark in (" alike", " in both", " from ", " within "):
        name = name.partition(mark)[0]
    return name
