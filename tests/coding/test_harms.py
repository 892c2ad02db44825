"""Killed and injured: how many, and never the one for the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Bounds = tuple[int, int | None]
Harms = Callable[[str], dict[str, Bounds]]


@pytest.fixture(scope="module")
def harms() -> Harms:
    """The first killed and the first injured that a sentence states."""
    from tallybook.coding.counts.finding import find_counts
    from tallybook.coding.harms.finding import find_harms
    from tallybook.coding.language.model import load_model
    from tallybook.coding.language.reading import Passage, Sentence, quotation
    from tallybook.core.documents import Paragraph

    model = load_model()

    def read(text: str) -> dict[str, Bounds]:
        doc = model(text)
        passage = Passage(doc, 0, 0, Paragraph(0, len(text), "body"), text, quotation(doc))
        found: dict[str, Bounds] = {}
        for order, sent in enumerate(doc.sents):
            sentence = Sentence(passage, sent.start, sent.end, order)
            for harm in find_harms(sentence, find_counts(doc)):
                assert passage.words(harm.start, harm.end) in text
                found.setdefault(harm.kind, (harm.count.low, harm.count.high))
        return found

    return read


@pytest.mark.parametrize(
    ("sentence", "killed", "injured"),
    [
        ("Fourteen miners lost their lives when the bus hit a mine.", (14, 14), None),
        ("The blast claimed the lives of seven sailors.", (7, 7), None),
        ("The raid cost eleven lives.", (11, 11), None),
        ("The charge left two guards with shrapnel wounds.", None, (2, 2)),
        ("It left a boy with burns, doctors said.", None, (1, 1)),
        ("They left two lorries with rifles at the gate.", None, None),
        ("Raiders killed Musa Bello, a father of six, on Sunday.", (1, 1), None),
        ("A mother of three was wounded in the raid.", None, (1, 1)),
        ("Raiders killed a family of six on Sunday.", (6, 6), None),
        ("Eleven people had died as a result of the raid.", (11, 11), None),
        ("Three guards died and 16 were hurt in the raid.", (3, 3), (16, 16)),
        ("The attack left six dead and 30 wounded.", (6, 6), (30, 30)),
        ("The raid wounded eight and killed three.", (3, 3), (8, 8)),
        ("Two nurses were shot dead and a third was injured.", (2, 2), (1, 1)),
        ("One clerk was killed and another wounded.", (1, 1), (1, 1)),
        ("Five sailors fell in the ambush.", (5, 5), None),
        ("The price of bread fell in the region.", None, None),
        ("Soldiers fell back from the ridge.", None, None),
        ("Nine corpses were recovered from the well.", (9, 9), None),
        ("Three nuns, one porter and two cooks were killed in the raid.", (6, 6), None),
        ("Three other victims — one man and two women — were injured.", None, (3, 3)),
        ("The raid killed a judge, striking and killing him at home.", (1, 1), None),
        ("A member of the choir was killed.", (1, 1), None),
        ("A group of pilgrims was killed.", None, None),
        ("One guard was killed and wounded.", (1, 1), (1, 1)),
        ("Divers found the bodies of two fishermen.", (2, 2), None),
        ("The bodies that oversee the vote met.", None, None),
        ("Four soldiers and three porters were killed in the ambush.", (7, 7), None),
        ("The bomb killed the mayor and his driver.", (2, 2), None),
        ("At least five people, including a judge, lost their lives.", (5, None), None),
        ("Two night watchmen were killed.", (2, 2), None),
        ("A sentry bled to death on the roof.", (1, 1), None),
        ("Four travellers burned to death in the bus.", (4, 4), None),
        ("Two officers were bled dry by the tax.", None, None),
        ("The army's spokesman put the dead at 17.", (17, 17), None),
        ("Doctors put the wounded at 40 and the dead at nine.", (9, 9), (40, 40)),
        ("Priests stood among the dead at nine in the evening.", None, None),
        ("Bandits shot dead six traders.", (6, 6), None),
        ("Raiders gunned down eight herders.", (8, 8), None),
        ("Ten villagers were hacked to death.", (10, 10), None),
        ("The raiders killed 60 goats and burned four barns.", None, None),
        ("Three guards suffered gunshot wounds.", None, (3, 3)),
        ("Four pupils were taken to hospital with injuries.", None, (4, 4)),
        ("The murder of three teachers shocked the town.", (3, 3), None),
        ("The brigade lost nine soldiers.", (9, 9), None),
        ("The brigade lost nine trucks.", None, None),
        ("He put the number of people killed at 21.", (21, 21), None),
        ("The death toll rose from eight to 13.", (13, 13), None),
        ("Nobody was hurt in the raid.", (0, 0), (0, 0)),
        ("Two people died but nobody else was hurt.", (2, 2), (0, 0)),
        ("There were no fatalities.", (0, 0), None),
        ("There were no casualties.", (0, 0), (0, 0)),
        ("The shell landed without casualties.", (0, 0), (0, 0)),
        ("Officials reported no deaths or injuries.", (0, 0), (0, 0)),
    ],
)
def test_harms(harms: Harms, sentence: str, killed: Bounds | None, injured: Bounds | None) -> None:
    found = harms(sentence)
    assert found.get("killed") == killed
    assert found.get("injured") == injured


def test_the_dead_of_another_village_are_none_of_an_attack_s(
    code_report: Callable[..., list[Claim]],
) -> None:
    claims = code_report(
        "Killings\n\nFighters killed 15 civilians in the village of Safena on Monday and threw "
        "their bodies in the river. Soldiers later found 70 civilians dead in the village of "
        "Tulul Nasr, about 35km south of Mosul."
    )
    [attack] = [c for c in claims if c.kind == "incident"]
    assert [t.name for t in attack.targets] == ["15 civilians"]
    assert not [c for c in claims if c.kind == "harm" and attack.id in c.about]


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("A drone killed a woman of 62.", (1, 1)),
        ("The shell killed a boy of 11 and his uncle.", (2, 2)),
        ("The bomb killed a group of six.", (6, 6)),
        ("The bomb killed a crew of nine.", (9, 9)),
    ],
)
def test_years_are_no_dead(harms: Harms, sentence: str, killed: Bounds) -> None:
    assert harms(sentence).get("killed") == killed
