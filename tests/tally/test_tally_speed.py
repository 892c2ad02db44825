"""A simple question to a large book is answered at once, and without SciPy."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from tally_worlds import KNOWLEDGE, count, incident, material

from tallybook.core.garbage import collector_paused
from tallybook.core.questions import Question
from tallybook.core.values import Moment
from tallybook.tally import answer, figures
from tallybook.tally.book import Book
from tallybook.tally.figures import Figure
from tallybook.tally.names import Names
from tallybook.tally.units import Units

SCRIPT = """
import sys, time
from datetime import date
sys.path.insert(0, sys.argv[1])
from tally_worlds import KNOWLEDGE, count, incident, material
from tallybook.core.questions import Question
from tallybook.core.values import Moment
from tallybook.tally import answer

def day(number):
    return date.fromordinal(date(2020, 1, 1).toordinal() + number).isoformat()

def when(number, length=0):
    return Moment(day(number), day(number + length), "throughout", "")

records = [
    incident(f"i{n:05}", places=(f"c{n % 40}/t{n % 61}",) if n % 10 else (f"c{n % 40}",),
             when=when(n * 7 % 1300) if n % 33 else None, targets=("us", "police")[n % 2 :][:1])
    for n in range(10_000)
]
records += [
    count(f"c{n}", n % 9, None if n % 3 else 60, places=(f"c{n % 40}",) if n % 11 else (),
          when=when(n * 11 % 1250, n % 28) if n % 13 else None, voice=f"police {n % 20}")
    for n in range(500)
]
book = material(*records)
asked = Question(places=("c3",), since=date(2021, 3, 1), until=date(2021, 3, 21))
best = 9.0
for _ in range(3):
    start = time.perf_counter()
    tally = answer(asked, book, KNOWLEDGE)
    best = min(best, time.perf_counter() - start)
assert tally.bounds.claimed.tight and tally.constraints, tally
assert not {"scipy", "numpy"} & set(sys.modules)
print(best)
"""

LIMIT_SECONDS = 1.0
"""Ten times what it takes on one idle core of 2023 (0.1 s): a machine may be busy."""


def test_ten_thousand_incidents_and_five_hundred_counts() -> None:
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) < LIMIT_SECONDS
    assert time.perf_counter() - started < 60


def test_a_count_is_compared_with_the_few_that_it_can_repeat(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two hundred weeks of one spokesman, each with the same figure in lead and headline."""
    compared: list[tuple[str, str]] = []
    repeats = figures._repeats

    def counting(vaguer: figures.Reading, fuller: figures.Reading, names: Names) -> bool:
        compared.append((vaguer.claim.id, fuller.claim.id))
        return repeats(vaguer, fuller, names)

    monkeypatch.setattr(figures, "_repeats", counting)
    first = date(2020, 1, 6)
    claims = []
    for week in range(200):
        days = (first + timedelta(weeks=week), first + timedelta(weeks=week, days=6))
        when = Moment(days[0].isoformat(), days[1].isoformat(), "throughout", "")
        for place in ("lead", "headline"):
            name = f"{place}-{week:03}"
            claims.append(count(name, 7, 7, when=when, document=f"report {week}"))
    origins = {claim.id: "voice:the spokesman" for claim in claims}
    found = figures.figures_of(
        material(*claims, origins=origins), Names(KNOWLEDGE), lambda claims: "confirmed"
    )
    assert len(found.binding) == 200
    assert all(len(said.repeats) == 1 for figure in found.binding for said in figure.said)
    assert len(compared) <= 2 * len(claims)


def test_an_answer_leaves_no_garbage_in_cycles() -> None:
    """Else the collector would walk over all that was read to find it."""
    week = Moment("2020-01-06", "2020-01-12", "throughout", "")
    day = Moment("2020-01-07", "2020-01-07", "throughout", "")
    whole = count("c1", 2, None, when=week, parts=("c2",))
    part = count("c2", 1, 1, when=day, places=("iraq/mosul",))
    book = material(whole, part, *(incident(f"i{n}", when=day) for n in range(3)))
    gc.collect()
    with collector_paused():
        answer(Question(since=date(2020, 1, 1), until=date(2020, 1, 31)), book, KNOWLEDGE)
        left = [one for one in gc.get_objects() if isinstance(one, Book | Units | Figure)]
    assert not left
