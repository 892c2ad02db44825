"""One contract for every reader and container, ours and third parties' that are installed."""

from __future__ import annotations

import io
from contextlib import suppress
from hashlib import sha256
from typing import Any

import pytest
from document_files import DOCX_REPORT, PDF_REPORT, warc_record
from document_laws import check
from samples import PAGE, PLAIN_CONTAINED, PLAIN_READABLE, damaged

from tallybook.core.documents import Document
from tallybook.core.ids import make_id
from tallybook.core.records import Rejection
from tallybook.errors import SourceError
from tallybook.ingest.captures import Capture, Container, Flags, Member, Reader
from tallybook.ingest.registry import known_containers, known_readers
from tallybook.ingest.sniff import DOCX, PDF, WARC
from tallybook.plugins import BUILT_IN, plugin_names

READABLE = {**PLAIN_READABLE, PDF: PDF_REPORT, DOCX: DOCX_REPORT}
CONTAINED = {**PLAIN_CONTAINED, WARC: warc_record(PAGE) + warc_record(PAGE, url="http://e.org/b")}
READERS = {reader.name: reader for reader in known_readers()}
CONTAINERS = {container.name: container for container in known_containers()}
TAKERS: list[Any] = [*READERS.values(), *CONTAINERS.values()]


def capture(data: bytes, media_type: str, source: str = "report") -> Capture:
    digest = sha256(data).hexdigest()
    return Capture(source=source, data=data, sha256=digest, media_type=media_type)


def sampled(media_types: tuple[str, ...], samples: dict[str, bytes]) -> list[tuple[str, bytes]]:
    return [(kind, samples[kind]) for kind in media_types if kind in samples]


@pytest.mark.parametrize("taker", TAKERS, ids=lambda taker: taker.name)
def test_it_says_what_it_takes(taker: Any) -> None:
    known = plugin_names("reader") + plugin_names("container")
    assert taker.name in known
    assert taker.media_types
    assert all(suffix.startswith(".") and suffix.islower() for suffix in taker.suffixes)
    for other in TAKERS:
        if other is not taker:
            assert not set(other.media_types) & set(taker.media_types)
            assert not set(other.suffixes) & set(taker.suffixes)


def test_every_reader_and_container_of_ours_has_a_sample() -> None:
    for name in BUILT_IN["reader"]:
        assert sampled(READERS[name].media_types, READABLE), name
    for name in BUILT_IN["container"]:
        assert set(CONTAINERS[name].media_types) <= set(CONTAINED), name


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_good_report_is_a_sound_document(reader: Reader) -> None:
    assert reader.read([]) == []
    for kind, data in sampled(reader.media_types, READABLE):
        given = capture(data, kind)
        (document,) = reader.read([given])
        assert isinstance(document, Document), document
        check(document)
        assert document.id == make_id("document", given.sha256)
        assert (document.capture, document.source) == (given.sha256, given.source)
        assert document.media_type == kind
        assert document.reader == reader.name


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_one_outcome_for_each_capture_in_order_whatever_it_holds(reader: Reader) -> None:
    samples = sampled(reader.media_types, READABLE) or [(reader.media_types[0], b"Some words.")]
    for kind, good in samples:
        inputs = [good, *damaged(good), good]
        captures = [capture(data, kind, f"{n}.x") for n, data in enumerate(inputs)]
        outcomes = reader.read(captures)
        assert [outcome.source for outcome in outcomes] == [c.source for c in captures]
        assert outcomes == [one for c in captures for one in reader.read([c])]
        for outcome in outcomes:
            if isinstance(outcome, Document):
                check(outcome)
            else:
                assert outcome.stage == "ingest"
                assert outcome.code
                assert "\n" not in outcome.detail


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_flags_beat_what_is_read(reader: Reader) -> None:
    for kind, data in sampled(reader.media_types, READABLE):
        flags = Flags(published="2001-02-03", publisher="Ours")
        digest = sha256(data).hexdigest()
        (document,) = reader.read(
            [Capture(source="x", data=data, sha256=digest, media_type=kind, flags=flags)]
        )
        assert isinstance(document, Document)
        assert (document.published, document.publisher) == ("2001-02-03", "Ours")
        assert document.origins["published"] == "flag"


def unpacked(container: Container, data: bytes) -> list[tuple[str, bytes] | Rejection]:
    return [
        part if isinstance(part, Rejection) else (part.source, part.stream.read())
        for part in container.unpack(Member("whole", io.BytesIO(data)))
    ]


@pytest.mark.parametrize("container", CONTAINERS.values(), ids=CONTAINERS)
def test_members_come_in_order_and_bear_the_name_of_the_whole(container: Container) -> None:
    for _, data in sampled(container.media_types, CONTAINED):
        parts = unpacked(container, data)
        assert parts
        assert parts == unpacked(container, data)
        for part in parts:
            source = part.source if isinstance(part, Rejection) else part[0]
            assert source.startswith("whole!")


@pytest.mark.parametrize("container", CONTAINERS.values(), ids=CONTAINERS)
def test_a_bad_file_gives_members_rejections_or_one_reason(container: Container) -> None:
    for _, good in sampled(container.media_types, CONTAINED):
        for data in damaged(good):
            with suppress(SourceError):
                unpacked(container, data)
