"""How alike two claims must be, and how near in time and space, to be taken for one attack.

The values are those of `weights`. They stand in a record of their own so that an answer can be
asked again under others: what is made of many reports depends on how they are matched (Donnay,
Dunford, McGrath, Backer & Cunningham 2019, "Integrating Conflict Event Data", *Journal of Conflict
Resolution* 63(5), match within windows of days and kilometres, and vary these).
"""

from __future__ import annotations

from msgspec import Struct

from tallybook.linking import weights


class Thresholds(Struct, frozen=True, kw_only=True):
    """From which sum of the evidence two claims are one attack, and up to which they are two, in
    log odds; from how many days apart stated days contradict each other; and up to how many
    kilometres apart two spots may be one, each report naming another village."""

    same_from: float = weights.SAME_FROM
    different_up_to: float = weights.DIFFERENT_UP_TO
    hard_days: int = weights.HARD_DAYS
    neighbours_km: float = weights.NEIGHBOURS_KM


DEFAULT = Thresholds()
