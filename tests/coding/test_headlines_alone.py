"""A line that is all there is of a report: a headline, and told as headlines tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("line", "place", "attacker"),
    [
        ("Gunmen raid village near Gao", "Gao", "Gunmen"),
        ("A man is shot to death in Iguala", "Iguala", None),
        ("Army jets bomb school in Sagaing region", "Sagaing", "Army jets"),
        ("Rebels Attack Convoy With Rockets Outside Goma", "Goma", "Rebels"),
    ],
)
def test_a_headline_alone_tells_what_happened(
    code_report: Code, line: str, place: str, attacker: str | None
) -> None:
    [claim] = [c for c in code_report(line) if c.kind == "incident"]
    assert [p.name for p in claim.places] == [place]
    assert [a.name for a in claim.attackers] == ([attacker] if attacker else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Gunmen raid villages near Gao.",  # A whole sentence in the present: what they do.
        "Rebels attack convoys, and the army shells their camps, week after week.",
    ],
)
def test_a_sentence_in_the_present_is_no_headline(code_report: Code, sentence: str) -> None:
    assert not [c for c in code_report(sentence) if c.kind == "incident"]
