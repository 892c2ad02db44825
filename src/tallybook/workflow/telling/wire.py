"""Records and view-models as JSON, in the shape that scripts rely on.

The command line's `--json` and the pages' `.json` are both made here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from tallybook.core.records import Rejection
from tallybook.core.tallies import Tally
from tallybook.workflow.asking.contents import Contents
from tallybook.workflow.asking.selecting import ListedClaim, ListedDocument, ListedIncident
from tallybook.workflow.judging.judge import Judged
from tallybook.workflow.judging.standing import JudgementView
from tallybook.workflow.telling.views import sensitive_of


def to_json(value: Any) -> str:
    """Return structs, or what is made of them, as one line of JSON."""
    return msgspec.json.encode(value).decode("utf-8")


def tally_json(tally: Tally, **beside: msgspec.Struct | None) -> dict[str, Any]:
    """Return a tally with the keys of the contract, and what was asked for beside it."""
    return {
        **_builtins(tally),
        **{name: _builtins(value) for name, value in beside.items() if value is not None},
    }


def claims_json(claims: Iterable[ListedClaim], contents: Contents) -> list[dict[str, Any]]:
    """Return claims with the keys of the contract; `sure` is False where the filters leave it
    open whether a claim belongs, `sensitive` says what of it is marked as such."""
    said = contents.sensitive.of_claim
    return [
        {**_builtins(one.claim), "sure": one.sure, "sensitive": said(one.claim)} for one in claims
    ]


def incidents_json(incidents: Iterable[ListedIncident], contents: Contents) -> list[dict[str, Any]]:
    """Return incidents, with `sure` and `sensitive` as for claims."""
    return [
        {
            **_builtins(one.incident),
            "sure": one.sure,
            "sensitive": sensitive_of(contents, one.incident),
        }
        for one in incidents
    ]


def documents_json(documents: Iterable[ListedDocument], contents: Contents) -> list[dict[str, Any]]:
    """Return documents without their text, which `explain` gives."""
    listed = []
    for one in documents:
        shown = _builtins(one.document)
        characters = len(shown.pop("text"))
        shown |= {"characters": characters, "claims": one.claims, "sure": one.sure}
        listed.append({**shown, "sensitive": contents.sensitive.of_report(one.document.id)})
    return listed


def judgements_json(judgements: Iterable[JudgementView]) -> list[dict[str, Any]]:
    """Return what people judged."""
    return [_builtins(judgement) for judgement in judgements]


def judged_json(judged: Judged) -> dict[str, Any]:
    """Return a judgement, with the ids of the incidents of its claims `before` and `after`, and of
    the judgements that it `overrules`."""
    return {
        **_builtins(judged.judgement),
        "before": list(judged.before),
        "after": [incident.id for incident in judged.after],
        "overrules": list(judged.overrules),
    }


def rejections_json(rejections: Iterable[Rejection]) -> list[dict[str, Any]]:
    """Return rejections."""
    return [_builtins(rejection) for rejection in rejections]


def _builtins(struct: msgspec.Struct) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(struct)
    return plain
