"""An attack that a sentence only refers to, while it tells of something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]

OLD = "Gunmen killed eight passengers on a bus near Kasserine on 12 September 2014.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "A minute of silence was kept on Thursday at 6:40, the hour of the shooting.",
        "Families lit candles in memory of the attack on Thursday.",
        "On Thursday the mayor laid a wreath at the scene of the attack.",
        "State television showed a video of the raid on Thursday.",
        "Survivors of the attack sued the state on Thursday.",
        "The site of the attack was reopened on Thursday.",
        "A court opened the trial of the planners of the attack on Thursday.",
    ],
)
def test_nothing_happened_on_thursday(code_report: Code, text: str) -> None:
    found = [c for c in code_report(OLD + text) if c.kind == "incident"]
    assert [c.when and c.when.earliest for c in found] == ["2014-09-12"]
    assert not any(text[:20] in s.words for c in found for s in c.repeats)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels carried out a series of attacks on the port of Goma on Thursday.", "count"),
        ("Two of the victims of the bombing in Goma on Thursday were children.", "incident"),
        ("The aim of the attack on the depot near Goma on Thursday was to burn fuel.", "incident"),
        ("Four of the victims of the attack near Goma were killed on Thursday.", "incident"),
    ],
)
def test_what_adds_to_the_attack_tells_of_it(code_report: Code, text: str, kind: str) -> None:
    assert kind in {c.kind for c in code_report(text)}
