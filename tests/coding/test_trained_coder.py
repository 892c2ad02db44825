"""`trained.v1`: how the grammar's claims and what the trained reader reads are put together.

The reader of these tests is told what it reads, so that the rules of combination are tested and not
the network.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest

from tallybook.coding.trained.coder import RULE, TrainedCoder
from tallybook.coding.trained.evidence import Evidence
from tallybook.coding.trained.incidents import Entity, ReadIncident
from tallybook.coding.trained.labels import CONFIDENCES, INCIDENT_TYPES, ROLES
from tallybook.coding.trained.spans import ReadSpan
from tallybook.coding.trained.weights import Weights
from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.ingest import Fetched, Flags, read_batch

WEIGHTS = Weights(
    attack=(0.0, 0.0, 1.0, 0.0, 0.0),
    told=(0.0, 0.0, 1.0, 0.0),
    fill=((0.0, 1.0, 0.0, 0.0),) * len(ROLES),
    agreed=dict.fromkeys(("attackers", "targets", "weapons"), (2.0, 0.0, 0.5, 0.0)),
)
"""A name or an attack is as likely as its likeliest span; the grammar's names are likely."""


@dataclass
class Told:
    """Stands for the reader: it reads one incident with these (role, words, probability)."""

    names: list[tuple[str, str, float]]
    kind: str = "ATTACK"
    confidence: str = "REPORTED AS FACT"
    seen: list[str] = field(default_factory=list)

    def read(self, text: str) -> Evidence:
        self.seen.append(text)
        spans = [self._span(text, *name) for name in self.names]
        entities = tuple(Entity([span]) for span in spans)
        kind = INCIDENT_TYPES.index(self.kind)
        incident = ReadIncident(kind, 0.9, np.array([0.9, 0.05, 0.05]), entities, 0.9)
        return Evidence(text, tuple(spans), (incident,), 0.9, WEIGHTS)

    def _span(self, text: str, role: str, words: str, p: float) -> ReadSpan:
        start = text.index(words)
        sure = np.array([0.9 if one == self.confidence else 0.02 for one in CONFIDENCES])
        none = np.zeros(1)
        return ReadSpan(
            start, start + len(words), ROLES.index(role), p, none, none, sure, none, none, start
        )


Read = Callable[..., list[Claim]]


@pytest.fixture(scope="module")
def read_with() -> Read:
    """Return the coder with a reader in place of its own: of a text, its claims."""
    coder = TrainedCoder()

    def read(text: str, told: Told) -> list[Claim]:
        coder._trained = told  # type: ignore[assignment]
        flags = Flags(published="2025-06-30", publisher="Gazette")
        [intake] = read_batch([Fetched("report.txt", text.encode())], flags)
        assert isinstance(intake.result, Document)
        [claims] = list(coder.code([intake.result]))
        assert isinstance(claims, list)
        return claims

    return read


BLAST = (
    "A bomb exploded outside the town hall of Tera on Friday, police said. "
    "The men who laid it fled."
)


def test_a_name_that_only_the_reader_gives_is_added_and_marked(read_with: Read) -> None:
    told = Told([("Target", "town hall", 0.9), ("PerpInd", "men", 0.8)], kind="BOMBING")
    [claim] = [c for c in read_with(BLAST, told) if c.kind == "incident"]
    assert [m.name for m in claim.attackers] == ["men"]
    assert claim.inferred["attackers"] == RULE
    assert claim.spans["attackers"][0].words == "men"
    assert claim.confidences["attackers"] == {"men": 0.8}


def test_an_unlikely_name_is_not_added(read_with: Read) -> None:
    told = Told([("Target", "town hall", 0.9), ("PerpInd", "men", 0.2)], kind="BOMBING")
    [claim] = [c for c in read_with(BLAST, told) if c.kind == "incident"]
    assert claim.attackers == ()


def test_an_attack_is_as_likely_as_both_evidences_have_it(read_with: Read) -> None:
    likely = read_with(BLAST, Told([("Target", "town hall", 0.9)], kind="BOMBING"))
    unlikely = read_with(BLAST, Told([("Target", "Tera", 0.1)], kind="BOMBING"))
    [more], [less] = ([c for c in some if c.kind == "incident"] for some in (likely, unlikely))
    assert more.confidence > less.confidence
    assert more.when == less.when
    assert [v.name for v in more.voices] == [v.name for v in less.voices] == ["Gazette", "police"]


FOUND = (
    "Gunfire was heard in the hills. The judge Aldo Reyes lay dead in Tera on Friday, a nurse said."
)


def test_an_attack_that_only_the_reader_reads_is_told_in_its_words(read_with: Read) -> None:
    claims = read_with(FOUND, Told([("Victim", "Aldo Reyes", 0.9)]))
    [claim] = [c for c in claims if [m.name for m in c.targets] == ["Aldo Reyes"]]
    assert claim.event_type == "attack"
    assert claim.inferred["event_type"] == RULE
    assert [p.name for p in claim.places] == ["Tera"]
    assert claim.when is not None
    assert claim.when.words == "Friday"
    assert claim.voices[-1].name == "a nurse" or claim.voices[-1].name == "nurse"


RAID = "Gunmen attacked the village of Tera on Friday. A shop burned and the gunmen left."


def test_an_arson_in_the_course_of_an_attack_is_told_as_said_of_it(read_with: Read) -> None:
    claims = read_with(RAID, Told([("Target", "shop", 0.9), ("Target", "village", 0.9)], "ARSON"))
    arson, attack = sorted((c for c in claims if c.kind == "incident"), key=lambda c: not c.about)
    assert (arson.event_type, attack.event_type) == ("arson", "attack")
    assert arson.about == (attack.id,)
    assert [m.name for m in arson.targets] == ["shop", "village"]


def test_an_attack_by_another_word_is_the_one_that_the_grammar_tells(read_with: Read) -> None:
    claims = read_with(RAID, Told([("Target", "shop", 0.9), ("Target", "village", 0.9)], "BOMBING"))
    [attack] = [c for c in claims if c.kind == "incident"]
    assert "shop" in [m.name for m in attack.targets]


def test_a_weapon_keeps_its_adjectives_and_its_kind(read_with: Read) -> None:
    text = "A powerful homemade bomb exploded outside the town hall of Tera on Friday, police said."
    weapon, target = ("Weapon", "powerful homemade bomb", 0.9), ("Target", "town hall", 0.9)
    [claim] = [
        c for c in read_with(text, Told([weapon, target], "BOMBING")) if c.kind == "incident"
    ]
    [named] = claim.weapons
    assert named.name == "powerful homemade bomb"
    assert named.weapon is not None


def test_what_was_only_planned_is_not_told(read_with: Read) -> None:
    text = (
        "A bomb wounded a guard in Djibo. The men planned to attack the mayor of Tera, police said."
    )
    claims = read_with(text, Told([("VictimDescription", "mayor", 0.9)]))
    assert all("mayor" not in m.name for c in claims if c.inferred for m in c.targets
               if c.stance == "asserted")  # fmt: skip


def test_who_is_suspected_is_blamed_and_not_named_as_a_fact(read_with: Read) -> None:
    text = (
        "A bomb exploded outside the town hall of Tera on Friday. The army sees the hand of M-26."
    )
    told = Told(
        [("Target", "town hall", 0.9), ("PerpOrg", "M-26", 0.9)],
        kind="BOMBING",
        confidence="SUSPECTED OR ACCUSED",
    )
    claims = read_with(text, told)
    [claim] = [c for c in claims if c.kind == "incident"]
    [blame] = [c for c in claims if c.kind == "responsibility"]
    assert claim.attackers == ()
    assert (blame.verdict, blame.stance, blame.about) == ("blames", "suspected", (claim.id,))
    assert [m.name for m in blame.attackers] == ["M-26"]


def test_the_reader_reads_the_text_that_spans_are_counted_in(read_with: Read) -> None:
    told = Told([("Target", "town hall", 0.9)], kind="BOMBING")
    for claim in read_with(BLAST, told):
        claim.check(told.seen[-1])
