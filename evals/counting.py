"""Questions whose answers the records of the shootings know, put to the package's tally.

How many attacks were there, and how many were killed and injured in them: in a state or a town, in
a month or a year. Asked is wherever and whenever a record knows of an attack, but of each kind of
question only as many as QUESTIONS, by the hash of their words.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from math import inf
from statistics import mean, median

from msgspec import Struct, structs

from evals.figures import Figure, share_figure
from evals.scores import Tally
from evals.shootings import Record
from tallybook.core.questions import Question
from tallybook.core.tallies import Bounds
from tallybook.core.tallies import Tally as Answer
from tallybook.errors import QuestionError
from tallybook.knowledge.loading import load_knowledge
from tallybook.tally import Material, answer, rules_beside
from tallybook.workflow.asking.contents import Contents, material_of

QUESTIONS = 5
WITHIN_BAR = 90
WIDTH_BAR = 1
WHAT = ("attacks", "killed", "injured")


class Asked(Struct, frozen=True):
    """A question with the answers that the records know, in the order of WHAT."""

    question: Question
    truth: tuple[int, int, int]


class Answered(Struct, frozen=True):
    """One number of an answer beside the true one."""

    bounds: Bounds
    truth: int

    @property
    def is_within(self) -> bool:
        """Whether the true number lies within the bounds."""
        upper = self.bounds.upper
        return self.bounds.lower <= self.truth and (upper is None or self.truth <= upper)

    @property
    def is_exact(self) -> bool:
        """Whether the bounds are the true number and nothing else."""
        return self.bounds.lower == self.bounds.upper == self.truth


def questions(records: Sequence[Record]) -> list[Asked]:
    """Return the questions, the same for the same records."""
    groups: dict[tuple[str, str], list[Record]] = {}
    attacks = [record for record in records if record.is_attack]
    for record in attacks:
        for place in (f"{record.state}, United States", f"{record.town}, {record.state}"):
            for period in (record.day[:4], record.day[:7]):
                groups.setdefault((place, period), []).append(record)
    kinds: dict[tuple[bool, int], list[tuple[str, str]]] = {}
    for place, period in sorted(groups, key=lambda one: sha256("|".join(one).encode()).digest()):
        kind = (place.endswith(", United States"), len(period))
        kinds.setdefault(kind, []).append((place, period))
    return [
        _asked(place, period, groups[place, period])
        for _, listed in sorted(kinds.items())
        for place, period in listed[:QUESTIONS]
    ]


def _asked(place: str, period: str, records: Sequence[Record]) -> Asked:
    year, month = int(period[:4]), int(period[5:] or 0)
    last = month or 12
    return Asked(
        Question(
            places=(place,),
            since=date(year, month or 1, 1),
            until=date(year, last, monthrange(year, last)[1]),
        ),
        (len(records), sum(r.killed for r in records), sum(r.injured for r in records)),
    )


def count_figures(contents: Contents, records: Sequence[Record]) -> list[Figure]:
    """Return the figures of all questions that name a place which the gazetteer knows."""
    knowledge, material = load_knowledge(), material_of(contents)
    answered: dict[str, list[Answered]] = {what: [] for what in WHAT}
    unknown = 0
    for asked in questions(records):
        try:
            tally = answer(asked.question, material, knowledge)
        except QuestionError:
            unknown += 1
            continue
        beside = rules_beside(tally, _asked_of(tally, material), knowledge)
        for what, truth in zip(WHAT, asked.truth, strict=True):
            answered[what].append(Answered(getattr(beside, what).bounds, truth))
    return [figure for what in WHAT for figure in _figures(what, answered[what], unknown)]


def _asked_of(tally: Answer, material: Material) -> Material:
    """Return what the tolls of a tally's incidents are made from: of the whole book each report
    would be asked for attacks as well, which takes long."""
    asked = {*tally.incidents, *tally.possible_incidents}
    incidents = [incident for incident in material.incidents if incident.id in asked]
    told = {claim for incident in incidents for claim in incident.claims}
    claims = {name: claim for name, claim in material.claims.items() if name in told}
    return structs.replace(material, incidents=incidents, claims=claims)


def _figures(what: str, answered: Sequence[Answered], unknown: int) -> list[Figure]:
    bar = what == "attacks"
    closed = [a.bounds.upper - a.bounds.lower for a in answered if a.bounds.upper is not None]
    within = Tally(sum(a.is_within for a in answered), 0, len(answered))
    exact = Tally(sum(a.is_exact for a in answered), 0, len(answered))
    name = f"Shootings, {what} in a place and time"
    return [
        share_figure(
            f"linking.{what}_within",
            f"{name}: truth within bounds",
            within,
            bar=WITHIN_BAR if bar else None,
            kept=bar,
        ),
        share_figure(f"linking.{what}_exact", f"{name}: exact", exact, kept=bar),
        Figure(
            key=f"linking.{what}_width",
            what=f"{name}: median width of bounds",
            value=median([*closed, *[inf] * (len(answered) - len(closed))]),
            parts={
                "mean": round(mean(closed), 1) if closed else 0.0,
                "open": len(answered) - len(closed),
                "place unknown": unknown,
            },
            bar=WIDTH_BAR if bar else None,
            at_most=True,
        ),
    ]
