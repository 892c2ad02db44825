"""The URL is the question: query strings to filters, and filters to query strings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct
from starlette.datastructures import QueryParams

from tallybook.core.questions import Question
from tallybook.errors import QuestionError
from tallybook.workflow.asking.questions import Filters, filters_of

_SINGLE = {
    "target": "target",
    "attacker": "attacker",
    "weapon": "weapon",
    "type": "event_type",
    "since": "since",
    "until": "until",
}
_REPEATED = {"in": "places", "stage": "stages"}
"""Names in a URL, as the command line calls them, and as `Filters` does."""

_TICKED = "ties"

FILTERS = (*_SINGLE, *_REPEATED, _TICKED)


class Asked(Struct, frozen=True):
    """What a URL asks: `filters` and the breakdowns `by`, as a person wrote them, the `page` of a
    list, and the `words` of a search."""

    filters: Filters = Filters()
    by: tuple[str, ...] = ()
    page: int = 1
    words: str | None = None


def read_query(params: QueryParams, *, also: Sequence[str] = ()) -> Asked:
    """Return what a query string asks; `also` are "by", "page" or "q" where the page knows them.

    Raises QuestionError for a name that is not known, since an answer to a question that leaves
    out a filter is a wrong answer, and for a single filter that is given twice.
    """
    known = (*FILTERS, *also)
    for name in params:
        if name not in known:
            raise QuestionError(f"unknown filter {name!r}; known: {', '.join(known)}")
    values: dict[str, Any] = {field: _once(params, name) for name, field in _SINGLE.items()}
    for name, field in _REPEATED.items():
        values[field] = tuple(value for value in params.getlist(name) if value.strip())
    return Asked(
        Filters(**values, ties=_ticked(params)),
        tuple(value for value in params.getlist("by") if value.strip()),
        _page(_once(params, "page")),
        _once(params, "q"),
    )


def _once(params: QueryParams, name: str) -> str | None:
    values = [value for value in params.getlist(name) if value.strip()]
    if len(values) > 1:
        raise QuestionError(f"{name} is given {len(values)} times; give it once")
    return values[0] if values else None


def _ticked(params: QueryParams) -> bool:
    value = _once(params, _TICKED)
    if value not in (None, "yes"):
        raise QuestionError(f"ties {value!r} is not known; write ties=yes, or leave it out")
    return value is not None


def _page(text: str | None) -> int:
    if text is None:
        return 1
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise QuestionError(f"page {text!r} is no number; write it as 1, 2, 3")
    return int(text)


def query_of(asked: Asked, *, page: int = 1) -> str:
    """Return the shortest query string that asks this, with its "?", or ""."""
    pairs = [("q", each) for each in _listed(asked.words)]
    for name in ("in", *_SINGLE):
        value = getattr(asked.filters, _REPEATED.get(name) or _SINGLE[name])
        pairs.extend((name, each) for each in _listed(value))
    # A form sends every box that is ticked, also where they are what is asked for anyway.
    if asked.filters.stages != Question().stages:
        pairs.extend(("stage", stage) for stage in asked.filters.stages)
    if asked.filters.ties:
        pairs.append((_TICKED, "yes"))
    pairs.extend(("by", each) for each in asked.by)
    if page > 1:
        pairs.append(("page", str(page)))
    return f"?{urlencode(pairs)}" if pairs else ""


def _listed(value: str | Iterable[str] | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def is_shortest(params: QueryParams) -> bool:
    """Whether a query string holds no empty fields, as a form sends them."""
    stages = tuple(params.getlist("stage"))
    return all(value.strip() for _, value in params.multi_items()) and stages != Question().stages


def read_leniently(params: QueryParams) -> Asked:
    """Return what a query string asks as far as it can be read, to fill a form with it again."""
    values: dict[str, Any] = {field: params.get(name) for name, field in _SINGLE.items()}
    for name, field in _REPEATED.items():
        values[field] = tuple(params.getlist(name))
    values["ties"] = bool(params.get(_TICKED))
    return Asked(Filters(**values), tuple(params.getlist("by")), words=params.get("q"))


def asked_of(question: Question) -> Asked:
    """Return how a person would have asked a question."""
    by = tuple(one for one in (question.by, question.across) if one is not None)
    return Asked(filters_of(question), by)
