"""Sentences on more violence, in reports written for this test."""

from __future__ import annotations

import pytest

from tallybook.watch.words import rising_words


def found(text: str) -> list[str]:
    spans = list(rising_words(text))
    for span in spans:
        span.check(text)
    return [span.words for span in spans]


@pytest.mark.parametrize(
    "sentence",
    [
        "Attacks on convoys have soared since the truce ended.",
        "The United Nations warned of a sharp increase in drone strikes.",
        "Shelling rose sharply over the weekend, the governor said.",
        "The army spoke of an escalation of hostilities along the river.",
        "A wave of bombings has hit the capital.",
        "Kidnappings have doubled in a month, a pastor said.",
    ],
)
def test_words_for_more_violence(sentence: str) -> None:
    assert found(f"Title\n\nIt rained. {sentence} Nobody was hurt.") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Prices have soared since the harvest.",
        "The army has not escalated its attacks.",
        "There was no sharp increase in strikes, the ministry said.",
        "Gunmen attacked a convoy on Monday.",
        "A barrage of missiles hit the port.",
    ],
)
def test_words_for_other_things(sentence: str) -> None:
    assert found(sentence) == []


def test_titles_and_initials_end_no_sentence() -> None:
    sentence = "Brig. Gen. P. Ode said that attacks had surged."
    assert found(f"It was quiet. {sentence}\nThe end.") == [sentence]
