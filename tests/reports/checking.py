"""What a program read, held against what a careful person read.

`run_case` takes a case the whole way (reports in, tally out) in a book of its own, and
`differences` says in a line each where the outcome is not the careful reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tallybook.core.claims import ATTACK_STAGES, Claim
from tallybook.core.incidents import Incident
from tallybook.core.questions import Question
from tallybook.core.tallies import Bounds, Tally
from tallybook.core.values import Count
from tallybook.ingest.captures import Flags
from tallybook.store.memory import MemoryStore
from tallybook.workflow.asking.ask import ask
from tallybook.workflow.keeping.adding import add


class Outcome(Struct, frozen=True):
    """What came out of a case: claims by report file, incidents, and a tally per question."""

    claims: dict[str, list[Claim]]
    incidents: list[Incident]
    tallies: list[Tally]


def run_case(case) -> Outcome:
    """Read a case's reports, each with its own flags, and ask its questions."""
    store = MemoryStore()
    claims: dict[str, list[Claim]] = {}
    for report in case.reports:
        published = str(report.published) if report.published else None
        flags = Flags(published=published, publisher=report.publisher)
        [added] = list(add(store, [str(case.folder / report.file)], flags))
        assert added.document is not None, f"{case.slug}/{report.file}: {added.rejection}"
        with store.view() as view:
            claims[report.file] = list(view.scan(Claim, document=added.document))
    tallies = [
        ask(
            store,
            Question(
                target=asked.target,
                attacker=asked.attacker,
                weapon=asked.weapon,
                event_type=asked.event_type,
                places=asked.places,
                since=asked.since,
                until=asked.until,
            ),
        ).tally
        for asked in case.questions
    ]
    with store.view() as view:
        incidents = list(view.scan(Incident))
    return Outcome(claims, incidents, tallies)


def differences(case, outcome: Outcome) -> list[str]:
    """Return where the outcome is not the careful reading; none where it is."""
    return [
        *_question_differences(case, outcome.tallies),
        *_incident_differences(case, outcome.incidents),
        *_claim_differences(case, outcome.claims),
        *_absent_differences(case, outcome.claims),
    ]


def _question_differences(case, tallies: Sequence[Tally]) -> Iterator[str]:
    for number, (asked, tally) in enumerate(zip(case.questions, tallies, strict=True), start=1):
        for standard in ("confirmed", "reported", "claimed"):
            expected = getattr(asked, standard)
            found: Bounds = getattr(tally.bounds, standard)
            if expected is not None and _shown(found.lower, found.upper) != list(expected):
                yield (
                    f"question {number} {standard}: {_shown(found.lower, found.upper)}, "
                    f"a careful reader says {list(expected)}"
                )
        if asked.silent is not None and tally.silent != asked.silent:
            yield f"question {number}: silent is {tally.silent}"
        if asked.contradiction and not tally.contradictions:
            yield f"question {number}: no contradiction is named"


def _incident_differences(case, incidents: Sequence[Incident]) -> Iterator[str]:
    expected = case.reading.incidents
    counted = [i for i in incidents if i.stage in ATTACK_STAGES and i.standard is not None]
    if expected is not None and len(counted) != expected:
        yield f"incidents: {len(counted)}, a careful reader says {expected}"


def _claim_differences(case, claims: dict[str, list[Claim]]) -> Iterator[str]:
    for expected in case.claims:
        resting = [c for c in claims[expected.report] if _rests_on(c, expected.quote)]
        kind = [c for c in resting if expected.kind is None or c.kind == expected.kind]
        if not kind:
            kinds = sorted({c.kind for c in resting}) or "none"
            yield f"no {expected.kind} on {expected.quote!r} (claims there: {kinds})"
            continue
        failures = [list(_field_differences(c, expected)) for c in kind]
        if all(failures):
            yield f"{expected.kind} on {expected.quote!r}: {min(failures, key=len)}"


def _absent_differences(case, claims: dict[str, list[Claim]]) -> Iterator[str]:
    for absent in case.absent:
        for claim in claims[absent.report]:
            if claim.kind != absent.kind or not _rests_on(claim, absent.quote):
                continue
            if absent.stance is not None and claim.stance != absent.stance:
                continue
            if absent.stage is not None and claim.stage != absent.stage:
                continue
            yield f"there should be no {absent.kind} on {absent.quote!r} ({claim.stance})"


def _rests_on(claim: Claim, quote: str) -> bool:
    wanted = " ".join(quote.split())
    return any(wanted in " ".join(s.words.split()) for s in (claim.sentence, *claim.repeats))


def _field_differences(claim: Claim, expected) -> Iterator[str]:
    for name in ("stance", "stage", "verdict", "preliminary"):
        wanted = getattr(expected, name)
        if wanted is not None and getattr(claim, name) != wanted:
            yield f"{name} is {getattr(claim, name)}"
    if expected.when is not None:
        found = (claim.when.earliest, claim.when.latest) if claim.when is not None else None
        if found != expected.when:
            yield f"when is {found}"
    for name, mentions in (
        ("attacker", [m.name for m in claim.attackers]),
        ("target", [m.name for m in claim.targets]),
        ("weapon", [w.name for w in claim.weapons]),
        ("voice", [m.name for m in claim.voices]),
    ):
        wanted = getattr(expected, name)
        if wanted is not None and not any(wanted.lower() in m.lower() for m in mentions):
            yield f"{name}s are {mentions}"
    if expected.place is not None and all(p.name != expected.place for p in claim.places):
        yield f"places are {[p.name for p in claim.places]}"
    for name in ("killed", "injured", "count"):
        wanted = getattr(expected, name)
        value: Count | None = getattr(claim, name)
        found_range = _shown(value.low, value.high) if value is not None else None
        if wanted is not None and found_range != list(wanted):
            yield f"{name} is {found_range}"


def _shown(low: int, high: int | None) -> list[int | str]:
    return [low, "open" if high is None else high]
