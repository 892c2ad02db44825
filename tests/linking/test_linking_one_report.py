"""What one report tells: which of its mentions go on about one attack."""

from __future__ import annotations

from typing import Any

import pytest
from test_linking_from_text import linked

from tallybook.core.judgements import Judgement
from tallybook.core.spans import Span

GAO = "2024-03-05"


def evidence(judgements: tuple[Judgement, ...]) -> dict[str, float]:
    """The reasons of the one judgement, by name."""
    (judged,) = judgements
    return {reason.name: reason.weight for reason in judged.reasons}


def test_a_stabbing_and_a_shooting_are_not_surely_one(book: Any, v: Any) -> None:
    report = book.report(
        "a", "2024-03-06", "Crime\n\nA clerk was stabbed in Gao. Two traders were shot at night."
    )
    book.claim(report, "stabbed", event_type="stabbing", places=book.place("Gao", "ML"))
    book.claim(report, "shot", event_type="shooting", injured=v.count(2))
    first, second = book.link().incidents
    assert first.unsure == (second.id,)
    assert evidence(book.link().judgements)["other means"] < 0


def test_a_killing_may_be_a_shooting(book: Any, v: Any) -> None:
    report = book.report(
        "a", "2024-03-06", "Crime\n\nA clerk was shot in Gao. He was killed at his desk."
    )
    book.claim(report, "shot", event_type="shooting", places=book.place("Gao", "ML"))
    book.claim(report, "killed", event_type="killing", killed=v.count(1))
    assert len(book.link().incidents) == 1
    assert "other means" not in evidence(book.link().judgements)


@pytest.mark.parametrize(("again", "counts"), [("there", False), ("Gao on that Tuesday", True)])
def test_only_a_day_and_a_place_that_both_state_speak_for_one(
    book: Any, v: Any, again: str, counts: bool
) -> None:
    """What a report gives to all that it tells says nothing of any two."""
    text = f"Crime\n\nGunmen raided Gao on Tuesday. Gunmen attacked {again}, the army said."
    report = book.report("a", "2024-03-06", text)
    for trigger, at in (("raided", text.index("Gao")), ("attacked", text.rindex("Gao"))):
        places, days = Span(at, at + 3, "Gao"), text.index("Tuesday", at if counts else 0)
        when = Span(days, days + 7, "Tuesday")
        start = text.index(trigger)
        spans = {"trigger": (Span(start, start + len(trigger), trigger),)}
        spans |= {"places": (places,), "when": (when,)}
        book.claim(report, trigger, places=book.place("Gao", "ML"), when=v.day(GAO), spans=spans)
    assert ({"day", "place"} <= evidence(book.link().judgements).keys()) is counts


SOLDIERS = "Five Malian soldiers were wounded by a bomb near {one} on Monday, 4 March 2024."
JETS = "Malian jets bombed a camp of JNIM near {other}."


@pytest.mark.parametrize("other", ["Gao", "Kidal"])
def test_nobody_attacks_his_own(other: str) -> None:
    """Soldiers who were hit, and what their own air force hit, are two attacks."""
    text = f"Fighting in Mali\n\n{SOLDIERS.format(one='Gao')} {JETS.format(other=other)}"
    _, incidents = linked(("2024-03-05", "Gazette", text))
    assert [incident.unsure for incident in incidents] == [(), ()]


def test_nobody_attacks_his_own_in_two_reports(book: Any, v: Any) -> None:
    for name, by, on in (("a", "Malian army", "JNIM"), ("b", "JNIM", "Malian army")):
        report = book.report(name, "2024-03-06", f"Attack\n\nAn attack was told of in {name}.")
        book.claim(
            report, "attack", attackers=v.actor(by, book.knowledge),
            targets=v.actor(on, book.knowledge), places=book.place("Gao", "ML"), when=v.day(GAO),
        )  # fmt: skip
    assert evidence(book.link().judgements)["roles turned"] < 0


def test_both_sides_fight_in_a_clash(book: Any, v: Any) -> None:
    for name, by, on in (("a", "Malian army", "JNIM"), ("b", "JNIM", "Malian army")):
        report = book.report(name, "2024-03-06", f"Clash\n\nA clash was told of in {name}.")
        book.claim(
            report, "clash", event_type="battle", attackers=v.actor(by, book.knowledge),
            targets=v.actor(on, book.knowledge), places=book.place("Gao", "ML"), when=v.day(GAO),
        )  # fmt: skip
    assert "roles turned" not in evidence(book.link().judgements)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Men also burnt two lorries.", "also"),
        ("Men burnt two lorries.", "other victims"),
        ("Men burnt two lorries in Ansongo.", "own place"),
    ],
)
def test_what_a_later_mention_brings_in_speaks_against_it(sentence: str, name: str) -> None:
    text = (
        "News of the day\n\nGunmen attacked a clinic, the army said on Friday. The ministry of "
        f"health was silent. {sentence}"
    )
    store, _ = linked(("2024-03-05", "Gazette", text))
    with store.view() as view:
        reasons = {r.name: r.weight for j in view.scan(Judgement) for r in j.reasons}
    assert reasons.get(name, 0.0) < 0


def test_one_attack_told_at_length_stays_one() -> None:
    text = (
        "Nine villagers killed near Bankass\n\nArmed men on motorcycles killed nine villagers near "
        "Bankass, Mali, on Monday, 4 March 2024, an official said.\n\nThe attackers came at dawn "
        "and shot at people who fled. Two women were among the dead.\n\nThe raid lasted an hour. "
        "The gunmen stole cattle before they left."
    )
    _, incidents = linked(("2024-03-05", "Gazette", text))
    assert [incident.unsure for incident in incidents] == [()]


def test_towns_that_touch_are_two_in_one_report() -> None:
    text = (
        "Fighting in Sudan\n\nShells hit a market in Omdurman, killing eight people, on Monday, "
        "4 March 2024, medics said. An air strike on a depot in Bahri killed four people."
    )
    _, incidents = linked(("2024-03-05", "Gazette", text))
    assert [incident.unsure for incident in incidents] == [(), ()]
