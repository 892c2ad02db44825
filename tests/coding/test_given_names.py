"""Names that a report gives to whom it first describes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tallybook.coding.roles.given_names import given_name
from tallybook.core.claims import Claim

Hear = Callable[..., Any]
Code = Callable[..., list[Claim]]

NAMED = [
    ("The raid was the work of a group calling itself the Free Coast Brigade.", "group",
     "Free Coast Brigade"),
    ("A group that calls itself the Sons of the Cedar raided the depot.", "group",
     "Sons of the Cedar"),
    ("A previously unknown group, the Red Dawn Brigades, raided the depot.", "group",
     "Red Dawn Brigades"),
    ("A faction known as the Army of the Righteous raided the depot.", "faction",
     "Army of the Righteous"),
    ("An outfit called “Black Scarves” raided the depot.", "outfit", "Black Scarves"),
    ("A cell operating under the name of Northern Wind raided the depot.", "cell",
     "Northern Wind"),
    ("A man identified as Omar Sesay shot two guards.", "man", "Omar Sesay"),
    # wire copy in capitals
    ("THE RAID WAS CARRIED OUT BY A GROUP CALLING ITSELF THE FRONT FOR THE LIBERATION OF THE "
     "COAST. NOBODY WAS HURT.", "group", "FRONT FOR THE LIBERATION OF THE COAST"),
    # where they are is no part of the name
    ("A militia styling itself the People's Shield in Tripoli raided the depot.", "militia",
     "People's Shield"),
    # no name is given
    ("A group known for kidnappings raided the depot.", "group", None),
    ("A village called Dan Kano was raided.", "village", None),
    ("The group called for a strike in Tripoli.", "group", None),
    ("Men identified as rebels raided the depot.", "Men", None),
    ("A group of men raided the depot.", "group", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "name"), NAMED)
def test_the_name_that_is_given(hear: Hear, text: str, word: str, name: str | None) -> None:
    heard = hear(text)[0]
    passage = heard.sentence.passage
    found = given_name(passage.doc[heard.index_of(word)], passage)
    assert (None if found is None else passage.words(*found)) == name


DONE = "A bomb killed three people at a bank in Tripoli, Lebanon, on Monday, police said.\n\n"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("A group calling itself the Free Coast Brigade claimed responsibility.",
         "Free Coast Brigade"),
        ("A little-known group, the Free Coast Brigade, said it was behind the bombing.",
         "Free Coast Brigade"),
    ],
)  # fmt: skip
def test_a_named_group_takes_credit(code_report: Code, sentence: str, name: str) -> None:
    claims = code_report("Bomb kills three\n\n" + DONE + sentence)
    verdicts = [c for c in claims if c.kind == "responsibility" and c.verdict == "claims"]
    assert [[a.name for a in c.attackers] for c in verdicts] == [[name]]


def test_the_words_of_a_name_are_no_place(code_report: Code) -> None:
    claims = code_report(
        "Bomb kills three\n\n" + DONE + "An anonymous caller said the bombing was carried out "
        "by a group calling itself the Front for the Liberation of Palestine."
    )
    told = [c for c in claims if c.kind == "incident"]
    assert {p.name for c in told for p in c.places} == {"Tripoli"}
    # Nobody knows who called: it is said, and vouched for by no one.
    assert {c.stance for c in told if "caller" in c.voices[-1].name} == {"unconfirmed"}


@pytest.mark.parametrize(
    ("doer", "actor"),
    [
        ("Fighters from JNIM", "jnim"),
        ("Gunmen belonging to JNIM", "jnim"),
        ("Gunmen from an outfit called the Black Scarves", None),
    ],
)
def test_whom_fighters_are_from(code_report: Code, doer: str, actor: str | None) -> None:
    text = f"Attack in Mali\n\n{doer} attacked a bank in Gao, Mali, on Monday, police said."
    [attacker] = next(c for c in code_report(text) if c.kind == "incident").attackers
    assert attacker.actor == actor
    assert attacker.name in (doer, "Black Scarves")
