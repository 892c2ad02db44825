"""Figures: what an evaluation measured, against its bar and its floor."""

from __future__ import annotations

from msgspec import Struct

from evals.scores import Tally


class Figure(Struct, frozen=True, kw_only=True):
    """One measured figure.

    `key` names it in floors.toml ("muc4.micro_f1"); `value` is in percent, and infinite for a width
    without an end. `parts` holds what the value was made of (precision, recall, how many). `bar` is
    the aim; `at_most` says that less is better. `kept` figures have a floor.
    """

    key: str
    what: str
    value: float
    parts: dict[str, float] = {}
    bar: float | None = None
    at_most: bool = False
    kept: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the bar is met; None where there is none."""
        if self.bar is None:
            return None
        return self.value <= self.bar if self.at_most else self.value >= self.bar


def f1_figure(
    key: str,
    what: str,
    tally: Tally,
    *,
    bar: float | None = None,
    kept: bool = False,
    counted: bool = True,
) -> Figure:
    """Return an F1 with its precision and recall; `counted` where the tally counts things."""
    parts = {
        "precision": percent(tally.precision),
        "recall": percent(tally.recall),
        **({"wanted": tally.wanted, "predicted": tally.predicted} if counted else {}),
    }
    return Figure(key=key, what=what, value=percent(tally.f1), parts=parts, bar=bar, kept=kept)


def share_figure(
    key: str,
    what: str,
    tally: Tally,
    *,
    bar: float | None = None,
    kept: bool = False,
    at_most: bool = False,
) -> Figure:
    """Return the share of the wanted that is right."""
    return Figure(
        key=key,
        what=what,
        value=percent(tally.recall),
        parts={"right": tally.right, "of": tally.wanted},
        bar=bar,
        at_most=at_most,
        kept=kept,
    )


def percent(share: float) -> float:
    """Return a share of one in percent, to two decimals."""
    return round(100 * share, 2)
