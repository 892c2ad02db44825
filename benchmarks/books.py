"""Books of invented reports, for measuring what linking them and asking them costs.

The claims are written into the store as records, as the built-in coder would leave them, so that
building the book takes no reading and its size is exact; they are linked as any others. Their
shares by kind are about those that the coder gives for the reports that ship with the package.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from tallybook.core.claims import Claim
from tallybook.core.documents import Document, Paragraph
from tallybook.core.ids import make_id
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Moment, Place
from tallybook.knowledge.loading import load_knowledge
from tallybook.store import open_store
from tallybook.store.protocol import Store
from tallybook.workflow.keeping.relinking import relink
from world import REPORTS_TAIL, Attack, attacks, surname, vocabulary

SEED = 20210101
CLAIMS_OF_A_REPORT = 8
WORDS = 400
"""Invented words of a report beside its eight sentences: about 500 in all."""
COPIED = 0.2
"""How many reports are cut or extended copies of an earlier one about the same attack."""
UNDATED, IN_REGION, IN_COUNTRY = 0.15, 0.08, 0.04
"""How many tellings name no day, only a region, only a country."""
FOLLOW_UP = 0.05
"""How many reports come months later."""
_OUTLETS = 200

QUESTION = ("--in", "Iraq", "--since", "2023-03-01", "--until", "2023-03-31")
"""A month of one country, which some of the book's counts and incidents bear on."""

Report = tuple[Document, bytes, list[Claim]]


def write_book(path: Path, claims: int) -> None:
    """Make a book of `claims` claims, linked, with documents of about 500 words behind them."""
    store = open_store(path, create=True)
    try:
        keep(store, reports(claims))
        relink(store)
    finally:
        store.close()


def keep(store: Store, written: Iterator[Report]) -> None:
    """Write reports with their claims, not linked yet."""
    for document, data, told in written:
        with store.writer() as writer:
            writer.capture(data)
            writer.put([document, *told])


def reports(claims: int, seed: int = SEED) -> Iterator[Report]:
    """Yield the reports of a book of `claims` claims, by their days of publication."""
    return (report for report, _, _ in reports_of_attacks(claims, seed))


def reports_of_attacks(
    claims: int, seed: int = SEED, *, tail: float = REPORTS_TAIL, words: int = WORDS
) -> Iterator[tuple[Report, Attack, Attack]]:
    """Yield the reports of a book of `claims` claims, by their days of publication, each with the
    attack that it tells of and the earlier one that it recalls.

    `tail` is the exponent of how many reports an attack has, `words` how many a report has beside
    its sentences.
    """
    dice = Random(seed)
    world = attacks(dice, -(-claims // CLAIMS_OF_A_REPORT), load_knowledge(), tail)
    invented = vocabulary(dice, 5000)
    planned = sorted(
        (attack.day + timedelta(days=_delay(dice)), position)
        for position, attack in enumerate(world)
        for _ in range(attack.reports)
    )
    printed: dict[int, list[str]] = {}
    left = claims
    for number, (day, position) in enumerate(planned):
        attack = world[position]
        body = printed.get(position)
        if body is None or dice.random() >= COPIED:
            body = [" ".join(dice.choices(invented, k=words // 4)) + "." for _ in range(4)]
            printed.setdefault(position, body)
        # A copy is cut at its end or runs on.
        shown = body[: dice.randrange(3, 5)] if body is printed[position] else body
        recalled = world[max(0, position - dice.randrange(1, 40))]
        report = _Report(dice, number, day, attack, recalled)
        yield report.made(shown, min(CLAIMS_OF_A_REPORT, left)), attack, recalled
        left -= CLAIMS_OF_A_REPORT


def _delay(dice: Random) -> int:
    """Days from an attack to a report of it."""
    if dice.random() < FOLLOW_UP:
        return dice.randrange(60, 400)
    return min(6, int(dice.expovariate(0.8)))


class _Report:
    """A report under construction: sentences with the claims that rest on them."""

    def __init__(
        self, dice: Random, number: int, day: date, attack: Attack, recalled: Attack
    ) -> None:
        self._dice = dice
        self._number = number
        self._day = day
        self._attack = attack
        self._recalled = recalled
        self._outlet = Mention(f"Outlet {dice.randrange(_OUTLETS):03}")
        self._vague = _where(dice, attack)
        dated = dice.random() >= UNDATED
        self._when = _on(attack.day) if dated else _by(day)

    def made(self, body: Sequence[str], claims: int) -> Report:
        """Return the report with its first `claims` claims."""
        attack = self._attack
        told = self._told()[:claims]
        title = f"{attack.killed} killed in {attack.town.name}, says outlet {self._number}"
        lines = [title, *(sentence for sentence, _ in told), *body]
        text = "\n\n".join(lines)
        data = text.encode("utf-8")
        capture = sha256(data).hexdigest()
        paragraphs: list[Paragraph] = []
        start = 0
        for index, line in enumerate(lines):
            role = "body" if index else "title"
            paragraphs.append(Paragraph(start, start + len(line), role))  # type: ignore[arg-type]
            start += len(line) + 2
        document = Document(
            id=make_id("document", capture),
            capture=capture,
            source=f"report-{self._number:06}.txt",
            media_type="text/plain",
            text=text,
            paragraphs=tuple(paragraphs),
            title=title,
            publisher=self._outlet.name,
            published=self._day.isoformat(),
            language="en",
            reader="text.v1",
        )
        ids = [make_id("claim", document.id, n) for n in range(len(told))]
        return document, data, [
            self._claim(document, paragraph, identifier, ids[0], fields)
            for (_, fields), paragraph, identifier in zip(
                told, paragraphs[1:], ids, strict=False
            )
        ]  # fmt: skip

    def _told(self) -> list[tuple[str, dict[str, Any]]]:
        """Return the sentences, each with the fields of its claim."""
        dice, attack, recalled = self._dice, self._attack, self._recalled
        doctor, officer = surname(dice), surname(dice)
        group, town, target = attack.attacker.name, attack.town.name, attack.target
        common = {"event_type": attack.event_type, "stage": "done"}
        known = dice.random() < 0.7
        attackers = (attack.attacker,) if known else (Mention("gunmen", "any.gunman"),)
        lead = {
            **common,
            "kind": "incident",
            "attackers": attackers,
            "targets": (Mention(target),),
            "weapons": (attack.weapon,) if dice.random() < 0.6 else (),
            "places": self._vague,
            "when": self._when,
            "killed": Count(attack.killed, attack.killed, "dead") if attack.killed else None,
        }
        harm = {
            "kind": "harm",
            "about": True,
            "injured": Count(attack.injured, attack.injured, "hurt"),
            "voices": (Mention(f"Doctor {doctor}"),),
        }
        again = {**common, "kind": "incident", "voices": (attack.army,), "when": _by(self._day)}
        earlier = {
            "kind": "incident",
            "stage": "done",
            "event_type": recalled.event_type,
            "attackers": (recalled.attacker,),
            "places": (recalled.town,),
            "when": _on(recalled.day),
            "killed": Count(recalled.killed, recalled.killed, "dead"),
            "background": True,
        }
        statement = {"kind": "statement", "event_type": "condemnation", "voices": (attack.army,)}
        low = 2 + self._number % 9
        counted = {
            **common,
            "kind": "count",
            "count": Count(low, None if self._number % 3 else low + 40, str(low)),
            "places": (attack.country,),
            "when": _over(self._day - timedelta(days=6), self._day),
            "voices": (attack.army,),
        }
        blamed = {"kind": "responsibility", "about": True, "attackers": attackers}
        blamed |= {"verdict": "blames", "voices": (attack.army,)}
        work = {**again, "attackers": attackers}
        second = {**lead, "killed": None, "voices": (Mention("villagers"),), "places": ()}
        return [
            (f"At dawn {group} struck {target} in {town}, witness {attack.witness} said.", lead),
            (f"Doctor {doctor} counted {attack.injured} hurt.", harm),
            (f"The attack went on for hours, Colonel {officer} said.", again),
            (f"Earlier {recalled.attacker.name} had struck {recalled.town.name}.", earlier),
            (f"Minister {surname(dice)} condemned the violence.", statement),
            (f"The army was attacked {low} times in a week.", counted)
            if self._number % 2
            else (f"The army blamed {group}.", blamed),
            (f"Villagers told of {target} and of {attack.witness}, who fell.", second),
            (f"The attack was the work of {group}, {officer} said.", work),
        ]  # fmt: skip

    def _claim(
        self,
        document: Document,
        paragraph: Paragraph,
        identifier: str,
        lead: str,
        fields: dict[str, Any],
    ) -> Claim:
        words = document.text[paragraph.start : paragraph.end]
        at = max(0, words.find("attack"))
        trigger = Span(paragraph.start + at, paragraph.start + at + 6, words[at : at + 6])
        fields = dict(fields)
        about = fields.pop("about", False)
        return Claim(
            id=identifier,
            document=document.id,
            sentence=Span(paragraph.start, paragraph.end, words),
            voices=(self._outlet, *fields.pop("voices", ())),
            about=(lead,) if about else (),
            spans={"trigger": (trigger,)},
            maker="builtin.v1",
            confidence=0.8,
            **fields,
        )


def _where(dice: Random, attack: Attack) -> tuple[Place, ...]:
    drawn = dice.random()
    if drawn < IN_COUNTRY:
        return (attack.country,)
    if drawn < IN_COUNTRY + IN_REGION and attack.region is not None:
        return (attack.region,)
    return (attack.town,)


def _on(day: date) -> Moment:
    return Moment(day.isoformat(), day.isoformat(), "throughout", "on the day")


def _by(day: date) -> Moment:
    return Moment(None, day.isoformat(), "sometime", "")


def _over(first: date, last: date) -> Moment:
    return Moment(first.isoformat(), last.isoformat(), "throughout", "in a week")
