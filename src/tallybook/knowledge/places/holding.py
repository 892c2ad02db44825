"""A place that no gazetteer knows, inside one that it knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tallybook.core.values import COUNTRY_PRECISION, Place

DISTRICT_KM = 25.0
"""A village that is said to lie in what bears a town's name lies in the district around the town:
within about 25 km (UCDP GED, `where_prec` 2, draws the same circle)."""


def held(name: str, within: Place, unknown: Place) -> Place:
    """A place that the gazetteer does not know, inside one that it knows: the container's
    circle, at a division's precision at best (UCDP GED codes a village that cannot be found at
    the division that it is said to lie in, `where_prec` 3 and 4)."""
    if within.lat is None or within.key is None or within.precision == COUNTRY_PRECISION:
        return unknown
    return Place(
        name=name,
        country=within.country,
        lat=within.lat,
        lon=within.lon,
        radius_km=max(within.radius_km or 0.0, DISTRICT_KM),
        precision=max(within.precision or 3, 3),
        key=within.key,
        reason=f"not in the gazetteer: somewhere in {within.name}",
    )


def hold_unknown(
    places: Iterable[Place], within: Place, *, fits: Callable[[Place], bool] | None = None
) -> tuple[Place, ...]:
    """Places, of which those that the gazetteer does not know lie in `within`; with `fits`, only
    those of them for which it says so."""
    return tuple(
        held(place.name, within, place)
        if place.lat is None and (fits is None or fits(place))
        else place
        for place in places
    )
