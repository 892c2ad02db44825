"""Families of reports, read from the book: a report, its near-copies, what judgements tie to it.

What a report tells of each attack is a function of its family, so a family is read whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.ids import key_number
from tallybook.core.judgements import Judgement
from tallybook.linking.copies import (
    CopyGroup,
    Print,
    alone,
    are_copies,
    credits_of,
    group_prints,
    is_stock,
    may_be_copies,
)
from tallybook.linking.roster import Roster
from tallybook.store.protocol import View


def copies_key(oldest: str) -> int:
    """Return the key in the index of copies that the reports of a group share."""
    return key_number("copies of", oldest)


class Families:
    """Reads reports into a roster, by families or for a look only.

    `tying` are the judgements of people and models, those that were taken back as well: a report
    that they tied is looked at again when they no longer do.
    """

    def __init__(self, view: View, roster: Roster, tying: Iterable[Judgement]) -> None:
        self._view = view
        self._roster = roster
        self._whole: set[str] = set()
        self._groups: dict[str, CopyGroup] = {}
        self._members: dict[str, set[str]] = {}
        self._ties: dict[str, set[str]] = defaultdict(set)
        pairs = [(judgement.first, judgement.second) for judgement in tying]
        judged = view.get_many(Claim, (claim for pair in pairs for claim in pair))
        for pair in pairs:
            if pair[0] in judged and pair[1] in judged:
                one, other = (judged[claim].document for claim in pair)
                self._ties[one].add(other)
                self._ties[other].add(one)

    def regroup(self, changed: Collection[str]) -> dict[str, Print]:
        """Find the near-copies of changed reports anew; return what all those were compared by that
        are in a group with one of them, or were."""
        prints = {d.id: Print(d) for d in self._view.get_many(Document, changed).values()}
        printed = Counter(value for one in prints.values() for value in one.sample)
        printed.update(self._view.frequencies("shingles", printed))
        stock = {value for value, n in printed.items() if is_stock(n)}
        related = self._related(prints, stock)
        stale = self._copies_of({*changed, *related}) - prints.keys()
        prints |= {d.id: Print(d) for d in self._view.get_many(Document, stale | related).values()}
        self._groups.update(group_prints(prints.values(), stock))
        members: dict[str, set[str]] = defaultdict(set)
        for document in prints:
            members[self._groups[document].id].add(document)
        self._members.update((d, members[self._groups[d].id]) for d in prints)
        return prints

    def judged(self, documents: Collection[str]) -> set[str]:
        """Return those of some reports that judgements tie to others, or did."""
        return {document for document in documents if document in self._ties}

    def group(self, document: str) -> CopyGroup:
        """Return the group of near-copies of a report that was regrouped or read."""
        return self._groups[document]

    def closed(self, documents: Collection[str]) -> set[str]:
        """Return reports with their whole families."""
        found: set[str] = set()
        new = set(documents)
        while new:
            found |= new
            ties = (self._ties[document] for document in self.judged(new))
            new = self._copies_of(new).union(*ties) - found
        return found

    def read(self, families: Collection[str]) -> None:
        """Read the reports of whole families into the roster."""
        wanted = [document for document in families if document not in self._whole]
        self._whole.update(wanted)
        documents = self._view.get_many(Document, wanted)
        self._copies_of(wanted)
        copied = {d for d in wanted if d not in self._groups and len(self._members[d]) > 1}
        prints = [Print(documents[document]) for document in documents if document in copied]
        self._groups |= group_prints(prints, frozenset())
        for document in documents.values():
            if document.id not in self._groups:
                self._groups[document.id] = alone(document, credits_of(document))
            self._add(document, self._groups[document.id])

    def look_at(self, reports: Collection[str]) -> None:
        """Read reports into the roster without their families, to compare others with them."""
        wanted = [document for document in reports if document not in self._roster.documents]
        for document in self._view.get_many(Document, wanted).values():
            self._add(document, alone(document))

    def _add(self, document: Document, group: CopyGroup) -> None:
        claims = self._view.scan(Claim, document=document.id)
        self._roster.add(document, claims, group)

    def _related(self, prints: dict[str, Print], stock: set[int]) -> set[str]:
        """Return the linked reports of which one of these is a near-copy."""
        wanted = {value for one in prints.values() for value in one.sample} - stock
        sampled = self._view.lookup("shingles", wanted)
        sharing = {other for found in sampled.values() for other in found} - prints.keys()
        sizes = self._view.keys("sizes", sharing)
        # Most reports that share a phrase with one are no copies of it: of each, only those that
        # may be are held.
        likely = [
            (identifier, other)
            for identifier, one in prints.items()
            for other, n in Counter(d for v in one.sample for d in sampled.get(v, ())).items()
            if other in sharing and may_be_copies(n, min(len(one.sample), *sizes[other]))
        ]
        documents = self._view.get_many(Document, {other for _, other in likely})
        others = {d.id: Print(d) for d in documents.values()}
        return {other for one, other in likely if are_copies(others[other], prints[one])}

    def _copies_of(self, documents: Collection[str]) -> set[str]:
        """Return reports with those that are in a group of near-copies with one of them."""
        unknown = [document for document in documents if document not in self._members]
        keys = self._view.keys("copies", unknown)
        groups = self._view.lookup("copies", {key for found in keys.values() for key in found})
        for document in unknown:
            mates = {mate for key in keys.get(document, ()) for mate in groups.get(key, ())}
            self._members[document] = mates or {document}
        return {mate for document in documents for mate in self._members[document]}
