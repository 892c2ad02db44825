"""Words for weapons that name a unit and no weapon that was used."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Hear = Callable[..., tuple[object, ...]]


@pytest.mark.parametrize(
    ("sentence", "weapons"),
    [
        ("Jets destroyed two mortar teams near Tal Afar.", []),
        ("Soldiers of a field artillery regiment visited the camp.", []),
        ("A mortar team fired at the market.", ["mortar"]),
        ("The convoy was struck by drone operators.", ["drone"]),
        ("Reading has made mine stronger.", []),
        ("A mine killed two shepherds.", ["landmine"]),
        ("Gunmen with axes attacked the village.", ["axe"]),
        ("The post was hit by mortars.", ["mortar"]),
        ("Snipers shot two men in Idlib.", []),
    ],
)
def test_weapons_that_were_used(hear: Hear, sentence: str, weapons: list[str]) -> None:
    [heard] = hear(sentence)
    assert [hit.weapon_id for hit in heard.mentions.weapons] == weapons  # type: ignore[attr-defined]
