"""What linking changes in a book, and the keys under which its records are found next time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from tallybook.core.ids import key_number
from tallybook.core.incidents import Incident
from tallybook.core.judgements import Judgement
from tallybook.core.origins import Origin
from tallybook.linking.accounts import MAKER, Accounts
from tallybook.linking.blocking import blocking_keys
from tallybook.linking.copies import CopyGroup, Print
from tallybook.linking.families import copies_key
from tallybook.linking.roster import Position, Roster
from tallybook.store.protocol import IndexName

LINKED_BY = key_number("linked by", str(MAKER))
"""The key, in the index of linked reports, of the rules that they were linked by."""

Filed = dict[str, Collection[int]]
"""Keys by the ids of records; none, to be found no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What linking changes in a book.

    `judgements` stand in place of those of `judged_before`, and `incidents` of all that held any of
    the claims `clustered`. `near` are the incidents that stay as they are but for those of the new
    ones that they may be the same as: for each the ids of these, and of those among them that a
    person is unsure of. `filed` are the keys of records by index.
    """

    judgements: Sequence[Judgement]
    judged_before: Sequence[str]
    incidents: Sequence[Incident]
    clustered: Collection[str]
    near: Mapping[str, tuple[Collection[str], Collection[str]]]
    origins: Sequence[Origin]
    filed: Mapping[IndexName, Filed]


def report_key(document: str) -> int:
    """Return the key in the index of told claims that a report's share."""
    return key_number("report", document)


def account_key(lead: str) -> int:
    """Return the key in the index of accounts that an account's claims share; `lead` is the oldest
    of them."""
    return key_number("account", lead)


def file_reports(
    changed: Collection[str],
    prints: Mapping[str, Print],
    group_of: Callable[[str], CopyGroup],
    names: Mapping[str, Collection[int]],
) -> dict[IndexName, Filed]:
    """Return the keys of reports: of those that `changed`, and of all that were grouped anew with
    them, of which `prints` are what was compared and `names` those that each group prints, by its
    oldest report."""
    copies: Filed = {}
    for document in prints:
        group = group_of(document)
        copies[document] = [copies_key(group.id)] if group.size > 1 else []
    return {
        "linked": {document: [LINKED_BY] for document in changed},
        "shingles": {document: prints[document].sample for document in changed},
        "sizes": {document: [len(prints[document].sample)] for document in changed},
        "copies": copies,
        "names": {document: names.get(document, ()) for document in prints},
    }


def file_claims(
    roster: Roster, accounts: Accounts, told: Sequence[Position], before: Collection[str]
) -> dict[IndexName, Filed]:
    """Return the keys of the claims at `told`, and of those that are gone from `before`."""
    profiles = [accounts.profiles[lead] for lead in told if lead in accounts.profiles]
    nothing: Filed = dict.fromkeys([*before, *(position[-1] for position in told)], ())
    keys = {profile.lead[-1]: blocking_keys(profile) for profile in profiles}
    return {
        "told": nothing | {p[-1]: [report_key(roster.claims[p].document)] for p in told},
        "accounts": nothing
        | {p[-1]: [account_key(profile.lead[-1])] for profile in profiles for p in profile.members},
        "looks": nothing | {claim: one.looks for claim, one in keys.items()},
        "leaves": nothing | {claim: one.leaves for claim, one in keys.items()},
    }
