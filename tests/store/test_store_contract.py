"""What every engine keeps: one body of tests for all of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from threading import Event, Thread
from typing import Any

import msgspec
import pytest
from msgspec.structs import asdict, replace

from tallybook.core.claims import Claim, ClaimKind, ClaimOutline
from tallybook.core.documents import Document, DocumentOutline, Paragraph
from tallybook.core.fetches import Fetch, fetch_id
from tallybook.core.incidents import Fact, FactOutline, Incident, IncidentOutline, Redirect
from tallybook.core.judgements import (
    JudgeKind,
    Judgement,
    Reason,
    make_judgement,
    make_person_judgement,
)
from tallybook.core.marks import Mark
from tallybook.core.origins import Origin
from tallybook.core.questions import Question
from tallybook.core.records import Rejection, make_rejection
from tallybook.core.releases import Digest, Release, release_id
from tallybook.core.spans import Span
from tallybook.core.tallies import Bounds, Residue, StandardBounds, Tally
from tallybook.core.tombstones import Tombstone
from tallybook.core.values import Count, Mention, Moment, Place
from tallybook.errors import (
    BookError,
    BusyBookError,
    RecordError,
    UnknownIdError,
)
from tallybook.store import codec
from tallybook.store.protocol import Record, Store


def claim(
    identifier: str,
    *,
    kind: ClaimKind = "incident",
    document: str = "document-a",
    words: str = "A patrol was shot at.",
) -> Claim:
    return Claim(
        id=identifier,
        document=document,
        kind=kind,
        sentence=Span(0, len(words), words),
        count=Count(2, None, "at least two"),
        places=(Place(name="Sinjar", lat=36.3, lon=41.9, radius_km=5.5, precision=1),),
        when=Moment("2021-03-01", "XXXX-03-02", "sometime", "in early March"),
        voices=(Mention("a mayor"),),
        verdict="claims",
        spans={"voices": (Span(3, 9, "patrol"),), "count": ()},
    )


def fetch(source: str, **more: Any) -> Fetch:
    fetched_at = "2024-05-01T08:00:00.000+00:00"
    return Fetch(
        id=fetch_id(source, source, fetched_at),
        source=source,
        url=source,
        fetched_at=fetched_at,
        tool="t",
        headers=(("ETag", '"1"'), ("etag", '"2"')),
        **more,
    )


def one_of_each() -> list[Record]:
    bounds = StandardBounds(Bounds(1, None), Bounds(1, 2), Bounds(1, 2, tight=False))
    return [
        Document(
            id="d",
            capture="00",
            source="a.txt",
            media_type="text/plain",
            text="Título\n\nKörper — 体",
            paragraphs=(Paragraph(0, 6, "title"), Paragraph(8, 18, "body", repeats=0)),
            origins={"title": "text"},
        ),
        claim("c"),
        make_judgement(
            "c", "b", "same", judge="person", maker="m", reasons=(Reason("place", -0.5, "far"),)
        ),
        make_person_judgement(
            "judge",
            number=1,
            by="ana",
            made_at="2024-05-01T08:00:00+00:00",
            because="one street",
            verdicts=[("c", "b", "unsure")],
        ),
        Incident(id="i", anchor="c", claims=("c",), standard="confirmed"),
        Redirect("j", "i"),
        Origin("c", "o", "alone"),
        make_rejection("b.bin", "ingest", "binary", "not text"),
        fetch("https://news.example/a"),
        Mark(id="k", target="d", words=None, by="ana", made_at="2024-05-01", because="asked"),
        Tombstone(id="f", capture="00", by="ana", made_at="2024-05-01", because="asked"),
        Tally(
            id="t",
            question=Question(places=("Iraq",)),
            book_version=3,
            policy="p",
            bounds=bounds,
            silent=False,
            residue=Residue(0, None, ""),
        ),
        Release(
            id=release_id("May"),
            name="May",
            released_at="2024-06-01T08:00:00+00:00",
            made_with="0.1.0",
            book_version=3,
            holds="quoted",
            content="00",
            digests=(Digest("claims", 1, "ff"),),
        ),
    ]


def put(book: Store, *records: Record) -> list[str]:
    with book.writer() as writer:
        return list(writer.put(records))


def ids(book: Store, version: int | None = None) -> list[str]:
    with book.view(version) as view:
        return [record.id for record in view.scan(Claim)]


def test_a_new_book_is_empty_and_at_version_0(book: Store) -> None:
    assert book.info().version == 0
    with book.view() as view:
        assert view.version == 0
        for kind in codec.NAMES:
            assert view.count(kind) == 0  # type: ignore[arg-type]
            assert list(view.scan(kind)) == []  # type: ignore[type-var]


def test_every_kind_comes_back_as_it_went_in(book: Store) -> None:
    records = one_of_each()
    assert {type(record) for record in records} == set(codec.NAMES)
    assert put(book, *records) == ["new"] * len(records)
    with book.view() as view:
        for record in records:
            assert view.get(type(record), record.id) == record
            assert list(view.scan(type(record))) == [record]
            assert view.count(type(record)) == 1


def test_an_unknown_id_gives_none(book: Store) -> None:
    put(book, claim("c"))
    with book.view() as view:
        assert view.get(Claim, "no-such") is None
        assert view.get(Incident, "c") is None


def test_many_ids_come_back_at_once(book: Store) -> None:
    put(book, claim("a"), claim("b"), claim("c"))
    with book.writer() as writer:
        writer.retire(Claim, ["b"])
    with book.view() as view:
        found = view.get_many(Claim, ["c", "no-such", "a", "b", "c"])
        assert list(found) == ["c", "a"]
        assert [record.id for record in found.values()] == ["c", "a"]
        assert view.get_many(Claim, []) == {}
    with book.view(1) as view:
        assert list(view.get_many(Claim, iter(["b"]))) == ["b"]


def test_outcomes_say_new_known_and_changed(book: Store) -> None:
    first = claim("a", words="One.")
    other = claim("a", words="Another.")
    assert put(book, first) == ["new"]
    assert put(book, first) == ["known"]
    assert put(book, other, claim("b")) == ["changed", "new"]
    assert put(book, first, first, other) == ["changed", "known", "changed"]


def test_the_order_of_a_mapping_makes_no_change(book: Store) -> None:
    first = claim("a")
    turned = msgspec.structs.replace(first, spans=dict(reversed(first.spans.items())))
    assert list(turned.spans) != list(first.spans)
    put(book, first)
    assert put(book, turned) == ["known"]


def test_only_a_change_makes_a_version(book: Store) -> None:
    put(book, claim("a"))
    assert book.info().version == 1
    put(book, claim("a"))
    put(book)
    with book.writer() as writer:
        assert writer.retire(Claim, ["no-such"]) == 0
    assert book.info().version == 1
    put(book, claim("b"), claim("c"))
    assert book.info().version == 2


def test_keeping_answers_settles_nothing(book: Store) -> None:
    tally = next(record for record in one_of_each() if isinstance(record, Tally))

    def settled(version: int | None = None) -> int:
        with book.view(version) as view:
            return view.settled

    assert settled() == 0
    put(book, claim("a"))
    put(book, tally)
    assert (book.info().version, settled()) == (2, 1)
    put(book, msgspec.structs.replace(tally, policy="other"), claim("b"))
    assert settled() == 3
    with book.writer() as writer:
        writer.retire(Tally, [tally.id])
    assert (book.info().version, settled()) == (4, 3)
    with book.writer() as writer:
        writer.put([tally])
        writer.capture(b"bytes")
    assert settled() == 5
    with book.writer() as writer:
        writer.put([msgspec.structs.replace(tally, policy="third")])
        writer.retire(Claim, ["a"])
    put(book, fetch("https://news.example/a"))
    assert [settled(version) for version in range(8)] == [0, 1, 1, 3, 3, 5, 6, 6]


def test_an_old_view_sees_the_book_as_it_was(book: Store) -> None:
    put(book, claim("a", words="One."), claim("b"))
    put(book, claim("a", words="Two."), claim("c", document="document-b"))
    with book.writer() as writer:
        assert writer.retire(Claim, ["b", "b", "no-such"]) == 1
    assert [ids(book, v) for v in range(4)] == [[], ["a", "b"], ["a", "b", "c"], ["a", "c"]]
    for version, words in ((1, "One."), (2, "Two."), (3, "Two.")):
        with book.view(version) as view:
            assert view.version == version
            found = view.get(Claim, "a")
            assert found is not None
            assert found.sentence.words == words
            assert (view.get(Claim, "b") is None) == (version == 3)
            assert view.count(Claim) == len(ids(book, version))
            assert len(list(view.scan(Claim, document="document-b"))) == (version > 1)


def test_a_changed_record_keeps_its_place(book: Store) -> None:
    put(book, claim("a"), claim("b"), claim("c"))
    put(book, claim("a", words="Later."))
    with book.writer() as writer:
        writer.retire(Claim, ["b"])
    assert put(book, claim("d"), claim("b")) == ["new", "new"]
    assert ids(book) == ["a", "b", "c", "d"]


def test_one_transaction_may_write_a_record_often(book: Store) -> None:
    with book.writer() as writer:
        assert writer.put([claim("a"), claim("b")]) == ["new", "new"]
        assert writer.retire(Claim, ["a"]) == 1
        assert writer.retire(Claim, ["a"]) == 0
        assert writer.put([claim("c"), claim("a", words="Again.")]) == ["new", "new"]
        assert writer.put([claim("b", kind="harm")]) == ["changed"]
        writer.retire(Claim, ["c"])
    assert book.info().version == 1
    assert ids(book, 0) == []
    assert ids(book) == ["a", "b"]
    with book.view() as view:
        assert [found.id for found in view.scan(Claim, claim_kinds=["harm"])] == ["b"]


def test_a_scan_keeps_a_documents_claims_and_kinds(book: Store) -> None:
    put(
        book,
        claim("a", kind="count", document="x"),
        claim("b", kind="incident", document="x"),
        claim("c", kind="harm", document="y"),
        claim("d", kind="count", document="y"),
    )

    def scan(document: str | None, *kinds: ClaimKind) -> list[str]:
        with book.view() as view:
            found = view.scan(Claim, document=document, claim_kinds=kinds or None)
            return [record.id for record in found]

    assert scan("x") == ["a", "b"]
    assert scan("no-such") == []
    assert scan(None, "count") == ["a", "d"]
    assert scan(None, "harm", "count") == ["a", "c", "d"]
    assert scan("y", "count") == ["d"]
    with book.view() as view:
        assert list(view.scan(Claim, claim_kinds=[])) == []


def incident(identifier: str, *claims: str, when: Moment | None = None) -> Incident:
    return Incident(id=identifier, anchor=claims[0], claims=claims, when=when)


def test_a_scan_keeps_the_incidents_that_may_lie_in_some_days(book: Store) -> None:
    put(
        book,
        incident("undated", "a"),
        incident("march", "b", when=Moment("2021-03-01", "2021-03-31", "sometime", "in March")),
        incident("since", "c", when=Moment("2021-03-15", None, "throughout", "since mid-March")),
        incident("by", "d", when=Moment(None, "2021-03-15", "sometime", "by mid-March")),
        incident("open", "e", when=Moment("XXXX-03-02", "XXXX-03-02", "sometime", "2 March")),
        incident("no day", "f", when=Moment("2021-02-31", "2021-02-31", "sometime", "31 Feb")),
    )

    def scan(first: date, last: date, version: int | None = None) -> list[str]:
        with book.view(version) as view:
            return [record.id for record in view.scan(Incident, days=(first, last))]

    assert scan(date.min, date.max) == ["undated", "march", "since", "by", "open", "no day"]
    assert scan(date(2021, 3, 31), date(2021, 4, 2)) == ["undated", "march", "since", "open"]
    assert scan(date(2021, 4, 1), date(2021, 4, 2)) == ["undated", "since", "open"]
    assert scan(date(2021, 2, 1), date(2021, 2, 28)) == ["undated", "by", "open", "no day"]
    assert scan(date(2021, 3, 14), date(2021, 3, 14)) == ["undated", "march", "by", "open"]
    put(book, incident("march", "b", when=Moment("2021-04-01", "2021-04-01", "sometime", "")))
    assert scan(date(2021, 4, 1), date(2021, 4, 2)) == ["undated", "march", "since", "open"]
    assert scan(date(2021, 4, 1), date(2021, 4, 2), 1) == ["undated", "since", "open"]


def test_a_scan_goes_beyond_the_days_that_were_read_before(book: Store) -> None:
    march = Moment("2021-03-01", "2021-03-31", "sometime", "in March")
    put(
        book,
        incident("undated", "a"),
        incident("march", "b", when=march),
        incident("april", "c", when=Moment("2021-04-02", "2021-04-02", "sometime", "")),
        incident("may", "d", when=Moment("2021-05-02", "2021-05-02", "sometime", "")),
        replace(claim("counted", kind="count"), when=march),
        replace(claim("later", kind="count"), when=Moment("2021-04-02", None, "sometime", "")),
        replace(claim("attack"), when=march),
    )
    april = date(2021, 4, 1), date(2021, 4, 30)
    with book.view() as view:
        spring = view.scan(Incident, days=(date(2021, 3, 31), date(2021, 5, 1)), beyond=april)
        assert [record.id for record in spring] == ["march"]
        assert [record.id for record in view.scan(Incident, beyond=april)] == ["march", "may"]
        assert [record.id for record in view.scan(Claim, beyond=april)] == ["counted"]
        with pytest.raises(ValueError, match="a scan of documents has no filter days"):
            list(view.scan(Document, beyond=april))


def test_a_scan_leaves_out_what_lies_in_another_country(book: Store) -> None:
    mosul, erbil = Place(name="Mosul", country="IQ"), Place(name="Erbil", country="IQ")
    aleppo, border = Place(name="Aleppo", country="SY"), Place(name="the border")
    march = Moment("2021-03-01", "2021-03-31", "sometime", "in March")
    places = {
        "nowhere": (),
        "iraq": (mosul, erbil),
        "syria": (aleppo,),
        "either": (mosul, aleppo),
        "open": (mosul, border),
    }
    put(book, *(replace(incident(name, "a"), places=told) for name, told in places.items()))
    put(book, *(replace(claim(name, kind="count"), places=p) for name, p in places.items()))
    put(book, replace(claim("attack"), places=(mosul,)))
    put(book, replace(incident("march", "b", when=march), places=(mosul,)))

    def scan(kind: type[Any], *countries: str, version: int | None = None, **more: Any) -> Any:
        with book.view(version) as view:
            return [record.id for record in view.scan(kind, countries=countries, **more)]

    anywhere = ["nowhere", "either", "open"]
    for kind in (Incident, Claim):
        assert scan(kind) == anywhere
        assert scan(kind, "SY", version=3) == ["nowhere", "syria", "either", "open"]
    assert scan(Claim, "IQ", "SY") == list(places)
    assert scan(Incident, "IQ") == ["nowhere", "iraq", "either", "open", "march"]
    april = date(2021, 4, 1), date(2021, 4, 2)
    assert scan(Incident, "IQ", days=april) == ["nowhere", "iraq", "either", "open"]
    put(book, replace(incident("iraq", "a"), places=(aleppo,)))
    assert scan(Incident, "IQ") == ["nowhere", "either", "open", "march"]
    assert scan(Incident, "IQ", version=1) == ["nowhere", "iraq", "either", "open"]
    with book.view() as view, pytest.raises(ValueError, match="has no filter days or countries"):
        list(view.scan(Document, countries=["IQ"]))


def test_a_record_is_read_in_outline(book: Store) -> None:
    fact = Fact(field="places", rule="stated", support=("a",), against=("b",))
    told = replace(
        incident("i", "a", when=Moment("2021-03-01", None, "sometime", "")), facts=(fact,)
    )
    counted = claim("c", kind="count", document="d")
    written = next(record for record in one_of_each() if isinstance(record, Document))
    put(book, told, counted, written)
    with book.view() as view:
        [outline] = view.scan(IncidentOutline, claims=["a"], days=(date.min, date.max))
        assert view.get_many(IncidentOutline, ["i", "j"]) == {"i": outline}
        [of_claim] = view.scan(ClaimOutline, claim_kinds=["count"])
        of_document = view.get(DocumentOutline, written.id)
    assert of_document is not None
    for whole, short in ((told, outline), (counted, of_claim), (written, of_document)):
        fields = asdict(short)
        fields.pop("facts", None)
        assert fields == {name: getattr(whole, name) for name in fields}
    assert outline.facts == (FactOutline(field="places", against=("b",)),)


def test_a_scan_of_claims_by_days_keeps_the_counts_that_may_be_of_them(book: Store) -> None:
    march = Moment("2021-03-01", "2021-03-31", "throughout", "in March")
    put(
        book,
        claim("open", kind="count"),
        replace(claim("march", kind="count", document="document-b"), when=march),
        replace(claim("attack"), when=march),
        replace(claim("undated", kind="count"), when=None),
    )

    def scan(first: date, last: date, version: int | None = None, **more: Any) -> list[str]:
        with book.view(version) as view:
            return [record.id for record in view.scan(Claim, days=(first, last), **more)]

    everything = (date.min, date.max)
    assert scan(*everything) == ["open", "march", "undated"]
    assert scan(*everything, claim_kinds=["count"], document="document-b") == ["march"]
    assert scan(*everything, claim_kinds=["incident"]) == []
    assert scan(date(2021, 3, 31), date(2021, 4, 2)) == ["open", "march", "undated"]
    assert scan(date(2021, 4, 1), date(2021, 4, 2)) == ["open", "undated"]
    assert scan(date(2021, 2, 1), date(2021, 2, 28)) == ["undated"]
    april = Moment("2021-04-01", "2021-04-01", "throughout", "")
    put(book, replace(claim("march", kind="count", document="document-b"), when=april))
    assert scan(date(2021, 4, 1), date(2021, 4, 2)) == ["open", "march", "undated"]
    assert scan(date(2021, 4, 1), date(2021, 4, 2), 1) == ["open", "undated"]


def test_a_scan_keeps_the_incidents_that_rest_on_some_claims(book: Store) -> None:
    put(book, incident("i", "a", "b"), incident("j", "c"), incident("k", "d"))

    def scan(*claims: str, version: int | None = None) -> list[str]:
        with book.view(version) as view:
            return [record.id for record in view.scan(Incident, claims=claims)]

    assert scan("d", "b", "no-such", "a") == ["i", "k"]
    assert scan() == []
    put(book, incident("i", "b"), incident("j", "c", "a"))
    assert scan("a") == ["j"]
    assert scan("a", version=1) == ["i"]
    with book.writer() as writer:
        writer.put([incident("l", "e"), incident("l", "f", "f"), incident("m", "e")])
        writer.retire(Incident, ["j", "m"])
    assert [scan("a"), scan("e"), scan("f")] == [[], [], ["l"]]
    assert scan("a", version=2) == ["j"]
    with book.writer() as writer:
        writer.put([incident("j", "c")])
    assert [scan("a"), scan("c")] == [[], ["j"]]


def test_a_filter_on_other_records_is_refused(book: Store) -> None:
    with book.view() as view:
        with pytest.raises(ValueError, match="a scan of claims has no filter claims"):
            list(view.scan(Claim, claims=[]))
        with pytest.raises(ValueError, match="a scan of incidents has no filter document"):
            list(view.scan(Incident, document="x"))
        with pytest.raises(ValueError, match="a scan of documents has no filter kind, days"):
            list(view.scan(Document, claim_kinds=["count"], days=(date.min, date.max)))


def test_rejections_and_fetches_are_found_by_their_source(book: Store) -> None:
    one, other = (make_rejection(name, "ingest", "empty", "nothing") for name in ("a", "b"))
    here, there = fetch("https://news.example/a"), fetch("https://news.example/b", status=404)
    put(book, one, other, here, there)
    with book.view() as view:
        assert list(view.scan(Rejection, source="b")) == [other]
        assert list(view.scan(Fetch, source=there.source)) == [there]
        assert list(view.scan(Fetch, source="c")) == []
        assert here.header("ETAG") == '"1"'
        assert here.header("Date") is None
        with pytest.raises(ValueError, match="a scan of claims has no filter source"):
            list(view.scan(Claim, source="a"))


def test_captures_are_kept_once_under_their_hash(book: Store) -> None:
    kept = [b"", b"\x00\xff" * 3, b"<p>the same again</p>" * 500]
    with book.writer() as writer:
        names = [writer.capture(data) for data in kept]
    assert names == [sha256(data).hexdigest() for data in kept]
    with book.writer() as writer:
        assert writer.capture(kept[2]) == names[2]
    assert book.info().version == 1
    with book.view() as view:
        assert [view.capture(name) for name in names] == kept
        with pytest.raises(UnknownIdError, match="holds no capture 0000"):
            view.capture("0000")
    with book.view(0) as view, pytest.raises(UnknownIdError):
        view.capture(names[0])


def test_an_exception_takes_all_of_a_write_back(book: Store) -> None:
    put(book, claim("a", words="One."))
    digest = sha256(b"bytes").hexdigest()

    def fail_halfway() -> None:
        with book.writer() as writer:
            writer.put([claim("a", words="Two."), claim("b")])
            assert writer.capture(b"bytes") == digest
            writer.retire(Claim, ["a"])
            _ = 1 / 0

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert book.info().version == 1
    assert ids(book) == ["a"]
    with book.view() as view:
        found = view.get(Claim, "a")
        assert found is not None
        assert found.sentence.words == "One."
        with pytest.raises(UnknownIdError):
            view.capture(digest)
    assert put(book, claim("b")) == ["new"]


@pytest.mark.parametrize(
    "bad",
    [
        msgspec.structs.replace(claim("bad"), confidence=math.nan),
        msgspec.structs.replace(claim("bad"), document=7),
        msgspec.structs.replace(claim("bad"), stance="certain"),
        msgspec.structs.replace(claim("bad"), motive="\ud800"),
        msgspec.structs.replace(claim("bad"), motive=object()),
    ],
    ids=["not a number", "wrong type", "unknown category", "half a character", "no data"],
)
def test_what_could_not_be_read_back_is_not_written(book: Store, bad: Claim) -> None:
    with book.writer() as writer:
        with pytest.raises(RecordError, match="claims: 'bad' breaks its type's rules"):
            writer.put([claim("a"), bad])
        writer.put([claim("b")])
    assert ids(book) == ["b"]


def test_what_is_no_record_is_refused(book: Store) -> None:
    with (
        pytest.raises(RecordError, match="a book keeps no Mention; it keeps Document, Claim"),
        book.writer() as writer,
    ):
        writer.put([Mention("a mayor")])  # type: ignore[list-item]


def test_what_a_caller_does_to_a_record_afterwards_does_not_reach_the_book(book: Store) -> None:
    record = claim("a")
    put(book, record)
    record.spans["places"] = ()
    with book.view() as view:
        found = view.get(Claim, "a")
        assert found is not None
        assert set(found.spans) == {"voices", "count"}
        found.spans.clear()
        assert view.get(Claim, "a") != found


def test_a_view_keeps_its_snapshot_while_others_write(book: Store) -> None:
    put(book, claim("a"))
    with book.view() as view:
        scan = view.scan(Claim)
        assert next(scan).id == "a"
        put(book, claim("a", words="Later."), claim("b"))
        assert list(scan) == []
        assert view.count(Claim) == 1
        assert view.get(Claim, "b") is None
        assert ids(book) == ["a", "b"]


def test_a_scan_left_halfway_holds_nothing_back(book: Store) -> None:
    put(book, *(claim(f"c{n}") for n in range(1200)))
    with book.view() as view:
        scan = view.scan(Claim)
        next(scan)
        put(book, claim("later"))
    assert ids(book)[-1] == "later"
    assert put(book, claim("last")) == ["new"]
    with pytest.raises(RuntimeError, match="outside its `with` block"):
        next(scan)


def test_long_scans_lose_nothing_between_pages(book: Store) -> None:
    names = [f"c{n}" for n in range(1101)]
    put(book, *(claim(name) for name in names))
    assert ids(book) == names


@pytest.mark.parametrize("version", [-1, 2])
def test_a_version_that_is_not_there_is_said_to_be_so(book: Store, version: int) -> None:
    put(book, claim("a"))
    with (
        pytest.raises(BookError, match=f"has versions 0 to 1, and no version {version}"),
        book.view(version),
    ):
        pass


def test_a_second_writer_is_told_that_the_book_is_busy(book: Store) -> None:
    with book.writer() as writer:
        writer.put([claim("a")])
        with pytest.raises(BusyBookError, match=r"waited 0\.05 s") as caught, book.writer():
            pass
        assert caught.value.retry_helps
        assert ids(book) == []
    assert put(book, claim("b")) == ["new"]
    assert ids(book) == ["a", "b"]


def test_threads_share_a_book(book: Store) -> None:
    put(book, claim("a"))
    opened, written = Event(), Event()
    seen: list[list[str]] = []

    def read() -> None:
        with book.view() as view:
            opened.set()
            assert written.wait(5)
            seen.append([record.id for record in view.scan(Claim)])

    reader = Thread(target=read)
    reader.start()
    assert opened.wait(5)
    put(book, claim("b"))
    written.set()
    reader.join()
    assert seen == [["a"]]
    assert ids(book) == ["a", "b"]


def test_views_and_writers_end_with_their_block(book: Store) -> None:
    with book.view() as view:
        pass
    with book.writer() as writer:
        pass
    uses: list[Callable[[], object]] = [
        lambda: view.get(Claim, "a"),
        lambda: view.get_many(Claim, ["a"]),
        lambda: list(view.scan(Claim)),
        lambda: view.count(Claim),
        lambda: view.capture("00"),
        lambda: writer.put([]),
        lambda: writer.retire(Claim, []),
        lambda: writer.capture(b""),
    ]
    for use in uses:
        with pytest.raises(RuntimeError, match="outside its `with` block"):
            use()


def test_a_closed_book_is_closed(book: Store) -> None:
    book.close()
    book.close()
    with pytest.raises(RuntimeError, match="after it was closed"), book.view():
        pass
    with pytest.raises(RuntimeError, match="after it was closed"), book.writer():
        pass
    with pytest.raises(RuntimeError, match="after it was closed"):
        book.info()


def judgement(one: str, other: str, judge: JudgeKind) -> Judgement:
    return make_judgement(one, other, "same", judge=judge, maker="m")


def test_a_scan_keeps_the_judgements_on_some_claims_and_by_some_judges(book: Store) -> None:
    pairs = (("a", "b", "rule"), ("c", "b", "model"), ("d", "e", "rule"))
    made = [judgement(one, other, judge) for one, other, judge in pairs]  # type: ignore[arg-type]
    put(book, *made)
    with book.view() as view:
        assert list(view.scan(Judgement, claims=["b"])) == made[:2]
        assert list(view.scan(Judgement, claims=["e", "c", "no-such"])) == made[1:]
        assert list(view.scan(Judgement, claims=[])) == []
        assert list(view.scan(Judgement, judges=["rule"])) == [made[0], made[2]]
        assert list(view.scan(Judgement, judges=["model", "person"])) == [made[1]]
        assert list(view.scan(Judgement, claims=["b"], judges=["model"])) == [made[1]]
        with pytest.raises(ValueError, match="a scan of origins has no filter judges"):
            list(view.scan(Origin, judges=["rule"]))


LEAST, MOST = -(2**63), 2**63 - 1


def test_records_are_found_by_their_keys(book: Store) -> None:
    put(book, claim("b"), claim("a"), claim("c"))
    with book.writer() as writer:
        writer.index("looks", {"a": [7, LEAST], "b": {7, MOST, 0}, "c": ()})
        writer.index("leaves", {"c": [7]})
    assert book.info().version == 1
    with book.view() as view:
        assert view.lookup("looks", [7, MOST, 5]) == {7: ["b", "a"], MOST: ["b"]}
        assert view.lookup("leaves", {7}) == {7: ["c"]}
        assert view.lookup("accounts", [7]) == {}
        assert view.lookup("looks", []) == {}
        assert view.keys("looks", ["c", "b", "a", "no-such"]) == {
            "a": [LEAST, 7],
            "b": [0, 7, MOST],
        }
        assert view.frequencies("looks", [7, 0, 5]) == {7: 2, 0: 1}


def test_keys_replace_those_before_and_outlive_their_records(book: Store) -> None:
    put(book, claim("a"), claim("b"))
    with book.writer() as writer:
        writer.index("told", {"a": [1, 2], "b": [1]})
    put(book, claim("a", words="A convoy was shot at."))
    with book.writer() as writer:
        writer.retire(Claim, ["b"])
        writer.index("told", {"a": [2, 3]})
    with book.view() as view:
        assert view.lookup("told", [1, 2, 3]) == {1: ["b"], 2: ["a"], 3: ["a"]}
    with book.writer() as writer:
        writer.index("told", {"b": []})
    with book.view() as view:
        assert view.lookup("told", [1, 2]) == {2: ["a"]}
        assert view.frequencies("told", [1, 2]) == {2: 1}


def test_keys_are_of_the_newest_version_and_of_what_the_book_held(book: Store) -> None:
    put(book, claim("a"))
    put(book, claim("b"))
    with book.view(1) as view:
        with pytest.raises(ValueError, match="newest version"):
            view.lookup("told", [1])
        with pytest.raises(ValueError, match="newest version"):
            view.keys("told", ["a"])
        with pytest.raises(ValueError, match="newest version"):
            view.frequencies("told", [1])
    with pytest.raises(RecordError, match="claims: the book never held 'z'"), book.writer() as w:
        w.index("told", {"a": [1], "z": [1]})
    with book.view() as view:
        assert view.lookup("told", [1]) == {}


def test_a_view_sees_the_keys_of_when_it_was_opened(book: Store) -> None:
    put(book, claim("a"))
    with book.view() as view:
        assert view.lookup("told", [1]) == {}
        with book.writer() as writer:
            writer.index("told", {"a": [1]})
        assert view.lookup("told", [1]) == {}
    with book.view() as view:
        assert view.lookup("told", [1]) == {1: ["a"]}
