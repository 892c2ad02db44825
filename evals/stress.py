"""Stress sets: short books, written for this, that are easily counted wrongly.

Each set tells one situation of a dozen towns, in the words of reports; how many attacks there were
is known, because they are invented. A book is counted rightly where the bounds of the tally, at the
standard `claimed`, are that number and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from msgspec import Struct

from evals import stress_several
from evals.counting import Answered
from evals.figures import Figure, share_figure
from evals.scores import Tally
from tallybook.core.questions import Question
from tallybook.ingest import Flags
from tallybook.store.memory import MemoryStore
from tallybook.workflow.asking.ask import ask
from tallybook.workflow.keeping.adding import Settings, add

FIRST = date(2024, 3, 4)


class Town(Struct, frozen=True):
    """Where a case is set, with a second town of the country, and who is there."""

    name: str
    second: str
    country: str
    group: str
    spokesman: str


TOWNS = (
    Town("Gao", "Kidal", "Mali", "JNIM", "Colonel Oumar Sidibe"),
    Town("Djibo", "Dori", "Burkina Faso", "JNIM", "Captain Issa Ouattara"),
    Town("Beni", "Goma", "Democratic Republic of Congo", "ADF", "Major Joel Kasongo"),
    Town("Maiduguri", "Damaturu", "Nigeria", "Boko Haram", "Major Tunde Bakare"),
    Town("Baidoa", "Kismayo", "Somalia", "al-Shabaab", "Colonel Yusuf Abdirahman"),
    Town("Marib", "Taiz", "Yemen", "the Houthis", "General Saleh al-Ashwal"),
    Town("Kandahar", "Ghazni", "Afghanistan", "the Taliban", "Major Gul Wardak"),
    Town(
        "Quetta",
        "Peshawar",
        "Pakistan",
        "the Balochistan Liberation Army",
        "Inspector Bilal Mengal",
    ),
    Town("Palma", "Pemba", "Mozambique", "Islamic State", "Commander Rui Machava"),
    Town("Kirkuk", "Ramadi", "Iraq", "Islamic State", "General Nabil Hamdani"),
    Town("Diffa", "Maradi", "Niger", "Boko Haram", "Lieutenant Abdou Harouna"),
    Town("Marawi", "Zamboanga", "Philippines", "Abu Sayyaf", "Colonel Ramon Dizon"),
)


class Told(Struct, frozen=True):
    """A report: when and by whom it was published, and its text."""

    published: date
    publisher: str
    text: str


class Case(Struct, frozen=True):
    """A book with the number of attacks that it tells of."""

    country: str
    reports: tuple[Told, ...]
    attacks: int


def evaluate(
    folder: Path, limit: int | None = None, tell: Callable[[float], None] = lambda share: None
) -> list[Figure]:
    """Return of each set how many of its books are counted rightly; no `folder` is read."""
    del folder
    figures: list[Figure] = []
    for number, (key, (what, make)) in enumerate(SETS.items()):
        counted = [count(make(town)) for town in TOWNS[:limit]]
        exact = Tally(sum(one.is_exact for one in counted), 0, len(counted))
        found = share_figure(f"stress.{key}", f"Stress: {what}", exact, kept=True)
        found.parts["within"] = sum(one.is_within for one in counted)
        figures.append(found)
        tell((number + 1) / (len(SETS) + 1))
    figures += stress_several.figures(limit)
    tell(1.0)
    return figures


def count(case: Case) -> Answered:
    """Return the bounds that the package gives for a case, its reports added one by one."""
    store = MemoryStore()
    for report in case.reports:
        flags = Flags(published=report.published.isoformat(), publisher=report.publisher)
        add(store, ["-"], flags, Settings(stdin=BytesIO(report.text.encode())))
    tally = ask(store, Question(places=(case.country,))).tally
    return Answered(tally.bounds.claimed, case.attacks)


def three_in_a_day(town: Town) -> Case:
    """Three attacks on one base in one day: one report tells all, two tell one each."""
    day = FIRST
    base = f"the army base at {town.name} in {town.country}"
    all_of_them = (
        f"Army base at {town.name} attacked three times in a day\n\n"
        f"{_capital(base)} was attacked three times on {_said(day)}, {town.spokesman} said.\n\n"
        "Rockets hit it shortly after dawn and wounded two soldiers. A second attack, with drones, "
        "followed at noon. In the evening a third attack, with mortars, burnt a fuel store."
    )
    dawn = (
        f"Rockets hit base at {town.name}\n\nRockets hit {base} at dawn on {_said(day)} and wounded"
        " two soldiers, a police officer said."
    )
    noon = (
        f"Drones strike base at {town.name}\n\nDrones struck {base} at noon on {_said(day)}, an"
        " officer said. Nobody was hurt."
    )
    return _case(town, 3, [(day, all_of_them), (day, dawn), (day, noon)])


def both_sides(town: Town) -> Case:
    """One clash, told by either side with its own dead."""
    day = FIRST
    army = (
        f"Army says it killed six fighters near {town.name}\n\n"
        f"Soldiers killed six fighters of {town.group} in a clash near {town.name}, "
        f"{town.country}, on {_said(day)}, after a post had been attacked, {town.spokesman} said."
    )
    group = (
        f"{_capital(town.group)} claims attack on army post\n\n"
        f"Fighters attacked an army post near {town.name}, {town.country}, on {_said(day)} and "
        f"killed four soldiers, {town.group} said in a statement."
    )
    return _case(town, 1, [(day, army), (day, group)])


def campaign(town: Town) -> Case:
    """Five attacks of a kind on one town, a day each, in nearly the same words."""
    harm = (
        "one person was killed",
        "two people were wounded",
        "a school was damaged",
        "nobody was hurt",
        "one person was killed",
    )
    reports = [
        (
            day,
            f"Shells hit {town.name} again\n\nFighters of {town.group} shelled the town of "
            f"{town.name} in {town.country} on {_said(day)}, and {what}, {town.spokesman} said."
            "\n\nSirens had sounded an hour before.",
        )
        for day, what in zip(_days(5), harm, strict=True)
    ]
    return _case(town, 5, reports)


def bulletins(town: Town) -> Case:
    """Four days of one front: two outlets print the spokesman's bulletin of each, and name the same
    officials every day."""
    ending = (
        "The governor, Halima Dembo, visited the wounded with Doctor Pascal Ngoma. "
        f"{town.spokesman} thanked the people of the town for their calm."
    )
    harm = ("two soldiers", "one soldier", "four soldiers", "three soldiers")
    reports = [
        text
        for day, who in zip(_days(4), harm, strict=True)
        for text in (
            (
                day,
                f"Morning bulletin from {town.name}\n\nAn army post outside {town.name}, "
                f"{town.country}, was attacked on {_said(day)} and {who} were wounded, "
                f"{town.spokesman} said.\n\n{ending}",
            ),
            (
                day,
                f"{_capital(who)} wounded at {town.name}\n\n{town.spokesman} told reporters that "
                f"{who} were wounded when an army post outside {town.name} in {town.country} was "
                f"attacked on {_said(day)}.\n\nHalima Dembo, the governor, went to see them in the "
                "hospital that Doctor Pascal Ngoma heads.",
            ),
        )
    ]
    return _case(town, 4, reports)


def two_towns(town: Town) -> Case:
    """Two attacks of one day in two towns of a country, of which one spokesman tells."""
    day = FIRST
    reports = [
        (
            day,
            f"Bomb in {place} kills {number}\n\nA bomb exploded at the market in {place}, "
            f"{town.country}, on {_said(day)} and killed {number} people, {town.spokesman} said."
            "\n\nMinister Arlette Mombasi called a meeting of the council of security.",
        )
        for place, number in ((town.name, "five"), (town.second, "seven"))
    ]
    return _case(town, 2, reports)


def follow_ups(town: Town) -> Case:
    """One bombing, the trial eight months later, and the anniversary."""
    day = FIRST
    bombing = (
        f"Bomb kills nine at market in {town.name}\n\nA bomb exploded at the central market in "
        f"{town.name}, {town.country}, on {_said(day)} and killed nine people, police said."
    )
    trial = (
        f"Man jailed for {town.name} market bombing\n\nA court on Monday sentenced a man to life in"
        f" prison for the bombing of the central market in {town.name} on {_said(day)}, which "
        "killed nine people.\n\nJudge Amina Bello said that he had brought the bomb to the market."
    )
    anniversary = (
        f"{town.name} remembers market dead\n\nResidents of {town.name} gathered at the central "
        f"market on Tuesday to remember the nine people who were killed by a bomb there on "
        f"{_said(day)}, a year ago."
    )
    later = [(day, bombing), (day + timedelta(days=245), trial), (date(2025, 3, 4), anniversary)]
    return _case(town, 1, later)


def overnight(town: Town) -> Case:
    """An office's notices of four mornings, each of its night, in one form."""
    harm = (
        ("Two people were", "a power line"),
        ("Three people were", "a kindergarten"),
        ("One person was", "six houses"),
        ("Four people were", "a bakery"),
    )
    reports = [
        (
            day,
            f"{town.name} shelled again\n\nOvernight fighters of {town.group} shelled {town.name} "
            f"in {town.country}. {who} wounded and {what} was damaged, the head of the regional "
            f"administration, {town.spokesman}, said.\n\nThe wounded are in hospital in a stable "
            "condition. All emergency services are at work.",
        )
        for day, (who, what) in zip(_days(4), harm, strict=True)
    ]
    return _of_one_outlet(town, 4, reports)


def updates(town: Town) -> Case:
    """Three updates of an aid office, a day after each shelling; they tell the earlier ones again,
    and close in the same words."""
    harm = ("a camp", 4, 9), ("a market", 7, 15), ("a health centre", 2, 6)
    told = [
        f"On {day.day} {day:%B}, shelling hit {what} in {town.name}, {town.country}, killing "
        f"{dead} civilians and injuring {hurt} others, according to health workers."
        for day, (what, dead, hurt) in zip(_days(3), harm, strict=True)
    ]
    reports = [
        (
            day + timedelta(days=1),
            f"{town.country}: Flash Update No. {number} on {town.name} ({_said(day)})\n\n"
            f"HIGHLIGHTS\n\n{' '.join(reversed(told[:number]))}\n\nThe humanitarian situation in "
            f"{town.name} goes on deteriorating. Access remains severely constrained, and partners "
            "report shortages of food, water and medicine. Partners respond where they can.",
        )
        for number, day in enumerate(_days(3), 1)
    ]
    return _of_one_outlet(town, 3, reports)


def monitor(town: Town) -> Case:
    """A monitor's notes of three days on killings in one town, with a total that grows."""
    victims = ("a former fighter", "a school teacher", "a trader")
    reports = [
        (
            day,
            f"{town.name} | Gunmen kill {who}\n\n{town.country}: Gunmen on a motorcycle shot dead "
            f"{who} in {town.name} today and fled, activists said. His identity is not known yet."
            f"\n\nThe Monitor has documented the deaths of {31 + number} people in assassinations "
            "in the district since the beginning of the year.",
        )
        for number, (day, who) in enumerate(zip(_days(3), victims, strict=True))
    ]
    return _of_one_outlet(town, 3, reports)


def rising_toll(town: Town) -> Case:
    """One bombing, told by one outlet on three days in much the same words, with a rising toll."""
    day, tolls = FIRST, ("four", "six", "nine")
    reports = [
        (
            printed,
            f"Toll of {town.name} market bombing at {toll}\n\nA bomb that exploded at the central "
            f"market in {town.name}, {town.country}, on {_said(day)} killed {toll} people, "
            f"{town.spokesman} said.\n\nThe market was crowded when the bomb went off, traders "
            "said. The governor asked residents to give blood.",
        )
        for printed, toll in zip(_days(3), tolls, strict=True)
    ]
    return _of_one_outlet(town, 1, reports)


SETS: dict[str, tuple[str, Callable[[Town], Case]]] = {
    "three_in_a_day": ("three attacks on one base in a day", three_in_a_day),
    "both_sides": ("one clash told by both sides", both_sides),
    "campaign": ("a campaign of like attacks, a day each", campaign),
    "bulletins": ("daily bulletins of one front, by two outlets", bulletins),
    "overnight": ("an office's notices of four nights", overnight),
    "updates": ("an aid office's updates that tell earlier attacks again", updates),
    "monitor": ("a monitor's notes of three days in one town", monitor),
    "rising_toll": ("one bombing told on three days, with a rising toll", rising_toll),
    "two_towns": ("two towns on one day, one spokesman", two_towns),
    "follow_ups": ("a bombing, its trial, its anniversary", follow_ups),
}


def _case(town: Town, attacks: int, reports: Iterable[tuple[date, str]]) -> Case:
    outlets = ("Gazette", "Herald", "Courier")
    told = tuple(
        Told(day, outlets[number % len(outlets)], text)
        for number, (day, text) in enumerate(reports)
    )
    return Case(town.country, told, attacks)


def _of_one_outlet(town: Town, attacks: int, reports: Iterable[tuple[date, str]]) -> Case:
    return Case(town.country, tuple(Told(day, "Gazette", text) for day, text in reports), attacks)


def _days(number: int) -> Iterator[date]:
    return (FIRST + timedelta(days=n) for n in range(number))


def _said(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
