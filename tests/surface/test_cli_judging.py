"""Judging from the command line: what a tally says before, after, and when it is taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tallybook.core.judgements import PersonJudgement
from tallybook.surface.terminal.main import app
from tallybook.workflow.judging.standing import JudgementView, VerdictView

REPORTS = {
    "market": "GAO, Mali, March 6, 2024 — Gunmen attacked a market in Gao on Tuesday, killing "
    "five traders, police said.",
    "traders": "GAO, Mali, March 8, 2024 — Armed men attacked a market in Gao on Thursday, "
    "killing four people, the mayor said.",
    "convoy": "MENAKA, Mali, March 12, 2024 — Militants ambushed an army convoy near Menaka on "
    "Monday, killing three soldiers, the army said.",
    "quarter": "MOPTI, Mali, March 30, 2024 — There have been six attacks on villages in Mopti "
    "this month, the governor said.",
}


class Book:
    """A book of the reports, and who judges in it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "a.db"
        for name, body in REPORTS.items():
            (folder / f"{name}.txt").write_text(f"{name.title()}\n\n{body}\n", encoding="utf-8")
        names = [str(folder / f"{name}.txt") for name in REPORTS]
        result = self.call("add", *names)
        assert result.exit_code == 0, result.output
        self.claims = {
            Path(document["source"]).stem: claim["id"]
            for claim in self.json("claims")
            for document in self.json("documents")
            if document["id"] == claim["document"]
        }

    def call(self, *words: str) -> Result:
        return CliRunner().invoke(app, ["--book", str(self.path), *words])

    def json(self, *words: str) -> Any:
        result = self.call(*words, "--json")
        assert result.exit_code == 0, result.output
        assert result.stdout.count("\n") == 1
        return json.loads(result.stdout)

    def judge(self, one: str, other: str, verdict: str, by: str = "Ana") -> dict[str, Any]:
        pair = (self.claims[one], self.claims[other])
        words = ("--because", f"{one} and {other}", "--by", by)
        judged: dict[str, Any] = self.json("judge", *pair, f"--{verdict}", *words)
        return judged

    def tally(self) -> dict[str, Any]:
        """What a tally says, but for the ids that name the book's version."""
        found = self.json("tally", "--until", "2024-03-12")
        return {key: found[key] for key in found if key not in ("id", "book_version")}

    def attacks(self) -> tuple[int, int]:
        bounds = self.tally()["bounds"]["claimed"]
        return bounds["lower"], bounds["upper"]

    def states(self) -> list[str]:
        return [one["state"] for one in self.json("judgements")]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


@pytest.mark.parametrize(
    ("verdict", "attacks"), [("same", 2), ("different", 3)], ids=["one", "two"]
)
def test_a_verdict_changes_the_tally_as_it_says(book: Book, verdict: str, attacks: int) -> None:
    before, (lower, upper) = book.tally(), book.attacks()
    assert lower <= 3 <= upper
    judged = book.judge("market", "traders", verdict)
    assert book.attacks()[0] == attacks
    assert len(judged["after"]) == attacks - 1
    assert book.json("undo", "--by", "Ana")["undoes"] == judged["id"]
    assert book.tally() == before


def test_unsure_counts_one_to_two(book: Book) -> None:
    book.judge("market", "traders", "different")
    lower, upper = book.attacks()
    judged = book.judge("market", "traders", "unsure")
    assert book.attacks() == (lower - 1, upper)
    first, second = judged["after"]
    by_id = {incident["id"]: incident for incident in book.json("incidents")}
    assert by_id[first]["unsure"] == [second]


def test_the_joined_incident_keeps_the_older_id_and_the_other_leads_there(book: Book) -> None:
    ids = {i["anchor"]: i["id"] for i in book.json("incidents")}
    market, traders = ids[book.claims["market"]], ids[book.claims["traders"]]
    assert book.judge("traders", "market", "same")["after"] == [market]
    explained = book.json("explain", traders)
    assert (explained["id"], explained["merged"]) == (market, True)
    assert "because" not in explained
    [link] = [one for one in explained["incident"]["links"] if one["judge"] == "person"]
    assert (link["verdict"], link["maker"]) == ("same", "Ana")
    assert link["reasons"] == [{"words": "traders and market", "weight": None}]
    book.json("undo", "--by", "Ana")
    assert {i["anchor"]: i["id"] for i in book.json("incidents")} == ids
    assert book.json("explain", traders)["merged"] is False


def test_an_id_follows_its_claim_from_one_incident_to_the_next(book: Book) -> None:
    ids = {i["anchor"]: i["id"] for i in book.json("incidents")}
    convoy = ids[book.claims["convoy"]]
    book.judge("convoy", "market", "same")
    assert book.json("explain", convoy)["id"] == ids[book.claims["market"]]
    book.judge("convoy", "market", "different")
    book.judge("convoy", "traders", "same")
    assert book.json("explain", convoy)["id"] == ids[book.claims["traders"]]


def test_later_judgements_overrule_earlier_ones_and_both_are_shown(book: Book) -> None:
    first = book.judge("market", "convoy", "different")
    second = book.judge("market", "traders", "same", by="Bo")
    third = book.judge("traders", "convoy", "same", by="Cy")
    assert third["overrules"] == [first["id"]]
    assert len(third["after"]) == 1
    assert book.states() == ["overruled", "in force", "in force"]
    assert book.json("judgements")[0]["overruled_by"] == [second["id"], third["id"]]
    said = " ".join(book.call("judgements").stdout.split())
    assert f"{second['id'][:19]} and {third['id'][:19]} said otherwise later" in said
    book.json("undo", "--by", "Cy")
    assert book.states() == ["in force", "in force", "undone", "in force"]


def test_an_undo_takes_back_ones_own_last_and_can_be_undone(book: Book) -> None:
    first = book.judge("market", "traders", "same")
    book.judge("market", "convoy", "same", by="Bo")
    joined = book.tally()
    undo = book.json("undo", "--by", "Ana", "--because", "wrong week")
    assert undo["undoes"] == first["id"]
    again = book.json("undo", undo["id"], "--by", "Bo")
    assert book.tally() == joined
    assert book.states() == ["in force", "in force", "undone", "in force"]
    assert book.json("judgements")[2]["undone_by"] == again["id"]
    assert [one["because"] for one in book.json("judgements")][2] == "wrong week"


def test_a_tally_is_explained_with_the_judgements_of_its_time(book: Book) -> None:
    before = book.json("tally")
    book.judge("market", "traders", "same")
    after = book.json("tally")

    def people(tally: str) -> int:
        answer = book.json("explain", tally)["answer"]
        views = answer["incidents"] + answer["possible_incidents"]
        return sum(link["judge"] == "person" for view in views for link in view["links"])

    assert (people(before["id"]), people(after["id"])) == (0, 1)


def test_a_judgement_is_printed_with_what_it_did(book: Book) -> None:
    pair = (book.claims["market"], book.claims["traders"])
    words = ("--same", "--because", "one market day", "--by", "Ana")
    said = " ".join(book.call("judge", *pair, *words).stdout.split())
    assert "because: one market day Ana, " in said
    assert "2 incidents before, 1 incident now:" in said
    [made] = book.json("judgements")
    assert f"undo {made['id']}" in said
    assert set(made) == set(JudgementView.__struct_fields__)
    assert set(made["verdicts"][0]) == set(VerdictView.__struct_fields__)


def test_a_report_that_comes_again_keeps_what_was_judged(book: Book) -> None:
    book.judge("market", "traders", "same")
    joined = book.tally()
    late = book.path.parent / "late.txt"
    late.write_text("A fair\n\nBAMAKO, April 9, 2024 — A book fair opened in Bamako on Monday.\n")
    folder = [str(path) for path in sorted(book.path.parent.glob("*.txt"))]
    assert book.call("add", *folder).exit_code == 0
    assert book.tally() == joined


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["judge", "MARKET", "TRADERS", "--because", "x"], 2, "say one of --same, --different"),
        (["judge", "MARKET", "TRADERS", "--same", "--unsure", "--because", "x"], 2, "say one of"),
        (["judge", "MARKET", "TRADERS", "--same"], 2, '--because "…"'),
        (["judge", "MARKET", "TRADERS", "--same", "--because", " "], 2, '--because "…"'),
        (["judge", "MARKET", "MARKET", "--same", "--because", "x"], 2, "are the same claim"),
        (["judge", "MARKET", "claim1_zz", "--same", "--because", "x"], 1, "no claim 'claim1_zz'"),
        (["judge", "MARKET", "QUARTER", "--same", "--because", "x"], 2, "of another kind (count)"),
        (["judge", "MARKET", "TRADERS", "--same", "--because", "x", "--by", ""], 2, "--by NAME"),
        (["undo", "--by", "Ana"], 2, "Ana has no judgement in force"),
        (["undo", "judgement1_zz"], 1, "no judgement 'judgement1_zz'"),
    ],
)
def test_mistakes_are_said_in_one_line_and_change_nothing(
    book: Book, words: list[str], status: int, message: str
) -> None:
    names = {name.upper(): claim for name, claim in book.claims.items()}
    before = book.tally()
    result = book.call(*(names.get(word, word) for word in words))
    assert result.exit_code == status
    [line] = result.stderr.splitlines()
    assert message in line
    assert result.stdout == ""
    assert book.json("judgements") == []
    assert book.tally() == before


def test_what_is_undone_already_says_how_to_have_it_back(book: Book) -> None:
    judged = book.judge("market", "traders", "same")
    undo = book.json("undo", judged["id"])
    result = book.call("undo", judged["id"])
    assert result.exit_code == 2
    assert f"undone already, by {undo['id']}" in result.stderr


def test_the_record_of_a_judgement_never_changes(book: Book) -> None:
    from tallybook.store import open_store

    book.judge("market", "traders", "same")
    store = open_store(str(book.path))
    with store.view() as view:
        before = list(view.scan(PersonJudgement))
    book.json("undo", "--by", "Ana")
    with store.view() as view:
        assert list(view.scan(PersonJudgement))[:1] == before
    store.close()
