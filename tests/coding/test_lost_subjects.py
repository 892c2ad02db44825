"""Verbs whose subject the parser hangs elsewhere: who attacked, who fell, and who only spoke."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _incident(claims: list[Claim]) -> Claim:
    [told] = [c for c in claims if c.kind == "incident"]
    return told


@pytest.mark.parametrize("day", ["Tuesday", "Good Friday"])
def test_a_day_is_joined_to_no_noun_behind_it(code_report: Code, day: str) -> None:
    told = _incident(code_report(f"On {day} gunfire was directed at the depot in Sikasso."))
    assert [t.name for t in told.targets] == ["depot"]
    assert told.when is not None
    assert told.when.words == day


def test_a_day_is_joined_to_no_adjective_behind_it(code_report: Code) -> None:
    told = _incident(code_report("On Saturday unknown men blew up a bridge near Atbara."))
    assert [a.name for a in told.attackers] == ["unknown men"]
    assert [t.name for t in told.targets] == ["bridge"]


def test_a_day_with_an_article_says_which_attack(code_report: Code) -> None:
    told = _incident(code_report("The Friday bombing of a mosque in Herat killed nine people."))
    assert [t.name for t in told.targets] == ["mosque", "nine people"]


def test_a_numeral_behind_and_leaves_the_auxiliary_out(code_report: Code) -> None:
    told = _incident(
        code_report(
            "Four rangers were killed and three more injured in a mine blast near Bria on Sunday."
        )
    )
    assert told.killed is not None
    assert told.injured is not None
    assert (told.killed.low, told.injured.low) == (4, 3)


def test_a_noun_behind_and_before_a_verb_of_saying_speaks(code_report: Code) -> None:
    claims = code_report(
        "A blast killed three porters in Hodeidah on Monday. Neighbours blamed a Saudi jet, and a "
        "nurse, who asked not to be named, said that nobody knew."
    )
    [blamed] = [c for c in claims if c.verdict == "blames"]
    assert [a.name for a in blamed.attackers] == ["Saudi jet"]


def test_what_was_shelled_is_still_a_list(code_report: Code) -> None:
    told = _incident(
        code_report("Rebels shelled the mill and the granary of Bentiu, a priest said on Sunday.")
    )
    assert {t.name for t in told.targets} == {"mill", "granary"}


def test_the_verb_of_a_long_subject_is_the_sentences(code_report: Code) -> None:
    told = _incident(
        code_report(
            "In Kaga, hunters who took five pilgrims for bandits killed two of them at a ford "
            "on 3 June."
        )
    )
    assert [a.name for a in told.attackers] == ["hunters"]
    assert told.when is not None
    assert told.when.earliest == "2025-06-03"


def test_a_relative_clause_stays_one(code_report: Code) -> None:
    told = _incident(
        code_report("Gunmen killed two guards who had taken a woman for a thief in Kaga on 3 June.")
    )
    assert [a.name for a in told.attackers] == ["Gunmen"]


def test_headlines_list_with_commas(code_report: Code) -> None:
    claims = code_report(
        "Chief, two porters killed in ambush near Bamenda\n\n"
        "Gunmen ambushed a lorry near Bamenda on Sunday, killing a chief and two porters."
    )
    told = _incident(claims)
    assert told.killed is not None
    assert (told.killed.low, told.killed.high) == (3, 3)


def test_whoever_is_beheaded_is_an_object(code_report: Code) -> None:
    told = _incident(
        code_report(
            "The rebels burned a mill at Pemba on 4 June and beheaded three boys found "
            "sleeping in a loft."
        )
    )
    assert told.killed is not None
    assert told.killed.low == 3


def test_number_of_dead_and_of_injured(code_report: Code) -> None:
    claims = code_report(
        "A missile struck a depot in Sumy on Sunday. The mayor's office put the number of dead at "
        "six, and of injured at 31."
    )
    [toll] = [c for c in claims if c.kind == "harm"]
    assert toll.killed is not None
    assert toll.injured is not None
    assert (toll.killed.low, toll.injured.low) == (6, 31)
    assert all("office" not in t.name for c in claims for t in c.targets)


@pytest.mark.parametrize(
    "headline",
    ["Rebel mortar salvo wounds six in Kadugli", "Car bomb rips through customs post in Sikasso"],
)
def test_headlines_have_verbs_that_look_like_plurals(code_report: Code, headline: str) -> None:
    claims = code_report(
        f"{headline}\n\nThe mayor called for calm on Monday and asked people to stay at home while "
        "the streets were being cleared."
    )
    told = _incident(claims)
    assert told.injured is not None or [t.name for t in told.targets] == ["customs post"]


def test_a_long_object_stands_behind_an_adjunct(code_report: Code) -> None:
    told = _incident(
        code_report(
            "The militia carried out, with God's help, a joint military operation against the "
            "ship Blue Heron in the Red Sea on Monday, its spokesman said."
        )
    )
    assert [a.name for a in told.attackers] == ["militia"]
    assert next(t.name for t in told.targets) == "ship"


def test_operations_against_people_go_on_for_weeks(code_report: Code) -> None:
    claims = code_report("The army launched a military operation against the rebels on Monday.")
    assert not [c for c in claims if c.kind == "incident"]


def test_what_is_overrun_need_not_be_by_somebody(code_report: Code) -> None:
    claims = code_report(
        "Rebels raided Kaya on 2 June, killing two. An outpost of the army near Djibo was overrun "
        "shortly before dawn on 5 June."
    )
    raid, overrun = sorted(
        (c for c in claims if c.kind == "incident"), key=lambda c: c.sentence.start
    )
    assert overrun.targets
    assert overrun.targets[0].name.startswith("outpost")
    assert raid.id in overrun.apart_from


@pytest.mark.parametrize(
    ("text", "doer", "days"),
    [
        ("In March gunmen seized a bridal party near Sikasso.", "gunmen", ("03-01", "03-31")),
        ("Two mills near Sikasso were shut in March, and in May bandits burned a school there.",
         "bandits", ("05-01", "05-31")),
        ("In 2025 rebels attacked the depot in Sikasso.", "rebels", ("01-01", "06-30")),
    ],
)  # fmt: skip
def test_a_month_or_a_year_is_joined_to_no_noun_behind_it(
    code_report: Code, text: str, doer: str, days: tuple[str, str]
) -> None:
    told = _incident(code_report(text))
    assert [a.name for a in told.attackers] == [doer]
    assert told.when is not None
    assert (told.when.earliest, told.when.latest) == tuple(f"2025-{day}" for day in days)


def test_a_sentence_has_a_finite_verb(code_report: Code) -> None:
    told = _incident(code_report("Two men on a motorcycle fired at the prefect in Sikasso."))
    assert [a.name for a in told.attackers] == ["Two men"]
    assert [t.name for t in told.targets] == ["prefect"]
