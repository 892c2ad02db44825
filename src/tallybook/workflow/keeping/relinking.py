"""Which claims speak of one attack, worked out for what changed in the book.

Incidents, origins and the judgements by rule are functions of the claims and of what people and
models have judged. A report that is new or was read anew, and claims that somebody judged, change
only what they touch (`tallybook.linking.streaming`): what no longer holds is retired, and older
views still see it. Which reports are linked is in the book, so that work that was interrupted is
finished by whoever comes next.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.garbage import collector_paused
from tallybook.core.ids import key_number
from tallybook.core.incidents import Incident, Redirect
from tallybook.core.judgements import Judgement, PersonJudgement, in_force
from tallybook.knowledge.loading import load_knowledge
from tallybook.store.protocol import Store, View, Writer

if TYPE_CHECKING:
    from tallybook.linking.changes import Changes

ATTEMPTS = 3
"""Times that a linking may be overtaken by another process's write before it makes others wait."""

REPORTS_AT_ONCE = 2000
"""Reports linked in one write: few enough that what linking holds in memory stays bounded however
large the batch, enough that what reports touch is seldom clustered twice."""

LINKED = key_number("linked")
"""The key of every linked report in the index of these."""


def relink(
    store: Store,
    changed: Collection[str] = (),
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Link the reports that are not linked yet, and `changed` ones among them first. `tell` is told
    how many are done, of how many.

    All reports are linked again where others rules linked them. Raises BusyBookError where another
    process keeps the book for long.
    """
    _link_unlinked(store, changed, tell)
    with store.view() as view:
        left = () if _is_up_to_date(view) else _all_unlinked(view)
    _link_unlinked(store, left, tell)


def _link_unlinked(
    store: Store, documents: Collection[str], tell: Callable[[int, int], None]
) -> None:
    """Link those of some reports that are not linked yet, many in each write."""
    waiting, done = iter(documents), 0
    while batch := list(islice(waiting, REPORTS_AT_ONCE)):

        def tell_share(share: float, before: int = done, here: int = len(batch)) -> None:
            tell(before + round(share * here), len(documents))

        _link(store, lambda view: ((), _unlinked(view, batch)), tell_share)
        done += len(batch)


def relink_as_judged(store: Store, judging: Callable[[View], PersonJudgement]) -> PersonJudgement:
    """Write what a person judged and link the reports of the claims anew, both or neither.

    `judging` makes the judgement from the book as it is; it is called again where another process
    wrote meanwhile. Returns the judgement. Raises BusyBookError as `relink` does, and whatever
    `judging` raises.
    """

    def judged(view: View) -> tuple[tuple[PersonJudgement, ...], list[str]]:
        made = judging(view)
        about = made if made.undoes is None else view.get(PersonJudgement, made.undoes)
        while about is not None and about.undoes is not None:
            about = view.get(PersonJudgement, about.undoes)
        pairs = () if about is None else about.judgements
        claims = view.get_many(Claim, (c for pair in pairs for c in (pair.first, pair.second)))
        return (made,), list(dict.fromkeys(claim.document for claim in claims.values()))

    relink(store)
    (made,) = _link(store, judged)
    return made


def forget_linking(writer: Writer, documents: Collection[str]) -> None:
    """Note that reports are to be linked anew: they, or their claims, have changed."""
    writer.index("linked", dict.fromkeys(documents, ()))


def note_linked(writer: Writer, documents: Iterable[str]) -> None:
    """Note that reports were linked in the book that they are copied from."""
    writer.index("linked", {document: [LINKED] for document in documents})


def is_linked(view: View) -> bool:
    """Whether every report has been linked: an interrupted `add` may leave some that are not."""
    return _marks_all(view, LINKED)


def _marks_all(view: View, key: int) -> bool:
    """Whether a key of the index of linked reports is on every report."""
    return view.frequencies("linked", [key]).get(key, 0) == view.count(Document)


Judged = tuple[PersonJudgement, ...]


def _link(
    store: Store,
    work: Callable[[View], tuple[Judged, list[str]]],
    tell: Callable[[float], None] = lambda share: None,
) -> Judged:
    """Link the reports that `work` names under what it says that a person judged, on a snapshot,
    so that other processes may write meanwhile; where one did, do it again."""
    for _ in range(ATTEMPTS):
        with store.view() as view:
            version = view.version
            judged, changed = work(view)
            if not judged and not changed:
                return ()
            changes = _changes(view, judged, changed, tell)
        with store.writer() as writer, store.view() as now:
            if now.version == version:
                _write(writer, now, judged, changes)
                return judged
    with store.writer() as writer, store.view() as now:
        judged, changed = work(now)
        _write(writer, now, judged, _changes(now, judged, changed, tell))
        return judged


def _changes(
    view: View, judged: Judged, changed: list[str], tell: Callable[[float], None]
) -> Changes | None:
    if not changed:
        return None
    # A question only asks whether the book is linked.
    from tallybook.linking.streaming import link_changed

    people = [*view.scan(PersonJudgement), *judged]
    models = list(view.scan(Judgement, judges=["model"]))
    holding = [judgement for person in in_force(people) for judgement in person.judgements]
    ever = [judgement for person in people for judgement in person.judgements]
    said = ([*models, *holding], [*models, *ever])
    with collector_paused():
        return link_changed(view, changed, *said, load_knowledge(), tell)


def _unlinked(view: View, documents: Collection[str]) -> list[str]:
    """Return those of some reports that are not linked by today's rules."""
    from tallybook.linking.changes import LINKED_BY

    linked = view.keys("linked", documents)
    return [document for document in documents if LINKED_BY not in linked.get(document, ())]


def _all_unlinked(view: View) -> list[str]:
    return _unlinked(view, [document.id for document in view.scan(Document)])


def _is_up_to_date(view: View) -> bool:
    from tallybook.linking.changes import LINKED_BY

    return _marks_all(view, LINKED_BY)


def _write(writer: Writer, view: View, judged: Judged, changes: Changes | None) -> None:
    writer.put(judged)
    if changes is None:
        return
    made = {judgement.id for judgement in changes.judgements}
    writer.retire(Judgement, [i for i in changes.judged_before if i not in made])
    writer.put(changes.judgements)
    before = list(view.scan(Incident, claims=sorted(changes.clustered)))
    _write_incidents(writer, view, before, changes)
    writer.put(changes.origins)
    for index, keys in changes.filed.items():
        if index == "linked":
            keys = {document: [LINKED, *by] for document, by in keys.items()}
        writer.index(index, keys)


def _write_incidents(writer: Writer, view: View, before: list[Incident], changes: Changes) -> None:
    """Write incidents in place of those `before`, and what others say of them."""
    from tallybook.linking.incidents import incident_id, redirects

    gone = {incident.id for incident in before}
    alive = {incident.id for incident in changes.incidents}
    near = {other for incident in before for other in incident.unsure} - gone
    staying = view.get_many(Incident, sorted((near | changes.near.keys()) - gone))
    nothing: tuple[Collection[str], Collection[str]] = ((), ())
    patched = []
    for incident in staying.values():
        unsure, doubted = changes.near.get(incident.id, nothing)
        patched.append(
            replace(
                incident,
                unsure=tuple(sorted({*incident.unsure} - gone | {*unsure})),
                doubted=tuple(sorted({*incident.doubted} - gone | {*doubted})),
            )
        )
    merged = view.get_many(Redirect, [incident_id(claim) for claim in sorted(changes.clustered)])
    writer.retire(Incident, sorted(gone - alive))
    writer.put([*changes.incidents, *patched])
    # A redirect stays for good: somebody may have written the merged id down.
    writer.put(redirects(before, list(merged.values()), changes.incidents))
    writer.retire(Redirect, sorted(view.get_many(Redirect, sorted(alive))))
