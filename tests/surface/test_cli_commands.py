"""The command line from end to end, with the built-in coder on reports of our own."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tallybook.surface.terminal.main import app

REPORTS = Path(__file__).parent.parent / "reports"
WEEK = REPORTS / "borno-yobe-period-parts" / "01.txt"
PAGE = REPORTS / "mastung-claim-and-denial" / "01.html"
PLOT = REPORTS / "zamboanga-foiled-plot" / "01.txt"

BOUNDS = {"lower", "upper"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "a.db"
    result = call(path, "add", str(WEEK), str(PAGE), "--publisher", "Mirror")
    assert result.exit_code == 0, result.output
    assert call(path, "add", str(PLOT), "--published", "2024-08-12").exit_code == 0
    return path


def call(book: Path, *words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["--book", str(book), *words], input=stdin)


def parsed(book: Path, *words: str) -> Any:
    result = call(book, *words, "--json")
    assert result.exit_code == 0, result.output
    assert result.stdout.count("\n") == 1
    return json.loads(result.stdout)


def text_of(document: dict[str, Any], book: Path) -> str:
    found: str = parsed(book, "explain", document["id"])["document"]["document"]["text"]
    return found


def test_add_prints_a_line_for_each_source_and_a_summary(tmp_path: Path) -> None:
    book = tmp_path / "a.db"
    result = call(book, "add", str(WEEK), str(tmp_path / "none.txt"), str(WEEK))
    assert result.exit_code == 1
    first, second, summary = result.stdout.splitlines()
    assert first.startswith(f"new       {WEEK}: ")
    assert "incident" in first
    assert second.startswith(f"known     {WEEK}: ")
    assert summary.startswith("3 inputs: 1 new, 1 known, 1 rejected (1 missing); ")
    [message] = result.stderr.splitlines()
    assert message.startswith(f"rejected  {tmp_path / 'none.txt'}: there is no such file")


def test_add_reads_standard_input(tmp_path: Path) -> None:
    result = call(tmp_path / "a.db", "add", "-", stdin=WEEK.read_text(encoding="utf-8"))
    assert result.exit_code == 0
    assert result.stdout.startswith("new       -: ")


def test_add_json_is_one_array(tmp_path: Path) -> None:
    result = call(tmp_path / "a.db", "add", str(WEEK), str(tmp_path / "none.txt"), "--json")
    assert result.exit_code == 1
    outcomes = json.loads(result.stdout)
    assert [one["outcome"] for one in outcomes] == ["new", "rejected"]
    assert outcomes[1]["rejection"]["code"] == "missing"


def test_add_with_two_processes_gives_the_same_book(tmp_path: Path, book: Path) -> None:
    other = tmp_path / "b.db"
    result = call(other, "add", str(WEEK), str(PAGE), "--publisher", "Mirror", "--jobs", "2")
    assert result.exit_code == 0, result.output
    result = call(other, "add", str(PLOT), "--published", "2024-08-12")
    for command in ("claims", "incidents", "documents"):
        assert parsed(other, command) == parsed(book, command)


def test_a_tally_has_the_keys_of_the_contract(book: Path) -> None:
    asked = ("--in", "Nigeria", "--since", "2025-03-01", "--until", "2025-03-12", "--by", "place")
    tally = parsed(book, "tally", *asked)
    assert tally.keys() >= {
        "id", "question", "bounds", "silent", "by", "residue", "constraints", "contradictions",
        "incidents",
    }  # fmt: skip
    assert tally["question"]["places"] == ["Nigeria"]
    assert (tally["question"]["since"], tally["question"]["until"]) == ("2025-03-01", "2025-03-12")
    assert tally["silent"] is False
    for standards in (tally["bounds"], *(row["bounds"] for row in tally["by"])):
        assert list(standards) == ["confirmed", "reported", "claimed"]
        assert all(bounds.keys() >= BOUNDS for bounds in standards.values())
    assert {"Borno", "Yobe"} <= {row["key"] for row in tally["by"]}
    constraint = tally["constraints"][0]
    assert constraint.keys() >= {
        "claim", "voice", "origin", "quote", "document", "lower", "upper", "scope",
    }  # fmt: skip
    assert isinstance(constraint["scope"], dict)
    claims = {claim["id"] for claim in parsed(book, "claims")}
    incidents = {incident["id"] for incident in parsed(book, "incidents")}
    assert {one["claim"] for one in tally["constraints"]} <= claims
    assert set(tally["incidents"]) <= incidents


def test_claims_have_the_keys_of_the_contract(book: Path) -> None:
    texts = {document["id"]: text_of(document, book) for document in parsed(book, "documents")}
    claims = parsed(book, "claims")
    counts = [claim for claim in claims if claim["kind"] == "count"]
    assert counts
    for claim in claims:
        assert claim.keys() >= {
            "id", "document", "kind", "event_type", "stage", "count", "attackers", "targets",
            "weapons", "places", "when", "killed", "injured", "voices", "stance", "preliminary",
            "parts", "spans", "maker", "confidence",
        }  # fmt: skip
        for field in ("count", "killed", "injured"):
            assert claim[field] is None or set(claim[field]) == {"low", "high", "words"}
        for field in ("attackers", "targets", "voices"):
            assert all(set(mention) == {"name", "actor"} for mention in claim[field])
        for place in claim["places"]:
            assert place.keys() >= {
                "name", "geonames_id", "country", "lat", "lon", "radius_km", "precision",
            }  # fmt: skip
        if claim["when"] is not None:
            assert set(claim["when"]) == {"earliest", "latest", "extent", "words"}
        for spans in claim["spans"].values():
            for start, end, words in spans:
                assert texts[claim["document"]][start:end] == words
        start, end, words = claim["sentence"]
        assert texts[claim["document"]][start:end] == words


def test_a_tally_shows_what_it_depends_on_and_what_would_help(book: Path) -> None:
    words = ("tally", "--in", "Nigeria", "--until", "2025-03-05")
    plain = parsed(book, *words)
    found = parsed(book, *words, "--sensitivity", "--what-would-help")
    depends, helps = found.pop("sensitivity"), found.pop("what_would_help")
    assert found == plain
    assert depends["bounds"] == plain["bounds"] == depends["variants"][0]["bounds"]
    assert {source["name"] for source in depends["sources"] if source["number"]}
    assert helps["found"]
    shown = call(book, *words, "--sensitivity", "--what-would-help")
    assert shown.exit_code == 0
    assert "Linked otherwise" in shown.stdout
    assert "What would narrow the bounds most" in shown.stdout
    assert "trying: joined sooner" in shown.stderr
    silent = call(book, "tally", "--in", "Peru", "--sensitivity", "--what-would-help")
    assert "Linked otherwise" not in silent.stdout


def test_surges_says_whether_the_last_week_is_out_of_the_ordinary(book: Path) -> None:
    found = parsed(book, "surges", "--standard", "claimed")
    assert found["standard"] == "claimed"
    assert found["undated"] == 0
    [series] = found["series"]
    assert series["weeks"][-1]["verdict"] in {"no past", "ordinary"}
    shown = call(book, "surges", "--by", "place")
    assert shown.exit_code == 0
    assert "no past to compare with" in shown.stdout
    for words in (("--by", "week"), ("--standard", "sure")):
        wrong = call(book, "surges", *words)
        assert wrong.exit_code == 2
        assert wrong.stderr.count("\n") == 1


def test_a_tally_shows_what_other_rules_make_of_the_same_reports(book: Path) -> None:
    plain = parsed(book, "tally", "--in", "Nigeria")
    compared = parsed(book, "tally", "--in", "Nigeria", "--rules")
    rules = compared.pop("rules")
    assert compared == plain
    assert rules["attacks"]["bounds"] == plain["bounds"]["claimed"]
    assert rules["attacks"]["rules"]["source_priority"] is None
    ours = rules["attacks"]["bounds"]
    assert rules["attacks"]["rules"]["lowest"] <= ours["upper"]
    preferred = parsed(book, "tally", "--in", "Nigeria", "--priority", "mirror")["rules"]
    assert preferred["priority"] == ["Mirror"]
    attacks = preferred["attacks"]["rules"]
    assert attacks["lowest"] <= attacks["source_priority"] <= attacks["highest"]
    lines = call(book, "tally", "--in", "Nigeria", "--priority", "mirror").stdout.splitlines()
    [shown] = [line for line in lines if line.startswith("first of Mirror")]
    assert shown.split()[3] == str(attacks["source_priority"])


@pytest.mark.parametrize(("outlets", "said"), [(",", "names no outlet"), ("Herald", "Mirror")])
def test_outlets_that_cannot_be_preferred_are_wrong_usage(
    book: Path, outlets: str, said: str
) -> None:
    result = call(book, "tally", "--priority", outlets)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_tally_for_a_person_begins_with_the_answer(book: Path) -> None:
    result = call(book, "tally", "--in", "Nigeria", "--by", "place")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "attack" in lines[0]
    assert "confirmed in Nigeria" in " ".join(lines[:2])
    identifier = parsed(book, "tally", "--in", "Nigeria", "--by", "place")["id"]
    assert f"explain {identifier}" in result.stdout
    assert max(len(line) for line in lines if "tallybook" not in line) <= 80
    assert "\x1b" not in result.stdout
    for expected in ("Confirmed", "Reported", "Claimed", "By place", "Borno", "What to type next"):
        assert expected in result.stdout


def test_a_question_on_which_no_report_bears_is_silent(tmp_path: Path) -> None:
    book, report = tmp_path / "a.db", tmp_path / "rain.txt"
    report.write_text("Rain fell on the coast on Monday, and the harbour stayed open all day.\n")
    assert call(book, "add", str(report), "--published", "2024-03-05").exit_code == 0
    assert parsed(book, "tally", "--in", "Iceland")["silent"] is True
    result = call(book, "tally", "--in", "Iceland")
    assert result.stdout.startswith("No report in this book bears on attacks in Iceland.\n")


def test_every_id_that_is_printed_can_be_explained(book: Path) -> None:
    tally = parsed(book, "tally", "--in", "Nigeria")
    claim = parsed(book, "claims")[0]
    ids = (tally["id"], claim["id"], claim["document"], parsed(book, "incidents")[0]["id"])
    for identifier in ids:
        result = call(book, "explain", identifier[:18])
        assert result.exit_code == 0, result.output
        assert identifier in result.stdout.replace("\n", "")
    whole = " ".join(call(book, "explain", tally["id"]).stdout.split())
    for constraint in tally["constraints"]:
        assert " ".join(constraint["quote"].split())[:60] in whole


def test_lists_are_read_by_people_too(book: Path) -> None:
    claims = call(book, "claims", "--in", "Nigeria").stdout
    assert "Six assaults on Nigerian bases in a week" in claims
    assert "count: 6" in claims
    assert "claims of 1 origin · incident1_" in call(book, "incidents").stdout
    assert "3 documents" in call(book, "documents").stdout
    assert "no rejections" in call(book, "rejections").stdout


def test_a_list_shows_the_stages_that_it_is_asked_for(book: Path) -> None:
    everything = {incident["id"] for incident in parsed(book, "incidents")}
    listed = {i["id"]: i["stage"] for i in parsed(book, "incidents", "--stage", "done")}
    assert listed.keys() <= everything
    assert set(listed.values()) <= {"done", None}


def test_reports_of_an_event_are_found_by_a_report_or_an_incident(book: Path) -> None:
    incident = parsed(book, "incidents")[0]
    related = parsed(book, "related", incident["id"])
    told = [one for one in related if incident["id"] in one["incidents"]]
    assert told
    assert parsed(book, "related", told[0]["document"]) == related
    assert told[0]["document"][:18] in call(book, "related", incident["id"]).stdout
    assert call(book, "related", "incident1_none").exit_code == 1


def test_rejections_are_listed_with_their_reason(tmp_path: Path) -> None:
    book, empty = tmp_path / "a.db", tmp_path / "empty.txt"
    empty.touch()
    assert call(book, "add", str(WEEK), str(empty)).exit_code == 1
    [rejection] = parsed(book, "rejections", "--in", "Nigeria")
    assert (rejection["source"], rejection["code"]) == (str(empty), "empty")
    assert "empty.txt" in call(book, "rejections").stdout.replace("\n", "")


def test_export_writes_a_file_whole_and_only_there(book: Path, tmp_path: Path) -> None:
    target = tmp_path / "claims.csv"
    target.write_text("old")
    result = call(book, "export", "claims-csv", "-o", str(target), "--in", "Nigeria")
    assert (result.exit_code, result.output) == (0, "")
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert {row["id"] for row in rows} == {
        c["id"] for c in parsed(book, "claims", "--in", "Nigeria")
    }
    assert list(tmp_path.iterdir()) == [target]


def test_export_to_standard_output(book: Path) -> None:
    result = CliRunner().invoke(app, ["--book", str(book), "export", "incidents-geojson.v1"])
    features = json.loads(result.stdout)["features"]
    assert {one["id"] for one in features} == {i["id"] for i in parsed(book, "incidents")}
    text = call(book, "export", "incidents-csv").stdout_bytes
    assert text.count(b"\r\n") == len(features) + 1


REPORTS_BESIDE = "tallybook-demo-reports"


def test_the_demonstration_runs_in_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TALLYBOOK_BOOK", raising=False)
    for _ in range(2):
        result = CliRunner().invoke(app, ["demo"])
        assert result.exit_code == 0, result.output
    assert {path.name for path in tmp_path.iterdir()} == {"tallybook-demo.db", REPORTS_BESIDE}
    assert f"add {REPORTS_BESIDE}/mali-1.txt" in result.stdout
    for expected in ("tallybook-demo.db", "attack", "What to type next", "explain tally1_"):
        assert expected in result.stdout


def test_the_book_comes_from_the_environment(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALLYBOOK_BOOK", str(book))
    result = CliRunner().invoke(app, ["documents", "--json"])
    assert len(json.loads(result.stdout)) == 3


def test_the_demonstrations_reports_are_those_of_the_golden_reports() -> None:
    from tallybook.workflow.lookup.demonstrating import demo_reports

    written = {path.read_bytes() for path in REPORTS.glob("*/0*.*")}
    with demo_reports() as reports:
        assert {path.read_bytes() for path, _ in reports} <= written


def test_search_finds_reports_and_claims(book: Path) -> None:
    found = parsed(book, "search", "plot")
    assert [Path(one["document"]["source"]) for one in found["documents"]] == [PLOT]
    for snippet in (s for one in found["documents"] for s in one["snippets"]):
        whole = text_of(found["documents"][0]["document"], book)
        assert whole[snippet["start"] : snippet["end"]] == snippet["words"]
        assert [whole[s:e] for s, e, _ in snippet["marks"]] == [m[2] for m in snippet["marks"]]
    assert all(one["sure"] for one in found["documents"])
    # A claim without a day leaves it open.
    early = parsed(book, "search", "plot", "--until", "2023-12-31")["documents"]
    assert not any(one["sure"] for one in early)
    assert parsed(book, "search", "plot", "--in", "Mali")["documents"] == []
    printed = call(book, "search", "plot", "--most", "1").stdout
    assert printed.splitlines()[0].startswith(found["documents"][0]["document"]["words"][:40])
    assert call(book, "search", "no-such-word").stdout == "no reports and no claims\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (['"police said'], "leaves a quotation mark open"),
        (["-police"], "names no word that is to be found"),
        (["po*ice"], "has a * where no word ends"),
        ([], "say what to search for"),
    ],
)
def test_a_search_that_cannot_be_read(book: Path, words: list[str], said: str) -> None:
    result = call(book, "search", "--", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_index_of_words_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    assert call(path, "add", str(PLOT)).exit_code == 0
    before = parsed(path, "search", "plot")
    with closing(sqlite3.connect(path)) as connection:
        for table in ("document_words", "claim_words"):
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
        connection.commit()
    assert parsed(path, "search", "plot")["documents"] == []
    again = call(path, "search", "--rebuild")
    assert again.exit_code == 0
    assert again.stderr.startswith("the index of words was made again, from ")
    assert parsed(path, "search", "plot") == before
