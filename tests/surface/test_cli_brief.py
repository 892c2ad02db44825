"""`tallybook brief`: every number that it prints is a bound of the tally, in every format, and
every footnote says where it is said."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from brief_parsing import Parsed, parse
from typer.testing import CliRunner, Result
from web_fixture import Report, disputed, hostile, later, lead, make_book

from tallybook.core.values import Count, Mention, Moment, Place
from tallybook.publish.brief.formats import FORMATS
from tallybook.surface.terminal.main import app
from tallybook.workflow.telling.brief_notes import voice_in_prose

FORMAT_NAMES = sorted(FORMATS)
QUESTIONS: tuple[tuple[str, ...], ...] = (
    (),
    ("--in", "Mali"),
    ("--in", "Mali", "--since", "2024-03-01", "--until", "2024-03-13", "--by", "place"),
    ("--in", "Mali", "--by", "week"),
    ("--attacker", "JNIM"),
    ("--target", "army", "--weapon", "mortar"),
    ("--stage", "done", "--stage", "intercepted", "--until", "2024-03-09"),
    ("--in", "Kenya"),
    ("--in", "Peru"),
)

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATES = re.compile(
    rf"\b(?:\d{{1,2}}(?: {_MONTH})?(?: \d{{4}})? to )?\d{{1,2}} {_MONTH}(?: \d{{4}})?\b"
    r"|\b\d{4}-(?:\d{2}-\d{2}|W\d{2}|\d{2})\b"
)
_BOUND = re.compile(
    r"between (?P<low>\d+) and (?P<high>\d+)|at least (?P<least>\d+)|at most (?P<most>\d+)"
    r"|\b(?P<exact>\d+)\b",
    re.IGNORECASE,
)
Pair = tuple[int, int | None]

DAYS = {
    "2024-03-13": "13 Mar 2024",
    "2024-03-15": "15 Mar 2024",
    "2024-04-09": "9 Apr 2024",
    "2024-05-03": "3 May 2024",
}

COUNTS = """Two counts for Lamu

The army counted 13 attacks in Lamu County between 1 and 7 May 2024, its spokesman said on 8 May.

The Red Cross said that there were 15 attacks in Lamu County between 1 and 7 May 2024.
"""


def two_counts() -> Report:
    """Two voices' exact figures for one scope."""
    report = Report("reports/lamu.txt", COUNTS, published="2024-05-08", publisher="Coast News")
    lamu = Place(name="Lamu County", country="KE", lat=-2.1, lon=40.7, radius_km=90.0, precision=4)
    for sentence, words, number, voice in (
        (COUNTS.split("\n\n")[1], "13", 13, Mention("army", "ke-army")),
        (COUNTS.split("\n\n")[2].strip(), "15", 15, Mention("Red Cross")),
    ):
        report.claim(
            "count",
            sentence,
            {"count": [words]},
            count=Count(number, number, words),
            event_type="attack",
            stage="done",
            places=(lamu,),
            when=Moment("2024-05-01", "2024-05-07", "throughout", "between 1 and 7 May 2024"),
            voices=(voice,),
        )
    return report


RAID = (
    "Gunmen raided a church near Kilometre 40 on 2 May 2024 and abducted 16 worshippers, police "
    "said."
)


def numbered() -> Report:
    """Names with numbers in them, which are no bounds."""
    told = {"published": "2024-05-03", "publisher": "Gao Radio"}
    report = Report("reports/raid.txt", f"Raid on church\n\n{RAID}", **told)
    report.claim(
        "incident",
        RAID,
        {"targets": ["a church", "16 worshippers"]},
        event_type="raid",
        stage="done",
        targets=(Mention("church"), Mention("16 worshippers")),
        places=(Place(name="Kilometre 40", country="ML", lat=16.1, lon=0.1, radius_km=5.0),),
        when=Moment("2024-05-02", "2024-05-02", "sometime", "2 May 2024"),
        voices=(Mention("police", "any.police"),),
    )
    return report


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief") / "a.db"
    return make_book(path, [lead(), hostile(), later(), disputed(), two_counts(), numbered()])


def call(book: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["--book", str(book), *words])


def asked(book: Path, *words: str) -> Any:
    result = call(book, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def written(book: Path, name: str, *question: str) -> Parsed:
    result = call(book, "brief", *question, "--format", name)
    assert result.exit_code == 0, result.output
    return parse(name, result.stdout_bytes)


def bounds_of(tally: dict[str, Any]) -> Iterator[Pair]:
    """Every pair of bounds in a tally's JSON, wherever it stands."""
    for value in tally.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                if {"lower", "upper"} <= one.keys():
                    yield one["lower"], one["upper"]
                yield from bounds_of(one)


def pairs_in(text: str) -> list[Pair]:
    """The bounds that words state; dates are none."""
    found: list[Pair] = []
    for match in _BOUND.finditer(_DATES.sub("", text)):
        if match["low"]:
            found.append((int(match["low"]), int(match["high"])))
        elif match["least"]:
            found.append((int(match["least"]), None))
        elif match["most"]:
            found.append((0, int(match["most"])))
        else:
            found.append((int(match["exact"]), int(match["exact"])))
    return found


def counted_lines(parsed: Parsed, tally: dict[str, Any]) -> list[str]:
    """The lines whose numbers are bounds: all but the tally's own notes and the last paragraph,
    which names the book's version and the answer's id. What stands in quotation marks are words of
    reports."""
    lines = []
    for text in parsed.texts[:-1]:
        if text in {" ".join(note.split()) for note in tally["notes"]}:
            continue
        lines.append(re.sub("“[^”]*”", "", text))
    return lines


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_every_number_is_a_bound_of_the_tally(
    book: Path, name: str, question: tuple[str, ...]
) -> None:
    tally = asked(book, "tally", *question)
    known = set(bounds_of(tally))
    lines = counted_lines(written(book, name, *question), tally)
    wrong = [(pair, text) for text in lines for pair in pairs_in(text) if pair not in known]
    assert not wrong
    if not tally["silent"]:
        for standard in ("confirmed", "reported", "claimed"):
            row = lines.index(standard.capitalize())
            stated = tally["bounds"][standard]
            expected = [] if stated["upper"] == 0 else [(stated["lower"], stated["upper"])]
            unbounded = stated["lower"] == 0 and stated["upper"] is None
            assert pairs_in(lines[row + 1]) == ([] if unbounded else expected)


def test_the_check_finds_a_number_that_is_no_bound(book: Path) -> None:
    tally = asked(book, "tally", "--in", "Kenya")
    assert (14, 14) not in set(bounds_of(tally))
    assert pairs_in("14 attacks are confirmed in Kenya since 3 May 2024") == [(14, 14)]
    assert pairs_in("between 13 and 15; at least 2, at most 3") == [(13, 15), (2, None), (0, 3)]


def test_the_answer_is_in_the_first_sentence(book: Path) -> None:
    parsed = written(book, "html", "--in", "Kenya")
    assert parsed.texts[0] == "Attacks in Kenya"
    assert parsed.texts[1].startswith(
        "Between 13 and 15 attacks are confirmed in Kenya, according to the army and Red Cross."
    )
    [disputed] = [text for text in parsed.texts if "Leaving aside" in text]
    assert "Leaving aside 13 in Lamu County (army), the number confirmed is 15." in disputed
    assert "Leaving aside 15 in Lamu County (Red Cross), the number confirmed is 13." in disputed


def test_parts_are_named_by_what_tells_them_apart(book: Path) -> None:
    texts = written(book, "docx", "--in", "Mali").texts
    assert "at least 9, of which at least 6 with mortars and at least 3 with drones" in texts


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("military", "the military"),
        ("The army", "the army"),
        ("a hospital doctor in Gao", "a hospital doctor in Gao"),
        ("governor of the Far North", "the governor of the Far North"),
        ("spokesman, Captain Awa Diallo", "the spokesman, Captain Awa Diallo"),
        ("residents of Mora", "residents of Mora"),
        ("al-Shabaab", "al-Shabaab"),
        ("residents", "residents"),
        ("Residents", "Residents"),
        ("Islamic State West Africa Province", "Islamic State West Africa Province"),
        ("Reuters", "Reuters"),
        ("JNIM", "JNIM"),
        ("Malian army", "the Malian army"),
        ("Malian officials", "Malian officials"),
        ("Mali's army", "Mali's army"),
        ("Amina Bello of the opposition", "Amina Bello of the opposition"),
    ],
)
def test_a_voice_is_named_as_in_prose(name: str, said: str) -> None:
    assert voice_in_prose(name) == said


def test_a_silent_book_says_that_it_is_silent(book: Path) -> None:
    parsed = written(book, "markdown", "--in", "Peru")
    assert parsed.texts[1].startswith("No report in this book bears on attacks in Peru.")
    assert parsed.notes == {}


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_all_formats_say_the_same(book: Path, question: tuple[str, ...]) -> None:
    first, *others = [written(book, name, *question) for name in FORMAT_NAMES]
    for other in others:
        assert other.lines == first.lines
        assert {n: re.sub("[<>]", "", note) for n, note in other.notes.items()}.keys() == (
            first.notes.keys()
        )


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_each_footnote_says_who_where_when_in_which_words_and_from_which_bytes(
    book: Path, name: str
) -> None:
    exact = ("--in", "Mali", "--coarsen", "none")
    brief = asked(book, "brief", *exact)
    parsed = written(book, name, *exact)
    claims = {claim["id"]: claim for claim in asked(book, "claims")}
    documents = {document["id"]: document for document in asked(book, "documents")}
    marks = [number for _, numbers in parsed.lines for number in numbers]
    assert list(dict.fromkeys(marks)) == list(range(1, len(parsed.notes) + 1))
    assert len(marks) > len(parsed.notes) > 3
    for note in brief["footnotes"]:
        text = parsed.notes[note["number"]]
        claim = claims[note["claim"]]
        document = documents[claim["document"]]
        voice = claim["voices"][-1]["name"] if claim["voices"] else document["publisher"]
        sentence = " ".join(claim["sentence"][2].split())
        expected = [voice, document["publisher"], document["title"], sentence, document["capture"]]
        assert all(re.sub("[\u202a-\u202e]", "\ufffd", part) in text for part in expected)
        assert DAYS.get(document["published"], "no date stated") in text


def test_the_answer_can_be_had_again_by_its_id(book: Path) -> None:
    parsed = written(book, "markdown", "--in", "Mali")
    tally = asked(book, "tally", "--in", "Mali")
    assert f"tallybook show {tally['id']} gives it again" in parsed.texts[-1]
    assert f"of version {tally['book_version']} of the book" in parsed.texts[-1]
    assert asked(book, "show", tally["id"]) == tally


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_a_name_with_a_number_in_it_is_quoted(book: Path, name: str) -> None:
    question = ("--since", "2024-05-01", "--in", "Mali", "--by", "place", "--coarsen", "none")
    texts = written(book, name, *question).texts
    [raid] = [text for text in texts if text.startswith("Raid ")]
    assert "“16 worshippers”" in raid
    assert "in “Kilometre 40” (2 May 2024)" in raid
    assert "“Kilometre 40”" in texts


def test_who_denies_is_said_with_a_footnote(book: Path) -> None:
    parsed = written(book, "docx", "--since", "2024-04-01", "--until", "2024-04-30")
    [(text, numbers)] = [line for line in parsed.lines if "denied" in line[0]]
    assert text.endswith("it is denied by JNIM")
    assert parsed.notes[numbers[0]].strip().startswith("JNIM: “JNIM denied that the clinic")


def test_markup_in_reports_stays_text(book: Path) -> None:
    page = call(book, "brief", "--format", "html").stdout
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=\"(?!#|https?://)", page)
    text = call(book, "brief").stdout
    assert not re.search(r"(?<!\\)<(?!https?://)", text)


def test_victims_names_are_withheld(tmp_path: Path) -> None:
    sentence = "Gunmen shot candidate Ana Ruiz in Maputo on 5 March 2024, police said."
    report = Report("reports/ruiz.txt", f"Ana Ruiz shot\n\n{sentence}", published="2024-03-06")
    report.claim(
        "incident",
        sentence,
        {"targets": ["candidate Ana Ruiz"]},
        event_type="shooting",
        stage="done",
        targets=(Mention("candidate Ana Ruiz"),),
        when=Moment("2024-03-05", "2024-03-05", "sometime", "on 5 March 2024"),
        voices=(Mention("police", "any.police"),),
    )
    book = make_book(tmp_path / "a.db", [report])
    for name in FORMAT_NAMES:
        parsed = written(book, name)
        told = " ".join([*parsed.texts, *parsed.notes.values()])
        assert "Ruiz" not in told
        assert "candidate (name withheld)" in told
        assert "withheld" in parsed.texts[-2]


def test_a_brief_goes_to_a_file_in_the_format_of_its_name(book: Path, tmp_path: Path) -> None:
    for name, suffix in (("markdown", "md"), ("html", "HTML"), ("docx", "docx")):
        path = tmp_path / f"mali.{suffix}"
        result = call(book, "brief", "--in", "Mali", "-o", str(path))
        assert (result.exit_code, result.stdout) == (0, "")
        assert parse(name, path.read_bytes()).lines == written(book, name, "--in", "Mali").lines


def test_mistakes_are_said_in_one_line(book: Path, tmp_path: Path) -> None:
    for words, said in (
        (("--format", "pdf"), "there is no format 'pdf'; known: markdown, html, docx"),
        (("-o", str(tmp_path)), "is a folder; name a file in it"),
        (("--in", "Atlantisburg"), "Atlantisburg"),
    ):
        result = call(book, "brief", *words)
        assert result.exit_code == 2
        [line] = result.stderr.splitlines()
        assert said in line


def test_docx_without_its_library_names_the_extra(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    result = call(book, "brief", "--format", "docx")
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert "pip install 'tallybook[docx]'" in line
