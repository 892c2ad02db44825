"""Which claims speak of one attack, worked out again over the whole book.

Incidents, origins and the judgements by rule are functions of the claims and of what people and
models have judged, so they are rebuilt rather than patched: what no longer holds is retired, and
older views still see it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident, Redirect
from tallybook.core.judgements import Judgement, PersonJudgement, in_force
from tallybook.core.origins import Origin
from tallybook.knowledge.loading import load_knowledge
from tallybook.store.protocol import Record, Store, View, Writer

if TYPE_CHECKING:
    from tallybook.linking import Former, Linking, Thresholds

ATTEMPTS = 3
"""Times that a linking may be overtaken by another process's write before it makes others wait."""


def relink(store: Store) -> None:
    """Rebuild what the book says of which claims belong together.

    Raises BusyBookError where another process keeps the book for long.
    """
    _rebuild(store, lambda view: ())


def relink_as_judged(store: Store, judging: Callable[[View], PersonJudgement]) -> PersonJudgement:
    """Write what a person judged and rebuild the incidents under it, both or neither.

    `judging` makes the judgement from the book as it is; it is called again where another process
    wrote meanwhile. Returns the judgement. Raises BusyBookError as `relink` does, and whatever
    `judging` raises.
    """
    (judged,) = _rebuild(store, lambda view: (judging(view),))
    return judged


def _rebuild(
    store: Store, judging: Callable[[View], tuple[PersonJudgement, ...]]
) -> tuple[PersonJudgement, ...]:
    """Do the work on a snapshot, so that other processes may write meanwhile; where one did, do
    it again."""
    for _ in range(ATTEMPTS):
        with store.view() as view:
            version, judged = view.version, judging(view)
            linking = read_linkable(view).linked(judged)
        with store.writer() as writer, store.view() as now:
            if now.version == version:
                writer.put(judged)
                _replace(writer, now, linking)
                return judged
    with store.writer() as writer, store.view() as now:
        judged = judging(now)
        writer.put(judged)
        _replace(writer, now, read_linkable(now).linked(judged))
        return judged


def is_linked(view: View) -> bool:
    """Whether every claim has been linked: an interrupted `add` may leave some that are not."""
    return view.count(Claim) == view.count(Origin)


class Linkable(Struct, frozen=True, kw_only=True):
    """What linking is made from: a book's claims and documents, what models and people judged of
    them, and the last linking."""

    claims: Sequence[Claim]
    documents: Sequence[Document]
    models: Sequence[Judgement]
    people: Sequence[PersonJudgement]
    former: Former

    def linked(
        self, judged: Sequence[PersonJudgement] = (), thresholds: Thresholds | None = None
    ) -> Linking:
        """Return the linking, as it would be with more that people judged, or under thresholds
        other than the book's."""
        # A question only asks whether the book is linked.
        from tallybook.linking import DEFAULT, link

        people = in_force([*self.people, *judged])
        return link(
            self.claims,
            self.documents,
            [*self.models, *(judgement for person in people for judgement in person.judgements)],
            load_knowledge(),
            former=self.former,
            thresholds=thresholds or DEFAULT,
        )


def read_linkable(view: View) -> Linkable:
    """Return what a view's linking is made from."""
    from tallybook.linking import Former

    return Linkable(
        claims=list(view.scan(Claim)),
        documents=list(view.scan(Document)),
        models=[judgement for judgement in view.scan(Judgement) if judgement.judge == "model"],
        people=list(view.scan(PersonJudgement)),
        former=Former(list(view.scan(Incident)), list(view.scan(Redirect))),
    )


def _replace(writer: Writer, view: View, linking: Linking) -> None:
    rules = [j.id for j in view.scan(Judgement) if j.judge == "rule"]
    _rewrite(writer, Judgement, linking.judgements, rules)
    _rewrite(writer, Incident, linking.incidents, (i.id for i in view.scan(Incident)))
    _rewrite(writer, Origin, linking.origins, (o.id for o in view.scan(Origin)))
    # A redirect stays for good: somebody may have written the merged id down.
    writer.put(linking.redirects)
    alive = {incident.id for incident in linking.incidents}
    writer.retire(Redirect, [r.id for r in view.scan(Redirect) if r.id in alive])


def _rewrite(
    writer: Writer, kind: type[Record], records: Sequence[Record], before: Iterable[str]
) -> None:
    kept = {record.id for record in records}
    writer.retire(kind, [identifier for identifier in before if identifier not in kept])
    writer.put(records)
