"""Reports into the book: read, coded, kept one by one, and linked at the end.

Each document goes in by a transaction of its own, so that a batch that is interrupted has lost
nothing that it had reported, and one bad source stops no other. A report that comes again is read
and coded again: where nothing differs nothing is written, and where the reading or the coder has
changed the book takes the new version and keeps the old.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from hashlib import sha256
from itertools import islice
from typing import BinaryIO, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tallybook.coding.coder import DEFAULT_CODER, Coder, Coding, load_coder
from tallybook.core.claims import Claim
from tallybook.core.documents import Alert, Document
from tallybook.core.ids import make_id
from tallybook.core.origins import Origin
from tallybook.core.records import Rejection, make_rejection
from tallybook.errors import ConfigError, EvidenceError, TallybookError
from tallybook.ingest import Fetched, Flags, Intake, fetch_sources, read_batch
from tallybook.ingest.fetching.rules import Rules
from tallybook.plugins import plugin_names
from tallybook.run.pool import map_batches
from tallybook.store.protocol import Store, View
from tallybook.workflow.keeping.archiving import page_fetcher
from tallybook.workflow.keeping.refusals import Refusals
from tallybook.workflow.keeping.relinking import forget_linking, relink
from tallybook.workflow.keeping.tombstones import Tombstones

AddedOutcome = Literal["new", "known", "changed", "rejected"]
ItemT = TypeVar("ItemT")

_SAID = ("published", "publisher")
"""The fields of a document that flags give."""

BATCH = 8
"""Inputs read and coded together: enough for spaCy to gain from a batch, few enough that the
outcomes of a folder keep coming."""


class Added(Struct, frozen=True, kw_only=True):
    """What became of one input.

    `known_as` is the source under which the book already has the same bytes, where it is another.
    `alerts` are the document's. `claims` says how many claims of each kind were coded; `rejection`
    why there is no document.
    """

    source: str
    outcome: AddedOutcome
    document: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    known_as: str | None = None
    alerts: tuple[Alert, ...] = ()
    claims: dict[str, int] = {}
    rejection: Rejection | None = None


class Settings(Struct, frozen=True, kw_only=True):
    """How reports are added: by which coder, in how many processes at once, with which stream for
    standard input (None: the real one), and how far a fetch may go. `resume` passes over what the
    book has already, from the same bytes, without reading it again; `follow` fetches the pages that
    feeds and sitemaps list."""

    coder: str = DEFAULT_CODER
    jobs: int = 1
    resume: bool = False
    follow: bool = False
    stdin: BinaryIO | None = None
    fetching: Rules = Rules()


class _Order(Struct, frozen=True):
    """One input on its way to a worker: what was fetched, and the flags that it is read with."""

    fetched: Fetched | Rejection
    flags: Flags


class _Coded(Struct, frozen=True):
    """One input on its way back."""

    source: str
    data: bytes | None
    document: Document | None
    outcome: list[Claim] | Rejection


def add(
    store: Store,
    sources: Iterable[str],
    flags: Flags | None = None,
    settings: Settings | None = None,
) -> list[Added]:
    """Return what became of every input that `sources` name, in order, as `add_each` yields it."""
    return list(add_each(store, sources, flags, settings))


def add_each(
    store: Store,
    sources: Iterable[str],
    flags: Flags | None = None,
    settings: Settings | None = None,
    linked: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[Added]:
    """Yield what became of every input that `sources` name, in order, each when it is kept, and put
    the incidents together after the last.

    `flags` is what the person says of the reports; what was said of a report in an earlier call
    stays said until a new flag says otherwise. Rejections are kept as well, unless the book is
    still empty. `linked` is told how many reports are linked, of how many.

    Raises ConfigError for an unknown coder, ModelError where the coder's model is missing or
    altered, and BookError where the book cannot be written; what was yielded before is kept.
    """
    settings = settings or Settings()
    if settings.coder not in plugin_names("coder"):
        known = ", ".join(plugin_names("coder")) or "none is installed"
        raise ConfigError(f"--coder {settings.coder!r}: there is no such coder; known: {known}")
    named = list(sources)
    fetched = fetch_sources(
        named,
        stdin=settings.stdin,
        fetch_page=page_fetcher(store, settings.fetching),
        follow=settings.follow,
    )
    orders = (_order(store, one, flags or Flags(), settings) for one in fetched)
    read_and_code = partial(_read_and_code, settings.coder)
    refusals = Refusals(store, named)
    went_in: list[str] = []
    for batch in map_batches(read_and_code, _batches(orders, BATCH), jobs=settings.jobs):
        outcomes = [_keep(store, one) for one in batch]
        refusals.keep(outcomes)
        went_in += [one.document for one in outcomes if one.document is not None]
        yield from outcomes
    refusals.finish()
    relink(store, dict.fromkeys(went_in), linked)


def _batches(items: Iterator[ItemT], size: int) -> Iterator[list[ItemT]]:
    while batch := list(islice(items, size)):
        yield batch


def _order(
    store: Store, fetched: Fetched | Rejection, flags: Flags, settings: Settings
) -> _Order | Added:
    """Return an input with its flags: those given now, else those given when it was last added;
    or its outcome, where it is to be passed over."""
    if isinstance(fetched, Rejection):
        return _Order(fetched, flags)
    with store.view() as view:
        known = view.get(Document, make_id("document", sha256(fetched.data).hexdigest()))
        if known is None:
            return _Order(fetched, flags)
        if settings.resume and _is_settled(view, known, flags):
            return _added(known, fetched.source, "known")
    said = {
        name: getattr(known, name)
        for name in _SAID
        if getattr(flags, name) is None and known.origins.get(name) == "flag"
    }
    return _Order(fetched, replace(flags, **said))


def _is_settled(view: View, known: Document, flags: Flags) -> bool:
    """Whether reading a document again has nothing to give: it did not fail, and the flags say
    nothing new of it."""
    news = (getattr(flags, name) not in (None, getattr(known, name)) for name in _SAID)
    return not any(news) and next(view.scan(Rejection, source=known.source), None) is None


@lru_cache(maxsize=1)
def _coder(name: str) -> Coder:
    """Return a coder, loaded once per process."""
    return load_coder(name)


def _read_and_code(coder: str, orders: Sequence[_Order | Added]) -> list[_Coded | Added]:
    """Return the outcome of each input; runs in a worker process where there are several."""
    intakes = [
        order if isinstance(order, Added) else read_batch([order.fetched], order.flags)[0]
        for order in orders
    ]
    documents = [
        one.result
        for one in intakes
        if isinstance(one, Intake) and isinstance(one.result, Document)
    ]
    codings = iter(_codings(_coder(coder), documents) if documents else [])
    return [one if isinstance(one, Added) else _coded(one, codings) for one in intakes]


def _coded(intake: Intake, codings: Iterator[Coding]) -> _Coded:
    """Return what was read with its coding, the next one where it is a document."""
    if isinstance(intake.result, Document):
        return _Coded(intake.source, intake.data, intake.result, next(codings))
    return _Coded(intake.source, intake.data, None, intake.result)


def _codings(coder: Coder, documents: Sequence[Document]) -> list[Coding]:
    try:
        found = list(coder.code(documents))
        if len(found) == len(documents):
            return [_checked(d, one) for d, one in zip(documents, found, strict=True)]
    except TallybookError:
        raise
    except Exception as error:
        # A defect of the coder, also of a third party's. One document alone may have met it.
        if len(documents) > 1:
            return [one for document in documents for one in _codings(coder, [document])]
        return [_defect(coder, documents[0], error)]
    raise ConfigError(
        f"the coder {coder.name} gave {len(found)} outcomes for {len(documents)} documents; "
        "report this to its authors, or name another with --coder"
    )


def _defect(coder: Coder, document: Document, error: Exception) -> Rejection:
    detail = (
        f"the coder {coder.name} failed on it ({type(error).__name__}: {error}); "
        "please report this, with the file if you may share it"
    )
    return make_rejection(document.source, "coding", "defect", detail)


def _checked(document: Document, coding: Coding) -> Coding:
    """Return the coding, or a Rejection where a claim's evidence is not what it should be."""
    if isinstance(coding, Rejection):
        return coding
    try:
        for claim in coding:
            claim.check(document.text)
    except EvidenceError as error:
        detail = f"a claim's words are not those of the report ({error}); please report this"
        return make_rejection(document.source, "coding", "evidence", detail)
    return coding


def _keep(store: Store, coded: _Coded | Added) -> Added:
    """Write one document with its claims; a rejected input waits for the end of the batch."""
    if isinstance(coded, Added):
        return coded
    if coded.document is None or coded.data is None:
        assert isinstance(coded.outcome, Rejection), "what is no document has a rejection"
        with store.view() as view:
            why = Tombstones(view).refusal(coded.source) or coded.outcome
        return Added(source=coded.source, outcome="rejected", rejection=why)
    document = coded.document
    claims = [] if isinstance(coded.outcome, Rejection) else coded.outcome
    with store.writer() as writer, store.view() as view:
        forgotten = Tombstones(view).refusal(coded.source, document)
        if forgotten is not None:
            return Added(source=coded.source, outcome="rejected", rejection=forgotten)
        known = view.get(Document, document.id)
        if known is not None:
            # Where a copy lies is no part of what it says.
            document = replace(document, source=known.source)
        writer.capture(coded.data)
        outcomes = set(writer.put([document])) | set(writer.put(claims))
        kept = {claim.id for claim in claims}
        gone = [c.id for c in view.scan(Claim, document=document.id) if c.id not in kept]
        writer.retire(Claim, gone)
        writer.retire(Origin, gone)
        if gone or outcomes - {"known"}:
            forget_linking(writer, [document.id])
    added = _added(document, coded.source, "new", claims)
    if isinstance(coded.outcome, Rejection):
        return replace(added, outcome="rejected", rejection=coded.outcome)
    if known is None:
        return added
    return replace(added, outcome="changed" if outcomes - {"known"} or gone else "known")


def _added(
    document: Document, source: str, outcome: AddedOutcome, claims: Sequence[Claim] = ()
) -> Added:
    return Added(
        source=source,
        outcome=outcome,
        document=document.id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        alerts=document.alerts,
        known_as=None if document.source == source else document.source,
        claims=dict(sorted(Counter(claim.kind for claim in claims).items())),
    )
