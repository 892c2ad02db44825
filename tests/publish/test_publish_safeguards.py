"""What goes out: not too soon, not too exact, and nothing that is marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from tallybook.core.claims import Claim
from tallybook.core.documents import Document, Paragraph
from tallybook.core.fetches import Fetch
from tallybook.core.incidents import Fact, Incident
from tallybook.core.marks import Mark, mark_id
from tallybook.core.spans import span_of
from tallybook.core.values import Count, Mention, Moment, Place
from tallybook.knowledge.loading import load_knowledge
from tallybook.publish.coarsening import PLACE_WITHHELD, Coarseness, coarsened
from tallybook.publish.privacy import WITHHELD, private_voices
from tallybook.publish.publication import Publication, PublishedClaim, PublishedIncident
from tallybook.publish.safeguards import WORDS_WITHHELD, Safe, Safeguards, safeguarded
from tallybook.publish.tables import ClaimsCsv, IncidentsCsv

NOON = datetime(2024, 3, 8, 12, tzinfo=UTC)
TEXT = (
    "Gunmen shot two traders at Ansongo market on 5 March, a neighbour, Awa Example, told a radio."
)


def place(name: str) -> Place:
    return load_knowledge().gazetteer.resolve(name)


def on(day: str | None) -> Moment | None:
    return None if day is None else Moment(day, day, "sometime", "")


def document(name: str, published: str | None = "2024-03-06") -> Document:
    return Document(
        id=f"document1_{name}",
        capture=name,
        source=f"{name}.txt",
        media_type="text/plain",
        text=TEXT,
        paragraphs=(Paragraph(0, len(TEXT), "body"),),
        title="Shots at Ansongo market",
        published=published,
    )


def claim(name: str, of: str, day: str | None = "2024-03-05") -> Claim:
    at = TEXT.index("Ansongo")
    return Claim(
        id=f"claim1_{name}",
        document=f"document1_{of}",
        kind="incident",
        sentence=span_of(TEXT, 0, len(TEXT)),
        targets=(Mention("Ansongo market"),),
        places=(replace(place("Ansongo"), name="Ansongo"),),
        voices=(Mention("a radio"), Mention("neighbour Awa Example")),
        when=on(day),
        spans={"places": (span_of(TEXT, at, at + 7),)},
    )


def incident(*claims: Claim, **more: Any) -> Incident:
    return Incident(
        id="incident1_a",
        anchor=claims[0].id,
        claims=tuple(one.id for one in claims),
        targets=claims[0].targets,
        places=claims[0].places,
        when=claims[0].when,
        **more,
    )


class NoArchive:
    def fetches(self, source: str) -> list[Fetch]:
        raise NotImplementedError

    def capture(self, sha256: str) -> bytes:
        raise NotImplementedError


def safe(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    incidents: Sequence[Incident] = (),
    *,
    marks: Sequence[Mark] = (),
    delay: int = 48,
    coarsen: Coarseness = "none",
) -> Safe:
    knowledge = load_knowledge()
    given = Publication(
        reports=tuple(documents),
        claims=tuple(PublishedClaim(one, True) for one in claims),
        incidents=tuple(PublishedIncident(one, True) for one in incidents),
        all_claims={one.id: one for one in claims},
        documents={one.id: one for one in documents},
        actors=knowledge.actors,
        rejections=(),
        archive=NoArchive(),
    )
    return safeguarded(given, Safeguards(timedelta(hours=delay), coarsen), marks, knowledge, NOON)


def mark(target: str, words: str | None = None) -> Mark:
    return Mark(
        id=mark_id(target, words), target=target, words=words, by="ana", made_at="", because="asked"
    )


def names(found: Safe) -> list[str]:
    return [one.claim.id for one in found.publication.claims]


def test_the_defaults_are_two_days_and_a_division() -> None:
    assert Safeguards() == Safeguards(timedelta(hours=48), "adm1")


@pytest.mark.parametrize(
    ("day", "published", "delay", "goes"),
    [
        ("2024-03-05", "2024-03-06", 48, True),
        # Over only at the end of the day: 36 hours ago.
        ("2024-03-06", "2024-03-06", 48, False),
        ("2024-03-06", "2024-03-06", 24, True),
        ("2024-03-08", "2024-03-08", 0, False),
        ("2024-03-07", "2024-03-08", 0, True),
        # No later than the report on it.
        (None, "2024-03-05", 48, True),
        (None, "2024-03-08", 48, False),
        ("XXXX-03-07", "2024-03-08", 48, False),
        # Nobody learns from it that it is recent.
        (None, None, 48, True),
    ],
)
def test_what_has_only_just_happened_waits(
    day: str | None, published: str | None, delay: int, goes: bool
) -> None:
    one = claim("a", "a", day)
    found = safe([document("a", published)], [one], [incident(one)], delay=delay)
    assert bool(found.publication.claims) is goes
    assert bool(found.publication.incidents) is goes
    assert bool(found.publication.reports) is goes
    assert (len(found.recent), len(found.marked)) == (int(not goes), 0)
    assert bool(found.publication.all_claims) is goes


@pytest.mark.parametrize(
    ("name", "to", "expected"),
    [
        ("Ansongo", "adm1", "Gao"),
        ("Ansongo", "country", "Mali"),
        ("Ansongo", "none", "Ansongo"),
        ("Anbar province", "adm1", "Anbar province"),
        ("Anbar province", "country", "Iraq"),
        ("Iraq", "adm1", "Iraq"),
        ("the Red Sea", "country", "the Red Sea"),
        ("Nowhere Village", "adm1", PLACE_WITHHELD),
    ],
)
def test_places_are_no_more_exact_than_asked(name: str, to: Coarseness, expected: str) -> None:
    given = place(name)
    found = coarsened((given,), to, load_knowledge().gazetteer)
    assert [one.name for one in found.places] == [expected]
    assert found.withheld == (() if expected == name else (name,))
    if expected not in (name, PLACE_WITHHELD):
        assert found.places[0].precision == (6 if to == "country" else 4)
        assert found.places[0].radius_km is not None
        assert given.radius_km is not None
        assert found.places[0].radius_km > given.radius_km


def test_a_place_that_no_gazetteer_has_is_in_its_country() -> None:
    gazetteer = load_knowledge().gazetteer
    given = gazetteer.resolve("Nowhere Village", countries=("ML",))
    assert (given.key, given.country) == (None, "ML")
    levels: tuple[Coarseness, ...] = ("adm1", "country")
    for to in levels:
        assert [p.name for p in coarsened((given,), to, gazetteer).places] == ["Mali"]


def test_a_place_that_is_told_from_another_is_coarsened_with_it() -> None:
    gazetteer = load_knowledge().gazetteer
    near = gazetteer.near(place("Kirkuk, Iraq"), 40, "east")
    assert coarsened((near,), "adm1", gazetteer).places[0].name == "Kirkuk"
    west = gazetteer.direction("western", place("Iraq"))
    assert coarsened((west, near), "country", gazetteer).places == (
        gazetteer.holding("country:IQ", "country"),
    )


def test_the_name_of_a_coarsened_place_is_nowhere_in_what_goes_out() -> None:
    one = claim("a", "a")
    found = safe([document("a")], [one], [incident(one)], coarsen="adm1").publication
    assert "Ansongo" not in str((found.claims, found.incidents, found.reports, found.documents))
    assert found.claims[0].claim.sentence.words.startswith(
        f"Gunmen shot two traders at {PLACE_WITHHELD} market"
    )
    assert found.claims[0].claim.targets == (Mention(f"{PLACE_WITHHELD} market"),)
    for exporter in (ClaimsCsv(), IncidentsCsv()):
        written = b"".join(exporter.export(found)).decode()
        assert "Ansongo" not in written
        assert "Gao" in written


def test_only_whole_words_are_blanked() -> None:
    one = replace(claim("a", "a"), places=(replace(place("Kidal"), name="shot"),), spans={})
    found = safe([document("a")], [one], coarsen="adm1").publication
    assert f"Gunmen {PLACE_WITHHELD} two traders" in found.claims[0].claim.sentence.words
    assert found.documents["document1_a"].title == "Shots at Ansongo market"


def test_what_is_marked_goes_into_no_list() -> None:
    documents = [document("a"), document("b")]
    claims = [claim("a", "a"), claim("b", "b"), claim("c", "b")]
    whole = safe(documents, claims, [incident(*claims)], marks=[mark("document1_b")])
    assert names(whole) == ["claim1_a"]
    assert whole.marked == {"claim1_b", "claim1_c"}
    assert [report.id for report in whole.publication.reports] == ["document1_a"]
    assert list(whole.publication.documents) == ["document1_a"]
    assert whole.publication.incidents[0].incident.claims == ("claim1_a",)
    one = safe(documents, claims, marks=[mark("claim1_b")])
    assert names(one) == ["claim1_a", "claim1_c"]
    all_of_it = safe(documents, claims, [incident(claims[0])], marks=[mark("claim1_a")])
    assert all_of_it.publication.incidents == ()


def test_what_rests_on_marked_claims_alone_is_emptied() -> None:
    one, other = claim("a", "a"), claim("b", "b")
    attack = incident(
        one,
        other,
        killed=Count(2, 2, "two"),
        injured=Count(1, 1, "one"),
        facts=(
            Fact(field="killed", rule="r", support=(other.id,)),
            Fact(field="injured", rule="r", support=(one.id, other.id)),
        ),
    )
    found = safe([document("a"), document("b")], [one, other], [attack], marks=[mark(other.id)])
    [shown] = [published.incident for published in found.publication.incidents]
    assert (shown.killed, shown.injured) == (None, attack.injured)


def test_marked_words_are_blanked_wherever_the_report_has_them() -> None:
    documents, claims = [document("a"), document("b")], [claim("a", "a"), claim("b", "b")]
    marks = [mark("document1_a", "two traders")]
    found = safe(documents, claims, marks=marks).publication
    one, other = (published.claim for published in found.claims)
    assert one.sentence.words.startswith(f"Gunmen shot {WORDS_WITHHELD} at Ansongo market")
    assert "two traders" in other.sentence.words
    assert "two traders" not in found.documents["document1_a"].text
    # Whole reports, as in a web archive, have the words.
    assert [report.id for report in found.reports] == ["document1_b"]
    by_claim = safe(documents, claims, marks=[mark("claim1_b", "two traders")]).publication
    assert "two traders" not in by_claim.claims[1].claim.sentence.words


@pytest.mark.parametrize(
    ("voice", "withheld"),
    [
        ("neighbour Awa Example", ("Awa Example",)),
        ("his brother Luis Ruiz", ("Luis Ruiz",)),
        ("shopkeeper Ana Ruiz", ("Ana Ruiz",)),
        ("Colonel Souleymane Example", ()),
        ("police spokesman Ana Ruiz", ()),
        ("Mayor Ana Ruiz", ()),
        ("residents", ()),
        ("the Pentagon", ()),
    ],
)
def test_who_holds_an_office_is_named_and_others_are_not(
    voice: str, withheld: tuple[str, ...]
) -> None:
    assert private_voices((Mention(voice),), load_knowledge().actors) == withheld


def test_private_voices_are_nowhere_in_what_goes_out() -> None:
    found = safe([document("a")], [claim("a", "a")]).publication
    assert found.claims[0].claim.voices[-1] == Mention(f"neighbour {WITHHELD}")
    assert "Awa Example" not in b"".join(ClaimsCsv().export(found)).decode()
