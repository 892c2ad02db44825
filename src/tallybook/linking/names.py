"""How many reports of a book print a name, or a mark of a text: what is printed everywhere tells
nothing apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from tallybook.core.ids import key_number
from tallybook.linking.roster import Roster
from tallybook.linking.weights import RARE_NAME_REPORTS
from tallybook.store.protocol import View


def printed_names(roster: Roster, document: str) -> set[str]:
    """Return what the attacks of a report are known by where few reports print it: the proper names
    of the sentences that tell of them, and the marks of the text that tells of one first."""
    if not roster.told[document]:
        return set()
    text = roster.text(document)
    return claim_names(roster, document) | text.marks | text.title_marks


def claim_names(roster: Roster, document: str) -> set[str]:
    """Return the proper names of the sentences that tell of a report's attacks."""
    return {name for position in roster.told[document] for name in roster.names(position)}


def common_names(roster: Roster) -> frozenset[str]:
    """Return the names and marks that too many of these reports print, copies counted once."""
    printed = {
        (name, roster.copies[document].id)
        for document in roster.told
        for name in printed_names(roster, document)
    }
    reports = Counter(name for name, _ in printed)
    return frozenset(name for name, n in reports.items() if n > RARE_NAME_REPORTS)


class NameCounts:
    """The names of a book by how many groups of near-copies print them, as its index has it, with
    the changes of it that are to be made."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._changes: Counter[int] = Counter()
        self._common: dict[str, bool] = {}

    def change(
        self, before: Mapping[str, Collection[int]], now: Mapping[str, Collection[int]]
    ) -> set[int]:
        """Note the names of groups before and now, by their oldest reports; return those that
        become common by it, or cease to be."""
        for keys in now.values():
            self._changes.update(keys)
        for keys in before.values():
            self._changes.subtract(keys)
        counts = self._view.frequencies("names", [k for k, n in self._changes.items() if n])
        return {
            name
            for name, change in self._changes.items()
            if (counts.get(name, 0) > RARE_NAME_REPORTS)
            != (counts.get(name, 0) + change > RARE_NAME_REPORTS)
        }

    def common(self, names: Collection[str]) -> frozenset[str]:
        """Return the common ones among some names and marks."""
        new = {name: name_key(name) for name in names if name not in self._common}
        counts = self._view.frequencies("names", new.values())
        for name, key in new.items():
            count = counts.get(key, 0) + self._changes[key]
            self._common[name] = count > RARE_NAME_REPORTS
        return frozenset(name for name in names if self._common[name])


def name_key(name: str) -> int:
    """Return the key of a name in the index of names."""
    return key_number("name", name)
