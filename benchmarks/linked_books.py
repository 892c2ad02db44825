"""Books of invented reports that are linked as they are written, for measuring what questions cost.

Linking a million claims takes most of an hour, and is measured elsewhere (`linking.py`). Here it is
known which attack each claim is on, since it was invented, so incidents and origins are written
with the claims; some attacks are told as two incidents that may be one. An attack has fewer reports
than in the other books, so that ten claims make an incident.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from random import Random

from books import SEED, Report, reports_of_attacks
from tallybook.core.claims import Claim
from tallybook.core.ids import make_id
from tallybook.core.incidents import Fact, Incident, Standard
from tallybook.core.origins import Origin
from tallybook.core.values import Count
from tallybook.linking.changes import LINKED_BY
from tallybook.store import open_store
from tallybook.store.protocol import Record
from tallybook.workflow.keeping.relinking import LINKED
from world import Attack

TAIL = 2.8
"""The exponent of reports per attack with which ten claims make an incident."""
WORDS = 40
"""Invented words of a report beside its sentences: no question reads them."""
AT_ONCE = 200
"""Reports written in one transaction."""
UNSURE = 0.2
"""How many of the attacks with several reports are told as two incidents that may be one."""
STANDARDS: tuple[Standard, ...] = (*("confirmed",) * 16, *("reported",) * 3, "claimed")
_SUPPORTED = ("places", "when", "attackers", "targets", "weapons", "event_type", "stage")


def write_linked_book(path: Path, claims: int) -> None:
    """Make a book of `claims` claims, with their incidents and origins."""
    store = open_store(path, create=True)
    told: dict[int, list[Claim]] = {}
    made: dict[int, Attack] = {}
    written = reports_of_attacks(claims, tail=TAIL, words=WORDS)
    try:
        while batch := list(islice(written, AT_ONCE)):
            with store.writer() as writer:
                records: list[Record] = []
                for (document, data, own), attack, recalled in batch:
                    writer.capture(data)
                    records += [document, *own, *_origins((document, data, own))]
                    for claim in own:
                        about = recalled if claim.background else attack
                        if claim.kind not in ("count", "statement"):
                            told.setdefault(about.number, []).append(claim)
                    made |= {attack.number: attack, recalled.number: recalled}
                writer.put(records)
                writer.index("linked", {r[0].id: [LINKED, LINKED_BY] for r, _, _ in batch})
        with store.writer() as writer:
            dice = Random(SEED)
            for number, own in told.items():
                writer.put(list(_incidents(dice, made[number], own)))
    finally:
        store.close()


def _origins(report: Report) -> Iterator[Origin]:
    document, _, claims = report
    for claim in claims:
        told = len(claim.voices) > 1
        origin = f"voice:{claim.voices[-1].name.casefold()}" if told else f"document:{document.id}"
        yield Origin(claim.id, origin, "the report's own words")


def _incidents(dice: Random, attack: Attack, claims: list[Claim]) -> Iterator[Incident]:
    """Yield the incident of an attack, or two that may be one."""
    reports = len({claim.document for claim in claims})
    if reports > 1 and dice.random() < UNSURE:
        first = [claim for claim in claims if claim.document == claims[0].document]
        second = [claim for claim in claims if claim.document != claims[0].document]
        ids = [make_id("incident", one[0].id) for one in (first, second)]
        yield _incident(dice, attack, first, unsure=ids[1:])
        yield _incident(dice, attack, second, unsure=ids[:1])
    else:
        yield _incident(dice, attack, claims, unsure=())


def _incident(dice: Random, attack: Attack, claims: list[Claim], unsure: Iterable[str]) -> Incident:
    ids = tuple(claim.id for claim in claims)
    telling = [claim for claim in claims if claim.kind == "incident"] or claims
    places = max((claim.places for claim in telling), key=_exactness)
    moments = [claim.when for claim in telling if claim.when is not None]
    dated = [moment for moment in moments if moment.earliest is not None]
    standard = dice.choice(STANDARDS)
    return Incident(
        id=make_id("incident", ids[0]),
        anchor=ids[0],
        claims=ids,
        event_type=attack.event_type,
        stage="done",
        attackers=(attack.attacker,),
        attacker_standards=(standard,),
        targets=telling[0].targets,
        weapons=telling[0].weapons,
        places=places,
        when=next(iter((*dated, *moments)), None),
        killed=Count(attack.killed, attack.killed, "dead"),
        injured=Count(attack.injured, attack.injured, "hurt"),
        standard=standard,
        origins=tuple(sorted({f"document:{claim.document}" for claim in claims})),
        unsure=tuple(unsure),
        facts=tuple(Fact(field=field, rule="as told", support=ids) for field in _SUPPORTED),
    )


def _exactness(places: tuple[object, ...]) -> int:
    """How exactly places are told: by the precision of the first, none at all last."""
    precision = getattr(places[0], "precision", None) if places else None
    return -9 if precision is None else -precision
