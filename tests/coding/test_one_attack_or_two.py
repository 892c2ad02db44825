"""Which tellings are of one attack: by streets, by divisions, by what is done in a raid."""

from __future__ import annotations

from collections.abc import Callable

from tallybook.core.claims import Claim

CodeReport = Callable[..., list[Claim]]


def _attacks(claims: list[Claim]) -> list[Claim]:
    """The incidents that no other claim of the report tells of already."""
    return [c for c in claims if c.kind == "incident" and not c.about]


def test_two_streets_that_no_gazetteer_knows_are_two(code_report: CodeReport) -> None:
    claims = _attacks(
        code_report(
            "A bomb exploded on Malir Road in Karachi on Monday, wounding six people, police said. "
            "An hour later gunmen fired on a police van on Nishtar Road, killing two officers."
        )
    )
    assert [[p.name for p in c.places] for c in claims] == [["Malir Road"], ["Nishtar Road"]]
    assert "hour" not in "".join(a.name for c in claims for a in c.attackers).split()


def test_a_headline_may_name_the_division_of_a_towns_name(code_report: CodeReport) -> None:
    claims = code_report(
        "Gunmen raid village in Tillaberi\n\n"
        "Gunmen raided Banibangou in Niger on Tuesday, killing eight people, the mayor said."
    )
    assert len(_attacks(claims)) == 1


def test_who_is_stabbed_in_a_raid_is_part_of_it(code_report: CodeReport) -> None:
    claims = code_report(
        "Raiders attacked a fishing camp near Nembe on Monday and looted it, its union said. "
        "A trader who resisted was stabbed."
    )
    assert len({c.id for c in _attacks(claims)}) == 1


def _sentences(claims: list[Claim]) -> list[str]:
    """The sentences that tell of each attack, in one string each."""
    return [" ".join(s.words for s in (c.sentence, *c.repeats)) for c in _attacks(claims)]


def test_what_came_hours_later_in_one_sentence_is_another(code_report: CodeReport) -> None:
    claims = _attacks(
        code_report(
            "Gunmen shot dead a clerk in Jalalabad on Tuesday, and hours later a roadside bomb "
            "killed two guards on the road to Torkham, officials said."
        )
    )
    first, second = sorted(claims, key=lambda c: c.spans["trigger"][0].start)
    assert second.apart_from == (first.id,)


def test_the_places_of_a_headline_give_way_to_its_texts(code_report: CodeReport) -> None:
    """A headline of two parts names the towns of both attacks."""
    claims = _attacks(
        code_report(
            "Woman shot in Lille as gunfire in Nantes kills two\n\n"
            "A woman of 40 was shot at her door in Lille on Tuesday, police said.\n\n"
            "Two cousins were killed when a man fired into a cafe in Nantes."
        )
    )
    assert [[p.name for p in c.places] for c in claims] == [["Lille"], ["Nantes"]]


def test_another_town_near_by_is_another_attack_under_a_headline_too(
    code_report: CodeReport,
) -> None:
    claims = _attacks(
        code_report(
            "Two wounded by shots in Dallas\n\n"
            "Two men were wounded by shots that were fired at a bar in Dallas on Sunday, police "
            "said.\n\nAlso on Sunday, a woman was found stabbed to death in a motel in Irving."
        )
    )
    assert [[p.name for p in c.places] for c in claims] == [["Dallas"], ["Irving"]]


def test_a_definite_attack_adds_harm_to_itself(code_report: CodeReport) -> None:
    """ "Also" adds a victim to the strike, and no attack to the strike."""
    claims = code_report(
        "Raiders killed six herders near Gao on 3 June 2025. On 9 June a drone strike on a school "
        "in Kidal killed four people. The drone strike also wounded eleven pupils."
    )
    assert ["pupils" in words for words in _sentences(claims)] == [False, True]


def test_a_definite_noun_takes_up_what_was_attacked(code_report: CodeReport) -> None:
    claims = code_report(
        "A grenade thrown at a bakery in Bamako wounded five people on Monday, police said. "
        "Another grenade exploded outside a bank in Kayes the next day. "
        "The bakery was full when the grenade went off, its owner said."
    )
    (again,) = (c for c in claims if c.kind == "incident" and "full" in c.sentence.words)
    assert again.about == (_attacks(claims)[0].id,)


def test_the_second_of_attacks_told_in_turn(code_report: CodeReport) -> None:
    claims = code_report(
        "A car bomb exploded outside a court in Basra on Monday and killed nine people. Minutes "
        "later a second bomb went off, killing five. The first blast broke windows. The second "
        "blast hit two ambulances."
    )
    first, second = _sentences(claims)
    assert first.endswith("broke windows.")
    assert second.endswith("two ambulances.")


def test_people_in_a_town_of_their_own_were_attacked_there(code_report: CodeReport) -> None:
    """Two dead here and two there are four, where they are other people."""
    claims = _attacks(
        code_report(
            "Two soldiers were killed when a mine exploded in Gao on Monday. "
            "Two farmers were killed in Kidal on the same day."
        )
    )
    assert [[p.name for p in c.places] for c in claims] == [["Gao"], ["Kidal"]]
