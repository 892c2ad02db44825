"""What of a book is marked as sensitive, in the words that flag it wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.marks import Mark
from tallybook.store.protocol import View

WHOLE = "sensitive, not published"
WORDS = "sensitive words, not published"
A_CLAIM = "a claim in it is sensitive"


class Sensitive(Struct, frozen=True):
    """The marks of a book: the reports that are marked whole, the claims, each with its report, and
    words, by the report in which they are sensitive wherever they stand."""

    reports: frozenset[str] = frozenset()
    claims: Mapping[str, str] = {}
    words: Mapping[str, tuple[str, ...]] = {}

    def of_report(self, document: str) -> str:
        """Return what is said beside a report; "" where nothing of it is marked."""
        if document in self.reports:
            return WHOLE
        if document in self.words:
            return WORDS
        return A_CLAIM if document in self.claims.values() else ""

    def of_claim(self, claim: Claim) -> str:
        """Return what is said beside a claim."""
        if claim.document in self.reports or claim.id in self.claims:
            return WHOLE
        spans = (claim.sentence, *claim.repeats)
        marked = self.words.get(claim.document, ())
        return WORDS if any(word in span.words for word in marked for span in spans) else ""

    def of_claims(self, claims: Iterable[Claim]) -> str:
        """Return what is said beside what rests on some claims: the gravest of them."""
        said = {self.of_claim(claim) for claim in claims}
        return WHOLE if WHOLE in said else WORDS if WORDS in said else ""


def read_sensitive(view: View) -> Sensitive:
    """Return what is marked in a book."""
    marks = list(view.scan(Mark))
    claims = view.get_many(Claim, {mark.target for mark in marks})
    words: dict[str, list[str]] = {}
    for mark in marks:
        if mark.words is not None:
            document = claims[mark.target].document if mark.target in claims else mark.target
            words.setdefault(document, []).append(mark.words)
    whole = {mark.target for mark in marks if mark.words is None}
    return Sensitive(
        reports=frozenset(whole - claims.keys()),
        claims={name: claim.document for name, claim in claims.items() if name in whole},
        words={document: tuple(found) for document, found in words.items()},
    )
