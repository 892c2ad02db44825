"""Releases: a book frozen under a name, into a file that opens on its own and never changes.

By default a release can be handed on: it has the claims, incidents and judgements with the
sentences that they rest on, and neither the rest of the reports' text, nor their bytes, nor what
tells of this machine and of those who judged. `everything` keeps it all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import file_digest, sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tallybook import __version__
from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.fetches import Fetch
from tallybook.core.incidents import Incident, Redirect
from tallybook.core.judgements import Judgement, PersonJudgement
from tallybook.core.marks import Mark
from tallybook.core.origins import Origin
from tallybook.core.records import Rejection
from tallybook.core.releases import Digest, Holding, Release, content_hash, release_id
from tallybook.core.tallies import Tally
from tallybook.errors import BookError, UsageError
from tallybook.publish.safeguards import DEFAULT_DELAY, is_recent, last_day_over
from tallybook.store import codec
from tallybook.store.protocol import Record, Store, View
from tallybook.store.sql_writer import SqlWriter
from tallybook.store.sqlite import new_release
from tallybook.workflow.asking.ask import finish_linking
from tallybook.workflow.keeping.exporting import check_output
from tallybook.workflow.keeping.relinking import note_linked

ANSWERED_FROM: tuple[type[Record], ...] = (
    Document,
    Claim,
    Judgement,
    PersonJudgement,
    Incident,
    Redirect,
    Origin,
)
"""What answers are made from: a release's content hash is over these."""

KEPT_WITH_EVERYTHING: tuple[type[Record], ...] = (Rejection, Fetch, Mark)
"""What tells of how the reports came in, paths, addresses and errors of this machine; and what is
marked as sensitive, which whoever opens such a release must not publish by mistake."""

CAPTURES = "captures"
WITHHELD = "withheld"
"""Stands for a person who judged."""

LEFT_OUT = "all but the sentences that claims rest on, which a release does not hold by default"

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_BATCH = 1000


class Released(Struct, frozen=True, kw_only=True):
    """A release that was made: its manifest, where it lies, and the SHA-256 of its file."""

    release: Release
    file: str
    sha256: str


def release_book(
    store: Store,
    name: str,
    file: Path,
    *,
    holds: Holding = "quoted",
    delay: timedelta = DEFAULT_DELAY,
) -> Released:
    """Freeze the book as it is into `file`, under a name that it has not been given yet.

    A release that can be handed on (`quoted`) waits until everything in it is over for `delay`.
    Raises UsageError for a name that cannot be one or a file that is there, and BookError for a
    name that is taken, a book without reports, one that holds what may not be handed on, or a file
    that cannot be written.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"a release cannot be called {name!r}: use up to 64 letters, digits, '.', '_' and '-', "
            "a letter or a digit first"
        )
    check_output(file)
    if file.exists():
        raise UsageError(
            f"{file} is there already, and no release is written over it; name another"
        )
    finish_linking(store)
    if holds == "quoted":
        _check_nothing_sensitive(store)
        _check_all_over(store, delay)
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        release = _freeze(store, name, unfinished, holds)
        unfinished.chmod(0o444)
        digest = _hash_of(unfinished)
        with store.writer() as writer:
            # Whoever was faster with the name keeps it: leaving the block undoes this write.
            if writer.put([release]) != ["new"]:
                raise _taken(name)
            _name_anew(unfinished, file)
    except OSError as error:
        raise BookError(
            f"the release {file} cannot be written ({error.strerror}); choose another place with -o"
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return Released(release=release, file=str(file), sha256=digest)


def _check_nothing_sensitive(store: Store) -> None:
    """Answers would change without what is marked, so a release that can be handed on needs a book
    in which nothing is."""
    with store.view() as view:
        marks = view.count(Mark)
    if marks:
        raise BookError(
            f"this book has marks of sensitivity ({marks}), and a release answers from all of it; "
            "lift them (`tallybook marks` lists them), export lists instead, which leave out what "
            "is marked, or make a release for yourself with --everything"
        )


def _check_all_over(store: Store, delay: timedelta) -> None:
    """Answers would change without what has only just happened, as without what is marked."""
    until = datetime.now(UTC) - delay
    with store.view() as view:
        published = {document.id: document.published for document in view.scan(Document)}
        waiting = sum(
            is_recent(claim.when, published[claim.document], until) for claim in view.scan(Claim)
        )
    if waiting:
        raise BookError(
            f"{waiting} claims of this book are on what may have happened after "
            f"{last_day_over(until)}, and a release holds all of it; make it later, say --delay 0 "
            "if nobody is in danger, export lists instead, which leave out what is recent, or make "
            "a release for yourself with --everything"
        )


def check_release(view: View) -> list[str]:
    """Return what of a release is not as its manifest says, a sentence each.

    Raises BookError for a book that is no release.
    """
    manifest = manifest_of(view)
    if manifest is None:
        raise BookError("this book is no release; `tallybook release` makes one of it")
    found = {digest.kind: digest for digest in _digests_of(view, manifest.holds)}
    faults = [
        f"the release's {said.kind} are not those of its manifest"
        for said in manifest.digests
        if found.get(said.kind) != said
    ]
    answered = [d for d in manifest.digests if d.kind in _kinds_of(manifest.holds)]
    if content_hash(manifest.holds, answered) != manifest.content:
        faults.append("the content hash is not that of the manifest's own digests")
    return faults


def manifest_of(view: View) -> Release | None:
    """Return the manifest of a release; None for a book that has releases of its own, or none."""
    releases = list(view.scan(Release))
    alone = len(releases) == 1 and releases[0].book_version == view.version
    return releases[0] if alone else None


def holds_captures(manifest: Release | None) -> bool:
    """Whether a book has the bytes of its reports: unless it is a release without them."""
    return manifest is None or manifest.holds == "everything"


def read_releases(store: Store) -> list[Release]:
    """Return the releases that were made of a book, the first one first."""
    with store.view() as view:
        return list(view.scan(Release))


def _freeze(store: Store, name: str, path: Path, holds: Holding) -> Release:
    with store.view() as view:
        if view.get(Release, release_id(name)) is not None:
            raise _taken(name)
        if view.settled == 0:
            raise BookError("the book is empty, so there is nothing to release; add reports first")
        with new_release(path, view.settled) as writer:
            digests = []
            for kind in (*ANSWERED_FROM, *(KEPT_WITH_EVERYTHING if holds == "everything" else ())):
                digests.append(_write(writer, kind, _records(view, kind, holds)))
            note_linked(writer, (document.id for document in view.scan(Document)))
            digests.append(_write(writer, Tally, _answers(view)))
            if holds == "everything":
                digests.append(_captures(view, writer))
            release = Release(
                id=release_id(name),
                name=name,
                released_at=datetime.now(UTC).isoformat(timespec="seconds"),
                made_with=__version__,
                book_version=view.settled,
                holds=holds,
                content=content_hash(holds, [d for d in digests if d.kind in _kinds_of(holds)]),
                digests=tuple(digests),
            )
            writer.put([release])
    return release


def _taken(name: str) -> BookError:
    return BookError(
        f"the book has a release {name!r} already, and no name is given twice; `tallybook "
        "releases` lists them"
    )


def _kinds_of(holds: Holding) -> set[str]:
    """Return what the content hash is over."""
    answered = {codec.name_of(kind) for kind in ANSWERED_FROM}
    return answered | {CAPTURES} if holds == "everything" else answered


def _records(view: View, kind: type[Record], holds: Holding) -> Iterator[Record]:
    for record in view.scan(kind):
        if holds == "quoted" and isinstance(record, Document):
            yield quoted_only(record, list(view.scan(Claim, document=record.id)))
        elif holds == "quoted" and isinstance(record, PersonJudgement):
            unnamed = tuple(replace(one, maker=WITHHELD) for one in record.judgements)
            yield replace(record, by=WITHHELD, judgements=unnamed)
        else:
            yield record


def _answers(view: View) -> Iterator[Record]:
    """Yield the answers that were made from the book as it is: an older one is to an older book."""
    return (tally for tally in view.scan(Tally) if tally.book_version == view.settled)


def quoted_only(document: Document, claims: Iterable[Claim]) -> Document:
    """Return a document of whose text the words are left that claims rest on, each at its place,
    with the name of its file without the folders."""
    spans = [
        span
        for claim in claims
        for span in (claim.sentence, *claim.repeats, *(s for v in claim.spans.values() for s in v))
    ]
    spans += [document.dateline] if document.dateline is not None else []
    title = [p for p in document.paragraphs if p.role == "title"]
    ranges = [(span.start, span.end) for span in spans] + [(p.start, p.end) for p in title]
    is_address = "://" in document.source
    return replace(
        document,
        text=_blanked(document.text, ranges),
        source=document.source if is_address else Path(document.source).name,
        cut=(*document.cut, LEFT_OUT),
    )


def _blanked(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """Return a text with blanks for all that lies outside of the ranges, line ends aside."""
    kept = [c if c == "\n" else " " for c in text]
    for start, end in ranges:
        kept[start:end] = text[start:end]
    return "".join(kept)


def _write(writer: SqlWriter, kind: type[Record], records: Iterable[Record]) -> Digest:
    """Write the records of a kind; return their digest."""
    hashes: dict[str, bytes] = {}
    batch: list[Record] = []
    for record in records:
        hashes[record.id] = sha256(codec.encode(record)).digest()
        batch.append(record)
        if len(batch) == _BATCH:
            writer.put(batch)
            batch = []
    writer.put(batch)
    return _digest(codec.name_of(kind), hashes)


def _captures(view: View, writer: SqlWriter) -> Digest:
    """Write the bytes of every report and page; return their digest."""
    hashes = {}
    for digest in _captured(view):
        writer.capture(view.capture(digest))
        hashes[digest] = bytes.fromhex(digest)
    return _digest(CAPTURES, hashes)


def _captured(view: View) -> list[str]:
    fetched = (fetch.capture for fetch in view.scan(Fetch) if fetch.capture is not None)
    return sorted({*(document.capture for document in view.scan(Document)), *fetched})


def _digests_of(view: View, holds: Holding) -> Iterator[Digest]:
    """Yield the digests of what a release holds now."""
    kinds = (*ANSWERED_FROM, Tally, *(KEPT_WITH_EVERYTHING if holds == "everything" else ()))
    for kind in kinds:
        hashes = {one.id: sha256(codec.encode(one)).digest() for one in view.scan(kind)}
        yield _digest(codec.name_of(kind), hashes)
    if holds == "everything":
        # Whoever reads a capture hashes it.
        hashes = {one: sha256(view.capture(one)).digest() for one in _captured(view)}
        yield _digest(CAPTURES, hashes)


def _digest(kind: str, hashes: Mapping[str, bytes]) -> Digest:
    whole = sha256(b"".join(hashes[identifier] for identifier in sorted(hashes)))
    return Digest(kind, len(hashes), whole.hexdigest())


def _name_anew(unfinished: Path, file: Path) -> None:
    """Give a file its name, unless something has that name meanwhile."""
    try:
        os.link(unfinished, file)
    except FileExistsError:
        raise UsageError(f"{file} is there now; name another") from None
    except OSError:
        unfinished.rename(file)  # A file system without links.


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
