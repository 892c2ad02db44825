"""A speaker who closes the sentence speaks, and is none of those who were hurt."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.coding.language.mending import mended
from tallybook.coding.language.model import load_model
from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "targets", "voice"),
    [
        (
            "A roadside bomb hit a milk van near Wajir, wounding the owner and his nephew, county "
            "secretary Halima Noor told reporters.",
            ["milk van", "owner", "his nephew"],
            "county secretary Halima Noor",
        ),
        (
            "Carter opened fire in Elmwood and wounded two deputies, Lake County Assistant Police "
            "Chief Daniel Ruiz said.",
            ["two deputies"],
            "Lake County Assistant Police Chief Daniel Ruiz",
        ),
        (
            "Rebels shelled the market and the airport of Goma, a priest and a hospital source "
            "said on Sunday.",
            ["market", "airport"],
            "priest",
        ),
    ],
)
def test_the_closing_speaker_is_no_target(
    code_report: Code, text: str, targets: list[str], voice: str
) -> None:
    [told] = [c for c in code_report(text) if c.kind == "incident"]
    assert [t.name for t in told.targets] == targets
    assert voice in [v.name for v in told.voices]


def test_what_is_said_to_have_been_done_is_no_object(code_report: Code) -> None:
    text = (
        "Gunmen killed a trader in Mandera on Sunday. Herders said a second attack, on a water "
        "tower at El Wak, was carried out the same evening."
    )
    last = [c for c in code_report(text, published="2024-03-12") if c.kind == "incident"][-1]
    assert last.when is not None
    assert (last.when.earliest, last.when.latest) == ("2024-03-10", "2024-03-10")


@pytest.mark.parametrize(
    "text",
    [
        "Police said two men were held, but said that nobody was hurt.",
        "Jane Doe, who lives nearby, also said there were two shots.",
        "He fired at us, and then we ran.",
    ],
)
def test_other_sentences_keep_their_parse(text: str) -> None:
    before = [(t.i, t.head.i, t.dep_) for t in load_model()(text)]
    assert [(t.i, t.head.i, t.dep_) for t in mended(load_model()(text))] == before


def test_a_mended_sentence_is_one_tree() -> None:
    text = (
        "Bombs hit the van, wounding the owner and his nephew, county secretary Halima Noor told "
        "reporters on Friday."
    )
    doc = mended(load_model()(text))
    [root] = [t for t in doc if t.head is t]
    assert root.text == "told"
    assert sorted(t.i for t in root.subtree) == list(range(len(doc)))
    for token in doc:
        assert list(token.children) == [t for t in doc if t.head is token and t is not token]


CUT = [
    "On Monday unknown gunmen on a motorbike shot dead two tailors in Farah; and in Zaranj a cook.",
    "When, in 2019, a man with a knife stabbed dead three tourists at the gate of a zoo, he fled.",
    "A car bomb went off outside a school, police said, wounding the driver and his son, a pupil.",
]


@pytest.mark.parametrize("text", CUT)
def test_a_text_that_breaks_off_anywhere_is_still_a_tree(text: str) -> None:
    for end in range(1, len(text)):
        doc = mended(load_model()(text[:end]))
        for token in doc:
            above = set()
            while token.head is not token:
                assert token.i not in above, text[:end]
                above.add(token.i)
                token = token.head


def test_hanging_a_word_on_what_hangs_on_it_keeps_the_tree() -> None:
    doc = load_model()("Gunmen on a motorbike shot two tailors.")
    [root] = [t for t in doc if t.head is t]
    under = next(t for t in doc if t.head.head is root and t.head is not root)
    root.rehang(under, "dep")
    assert [t for t in doc if t.head is t] == [under]
    assert root.head is under
    assert sorted(t.i for t in under.subtree) == list(range(len(doc)))
    for token in doc:
        assert list(token.children) == [t for t in doc if t.head is token and t is not token]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Six died on Friday when shells hit a mill in Nyala, the local clinic, a member of a "
         "network, reported.", "local clinic"),
        ("A bomb killed two in Gao on Friday, the governor, a retired colonel, said.", "governor"),
        ("Gunmen shot a guard in Jos, a town in Plateau, the police reported.", "police"),
    ],
)  # fmt: skip
def test_what_closes_with_its_apposition_is_the_speaker(
    code_report: Code, text: str, voice: str
) -> None:
    told = [c for c in code_report(text) if c.kind == "incident"]
    assert any(voice in v.name for c in told for v in c.voices)


def test_the_auxiliary_that_was_said_once_holds_for_both(code_report: Code) -> None:
    text = "Two men were killed and nine people hurt when a drone struck a mill in Odesa on Friday."
    [told] = [c for c in code_report(text) if c.kind == "incident"]
    assert told.injured is not None
    assert told.injured.low == 9
    assert all("people" not in m.name for m in told.attackers)


def test_who_hurts_somebody_is_not_hurt(code_report: Code) -> None:
    text = "Two men were arrested and a deserter hurt nine people when he opened fire in Gao."
    [told] = [c for c in code_report(text) if c.kind == "incident"]
    assert [m.name for m in told.attackers] == ["deserter"]
