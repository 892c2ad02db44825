"""Whether a book is whole: every capture hashed again, every span held against its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.fetches import Fetch
from tallybook.core.releases import Release
from tallybook.errors import BookError, EvidenceError
from tallybook.store.checking import damage
from tallybook.store.codec import NAMES
from tallybook.store.protocol import RecordT, Store, View
from tallybook.workflow.keeping.releasing import check_release, holds_captures, manifest_of

Progress = Callable[[int, int], None]
"""Is told how many of how many records are checked."""


class Verified(Struct, frozen=True, kw_only=True):
    """How much was checked of a book, and what is wrong with it; a whole one has no `faults`.
    `release` is the manifest that a release was held against, None for a book that is none."""

    documents: int
    claims: int
    captures: int
    fetches: int
    faults: tuple[str, ...]
    release: Release | None = None


def verify(store: Store, progress: Progress = lambda done, total: None) -> Verified:
    """Check a book as it is now: its file, every record, capture and span; a release against its
    manifest as well, and not for captures that it does not hold.

    A fault is a sentence that names the record. Nothing is mended.
    """
    faults = list(damage(store))
    with store.view() as view:
        manifest = manifest_of(view)
        checking = _Checking(view, progress, holds_captures=holds_captures(manifest))
        checking.check()
        if manifest is not None:
            faults += check_release(view)
        return Verified(
            documents=checking.counts[Document],
            claims=checking.counts[Claim],
            captures=len(checking.captures),
            fetches=checking.counts[Fetch],
            faults=(*faults, *checking.faults),
            release=manifest,
        )


class _Checking:
    """One walk over a view; what it met, and what is wrong with it."""

    def __init__(self, view: View, progress: Progress, *, holds_captures: bool) -> None:
        self._holds_captures = holds_captures
        self.faults: list[str] = []
        self.captures: set[str] = set()
        self.counts = dict.fromkeys(NAMES, 0)
        self._document: tuple[str, str | None] = ("", None)
        self._view = view
        self._progress = progress
        self._total = sum(view.count(kind) for kind in NAMES)  # type: ignore[arg-type, misc]

    def check(self) -> None:
        """Read every record; check what documents, claims and fetches rest on."""
        for document in self._records(Document):
            self._check_document(document)
        for claim in self._records(Claim):
            self._check_claim(claim)
        for fetch in self._records(Fetch):
            if fetch.capture is not None:
                self._check_capture(fetch.capture, f"fetch {fetch.id}")
        for kind in NAMES.keys() - {Document, Claim, Fetch}:
            for _ in self._records(kind):  # type: ignore[type-var]
                pass

    def _records(self, kind: type[RecordT]) -> Iterator[RecordT]:
        """Yield the records of a kind, up to the first that cannot be read."""
        try:
            for record in self._view.scan(kind):
                self.counts[kind] += 1
                yield record
                self._progress(sum(self.counts.values()), self._total)
        except BookError as error:
            self.faults.append(str(error))

    def _check_document(self, document: Document) -> None:
        self._check_capture(document.capture, f"document {document.id}")
        with self._noted(f"document {document.id}"):
            if document.dateline is not None:
                document.dateline.check(document.text)
        for paragraph in document.paragraphs:
            if not 0 <= paragraph.start <= paragraph.end <= len(document.text):
                self.faults.append(
                    f"document {document.id}: a paragraph [{paragraph.start}, {paragraph.end}) "
                    f"lies outside its text of {len(document.text)} code points"
                )

    def _check_claim(self, claim: Claim) -> None:
        # Claims of one document follow each other: it is read once for all of them.
        if claim.document != self._document[0]:
            self._document = (claim.document, None)
            with self._noted(f"claim {claim.id}"):
                found = self._view.get(Document, claim.document)
                if found is not None:
                    self._document = (claim.document, found.text)
        text = self._document[1]
        if text is None:
            self.faults.append(f"claim {claim.id}: the book has no document {claim.document}")
            return
        with self._noted(f"claim {claim.id}"):
            claim.check(text)

    def _check_capture(self, digest: str, owner: str) -> None:
        if digest in self.captures or not self._holds_captures:
            return
        self.captures.add(digest)
        with self._noted(owner):
            # Whoever reads a capture hashes it.
            self._view.capture(digest)

    @contextmanager
    def _noted(self, owner: str) -> Iterator[None]:
        """Take down what is wrong with a record, and go on."""
        try:
            yield
        except (BookError, EvidenceError) as error:
            self.faults.append(f"{owner}: {error}")
