"""Which place and which moment of a sentence is the attack's, and which only tells of a saying, a
burial, a trial, a journey or a count."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim
from tallybook.core.documents import Document, Paragraph
from tallybook.core.spans import span_of

Code = Callable[..., list[Claim]]


@pytest.fixture(scope="module")
def code() -> Code:
    """Codes a text filed on Tuesday 24 October 2023."""
    from tallybook.coding.builtin import BuiltinCoder

    coder = BuiltinCoder()

    def run(text: str, dateline: str = "") -> list[Claim]:
        whole = dateline + text
        document = Document(
            id="document1_" + "0" * 32, capture="0" * 64, source="t", media_type="text/plain",
            text=whole, paragraphs=(Paragraph(0, len(whole), "body"),), published="2023-10-24",
            dateline=span_of(whole, 0, len(dateline.rstrip())) if dateline else None,
        )  # fmt: skip
        claims = next(iter(coder.code([document])))
        assert isinstance(claims, list)
        return claims

    return run


def _attack(claims: list[Claim]) -> Claim:
    return next(c for c in claims if c.kind in ("incident", "count"))


WHEN = [
    # the attack, and what else has a date
    ("Gunmen killed five farmers in Gao on Sunday, police said on Monday.", "2023-10-22"),
    ("The army denied on Monday that its men had shelled a camp in Gao on Friday.", "2023-10-20"),
    ("It was on 4 May 2021 that gunmen attacked a bus in Gao.", "2021-05-04"),
    ("There were four men shot dead in Gao on Saturday.", "2023-10-21"),
    ("Seven farmers killed by gunmen in Gao on Thursday were buried on Saturday.", "2023-10-19"),
    ("A reporter was shot dead in Gao on 7 November 2021, the court heard on Friday.",
     "2021-11-07"),
    ("The attack in Gao, which took place on Wednesday, killed four soldiers.", "2023-10-18"),
    ("The first raid in Gao was on Friday, when gunmen attacked a barracks.", "2023-10-20"),
    ("Gunmen raided a camp in Gao, on Friday, residents said.", "2023-10-20"),
    ("Bandits arrived on motorcycles in Gao on Friday and attacked a market.", "2023-10-20"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), WHEN)
def test_the_attack_has_its_own_day(code: Code, text: str, day: str) -> None:
    claims = [c for c in code(text) if c.kind == "incident" and c.when is not None]
    assert day in {c.when.earliest for c in claims if c.when}


NOT_WHEN = [
    ("The gang threatened to attack the port in a video that spread on Sunday.", "Sunday"),
    ("Mourners buried the victims of the attack in Gao on Saturday.", "Saturday"),
    ("Nine attacks were recorded in Gao in May, two more than a week ago.", "a week ago"),
    ("Residents marked the anniversary of the Gao massacre on Monday.", "Monday"),
]


@pytest.mark.parametrize(("text", "words"), NOT_WHEN)
def test_other_days_are_not_the_attacks(code: Code, text: str, words: str) -> None:
    dated = [c.when.words for c in code(text) if c.kind in ("incident", "count") and c.when]
    assert words not in dated


NIGHTS = [
    ("Armed men attacked a village in Gao overnight from Sunday to Monday.", "2023-10-22"),
    ("Armed men attacked a village in Gao on the night of Friday to Saturday.", "2023-10-20"),
    ("Armed men attacked a village in Gao overnight Thursday into Friday.", "2023-10-19"),
]


@pytest.mark.parametrize(("text", "earliest"), NIGHTS)
def test_a_night_has_two_dates_and_an_attack_one(code: Code, text: str, earliest: str) -> None:
    when = _attack(code(text)).when
    assert when is not None
    assert when.first is not None
    assert when.last is not None
    assert (when.earliest, when.extent) == (earliest, "sometime")
    assert (when.last - when.first).days == 1


WHERE = [
    ("A convoy bound for Gao was ambushed near Ansongo in Mali.", "Ansongo", "Gao"),
    ("A truck making for Gao hit a mine 30 km east of Ansongo in Mali.",
     "30 km east of Ansongo", "Gao"),
    ("Gunmen killed four in Mopti, an official told reporters in Bamako.", "Mopti", "Bamako"),
    ("Nobody has claimed the attack in Mopti, and the government in Bamako opened an inquiry.",
     "Mopti", "Bamako"),
    ("Raiders appeared at Mopti in Mali, killing five farmers.", "Mopti", "Bamako"),
    ("In Mopti, where gunmen killed five farmers, shops were shut.", "Mopti", "Bamako"),
    ("Three people came under fire in Mopti in Mali.", "Mopti", "Bamako"),
    ("A soldier wounded by a mine in Mopti died in a hospital in Bamako.", "Mopti", "Bamako"),
    ("Residents said that in Mopti gunmen had attacked the market.", "Mopti", "Bamako"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "site", "elsewhere"), WHERE)
def test_the_attack_has_its_own_site(code: Code, text: str, site: str, elsewhere: str) -> None:
    names = {p.name for c in code(text) if c.kind == "incident" for p in c.places}
    assert site in names
    assert elsewhere not in names


def test_here_is_where_the_report_was_filed(code: Code) -> None:
    claims = code("A bomb killed two people in a market here on Sunday.", "GAO, Mali (AP) — ")
    assert [p.key for p in _attack(claims).places] == ["geonames:2457163"]


def test_a_dateline_is_no_site(code: Code) -> None:
    claims = code("A bomb killed two people in Mopti on Sunday.", "GAO, Mali (AP) — ")
    assert [p.name for p in _attack(claims).places] == ["Mopti"]


def test_the_community_is_the_one_named_before(code: Code) -> None:
    claims = code(
        "Silence reigned in Mopti, Mali, as families buried six men killed by gunmen who "
        "stormed the community on Sunday."
    )
    assert "Mopti" in {p.name for p in _attack(claims).places}


def test_what_an_attack_does_is_that_attack(code: Code) -> None:
    told = [
        c
        for c in code("The blast in Gao gouged a crater and set six cars ablaze on Friday.")
        if c.kind == "incident"
    ]
    assert [c.event_type for c in told] == ["explosion"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Pumping was halted on Friday after explosives tore open a stretch of the line near Gao.",
         ("2023-10-20", "2023-10-20")),
        ("Power to Kharkiv was cut on Friday after a missile hit a substation near the city.",
         ("2023-10-20", "2023-10-20")),
        ("Rail traffic stopped on Friday when saboteurs blew up a bridge near Gao.",
         ("2023-10-20", "2023-10-20")),
        ("Power was cut on Monday after a drone hit a plant near Odesa on Saturday night.",
         ("2023-10-21", "2023-10-21")),
        ("Schools in Jos were closed on Friday after gunmen attacked a village near the town.",
         (None, "2023-10-24")),
    ],
)  # fmt: skip
def test_what_runs_breaks_off_when_it_is_struck(
    code: Code, text: str, days: tuple[str | None, str]
) -> None:
    [attack] = [c for c in code(text) if c.kind == "incident"]
    assert attack.when is not None
    assert (attack.when.earliest, attack.when.latest) == days


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("The tanker was adrift off Aden after a missile tore open the side of it.", ["tanker"]),
        ("Pumping through the oil pipeline stopped after explosives tore open a stretch of it.",
         ["oil pipeline"]),
        ("Explosives tore open a stretch of pipeline near Gao.", ["stretch of pipeline"]),
    ],
)  # fmt: skip
def test_a_part_of_it_is_of_what_the_clause_above_is_about(
    code: Code, text: str, targets: list[str]
) -> None:
    [attack] = [c for c in code(text) if c.kind == "incident"]
    assert [t.name.removeprefix("The ").removeprefix("the ") for t in attack.targets] == targets


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A sentry bled to death on Friday near Gao after being shot in the neck by a sniper.",
         ("2023-10-20", "2023-10-20")),
        ("A sentry who was shot near Gao in March died on Friday.", (None, "2023-10-20")),
    ],
)  # fmt: skip
def test_who_bleeds_to_death_was_hit_that_day(
    code: Code, text: str, day: tuple[str | None, str]
) -> None:
    [attack] = [c for c in code(text) if c.kind == "incident"]
    assert attack.when is not None
    assert (attack.when.earliest, attack.when.latest) == day
    assert attack.killed is not None


@pytest.mark.parametrize("ground", ["both slopes", "a hillside", "the treeline", "the rooftops"])
def test_ground_fires_at_nobody(code: Code, ground: str) -> None:
    [attack] = [c for c in code(f"A patrol came under fire from {ground} near Gao on Friday.")]
    assert not attack.attackers


def test_whose_reckoning_it_is_did_nothing(code: Code) -> None:
    claims = code(
        "A mine killed three guards near Gao on Friday. It was the seventh explosion in the "
        "region since January, by the police's own reckoning, against three last year."
    )
    assert not any(c.attackers for c in claims)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("A mine hit a convoy bound for Gao on Friday.", ("2023-10-20", "2023-10-20")),
        ("Rebels burned two lorries that belonged to a builder in Gao on Friday.",
         ("2023-10-20", "2023-10-20")),
        ("Gunmen ambushed a lorry laden with cattle near Gao on Friday.",
         ("2023-10-20", "2023-10-20")),
    ],
)  # fmt: skip
def test_a_state_on_a_journey_takes_no_day(code: Code, text: str, days: tuple[str, str]) -> None:
    [attack] = [c for c in code(text) if c.kind == "incident"]
    assert attack.when is not None
    assert (attack.when.earliest, attack.when.latest) == days
