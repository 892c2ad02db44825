"""Merging and splitting incidents from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tallybook.surface.terminal.main import app

REPORTS = {
    "police": (
        "BENI, Congo, May 4, 2023 — Armed men attacked the village of Oicha on Wednesday, "
        "killing six villagers, police said."
    ),
    "mayor": (
        "OICHA, Congo, May 5, 2023 — Armed men attacked the village of Oicha on Wednesday, "
        "killing six villagers, the mayor said."
    ),
    "army": (
        "BENI, Congo, May 6, 2023 — Armed men attacked the village of Oicha on Wednesday, "
        "killing seven villagers, the army said."
    ),
    "clinic": (
        "BENI, Congo, June 19, 2023 — Gunmen attacked a clinic in Mbau on Sunday, wounding two "
        "nurses, the mayor said."
    ),
    "nurses": (
        "BENI, Congo, June 21, 2023 — Gunmen attacked a clinic in Mbau on Sunday, wounding three "
        "nurses, the army said."
    ),
}
WHY = ("--because", "I was there", "--by", "Ana")


class Book:
    """A book of two attacks in five reports."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "a.db"
        for name, body in REPORTS.items():
            (folder / f"{name}.txt").write_text(f"An attack\n\n{body}\n", encoding="utf-8")
        names = [str(folder / f"{name}.txt") for name in REPORTS]
        assert self.call("add", *names).exit_code == 0
        source = {d["id"]: Path(d["source"]).stem for d in self.json("documents")}
        self.claims = {source[c["document"]]: c["id"] for c in self.json("claims")}
        assert len(self.claims) == len(REPORTS)

    def call(self, *words: str) -> Result:
        return CliRunner().invoke(app, ["--book", str(self.path), *words])

    def json(self, *words: str) -> Any:
        result = self.call(*words, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def incidents(self) -> dict[str, set[str]]:
        """Names of the reports of each incident, by its id."""
        names = {claim: name for name, claim in self.claims.items()}
        return {i["id"]: {names[c] for c in i["claims"]} for i in self.json("incidents")}

    def incident(self, report: str) -> str:
        [found] = [i for i, reports in self.incidents().items() if report in reports]
        return found

    def tally(self) -> dict[str, Any]:
        found = self.json("tally")
        return {key: found[key] for key in found if key not in ("id", "book_version")}

    def attacks(self) -> tuple[int, int]:
        bounds = self.tally()["bounds"]["claimed"]
        return bounds["lower"], bounds["upper"]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    found = Book(tmp_path)
    assert sorted(found.incidents().values(), key=len) == [
        {"clinic", "nurses"},
        {"police", "mayor", "army"},
    ]
    return found


def test_incidents_far_apart_are_merged_with_all_their_claims(book: Book) -> None:
    before, ids = book.tally(), book.incidents()
    village, clinic = book.incident("police"), book.incident("clinic")
    merged = book.json("merge", clinic, village, *WHY)
    assert (merged["kind"], merged["after"]) == ("merge", [village])
    assert book.incidents() == {village: set(REPORTS)}
    assert book.attacks() == (1, 1)
    assert book.json("explain", clinic)["id"] == village
    book.json("undo", "--by", "Ana")
    assert book.tally() == before
    assert book.incidents() == ids


def test_claims_that_are_split_off_are_another_attack(book: Book) -> None:
    before, ids = book.tally(), book.incidents()
    village = book.incident("police")
    split = book.json("split", village, book.claims["army"], *WHY)
    assert len(split["after"]) == 2
    assert book.incidents()[village] == {"police", "mayor"}
    assert book.incidents()[book.incident("army")] == {"army"}
    assert book.attacks() == (3, 3)
    book.json("undo", split["id"], "--by", "Bo")
    assert book.tally() == before
    assert book.incidents() == ids


def test_claims_that_are_split_off_together_stay_together(book: Book) -> None:
    village = book.incident("police")
    book.json("split", village, book.claims["army"], book.claims["police"], *WHY)
    assert {"army", "police"} in book.incidents().values()
    # The oldest claim left, and the incident's id with it.
    assert book.incidents()[village] == {"army", "police"}
    assert book.attacks() == (3, 3)


def test_a_later_merge_overrules_a_split(book: Book) -> None:
    village = book.incident("police")
    split = book.json("split", village, book.claims["army"], *WHY)
    merged = book.json("merge", *split["after"], *WHY)
    assert merged["overrules"] == [split["id"]]
    assert book.json("judgements")[0]["state"] == "overruled"
    assert book.incidents()[village] == {"police", "mayor", "army"}


def test_a_later_judgement_on_one_pair_leaves_the_rest_of_a_merge(book: Book) -> None:
    merged = book.json("merge", book.incident("police"), book.incident("clinic"), *WHY)
    pair = (book.claims["police"], book.claims["nurses"])
    assert book.json("judge", *pair, "--different", *WHY)["overrules"] == [merged["id"]]
    assert book.json("judgements")[0]["state"] == "partly in force"
    assert not any({"police", "nurses"} <= reports for reports in book.incidents().values())


def test_what_a_text_tells_apart_is_one_where_a_person_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Blasts in Kandahar\n\nKANDAHAR, Afghanistan, May 4, 2011 — A bomb exploded at a police "
        "post in Kandahar on Tuesday, killing two officers, police said. Another attack hours "
        "later on an army convoy in Kandahar killed three soldiers, the army said.\n",
        encoding="utf-8",
    )

    def said(*words: str) -> Any:
        result = CliRunner().invoke(app, ["--book", str(tmp_path / "a.db"), *words, "--json"])
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    said("add", str(tmp_path / "a.txt"))
    one, other = (incident["id"] for incident in said("incidents"))
    said("merge", one, other, *WHY)
    assert len(said("incidents")) == 1
    said("split", one, said("incidents")[0]["anchor"], *WHY)
    assert {incident["id"] for incident in said("incidents")} == {one, other}


def test_another_report_of_a_merged_attack_joins_it(book: Book) -> None:
    village, clinic = book.incident("police"), book.incident("clinic")
    book.json("merge", village, clinic, *WHY)
    late = book.path.parent / "late.txt"
    late.write_text(f"An attack\n\n{REPORTS['mayor'].replace('the mayor', 'the governor')}\n")
    assert book.call("add", str(late)).exit_code == 0
    assert book.attacks() == (1, 1)


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["merge", "VILLAGE", "VILLAGE", *WHY], 2, "that is one incident"),
        (["merge", "VILLAGE", *WHY], 2, "name two or more"),
        (["merge", "VILLAGE", "incident1_zz", *WHY], 1, "no incident 'incident1_zz'"),
        (["merge", "VILLAGE", "POLICE", *WHY], 1, "no incident 'claim1_"),
        (["merge", "VILLAGE", "CLINIC"], 2, '--because "…"'),
        (["split", "VILLAGE", "NURSES", *WHY], 2, "is no claim of incident1_"),
        (["split", "VILLAGE", "POLICE", "MAYOR", "ARMY", *WHY], 2, "name fewer claims"),
        (["split", "VILLAGE", "claim1_zz", *WHY], 1, "no claim 'claim1_zz'"),
        (["split", "VILLAGE", "POLICE"], 2, '--because "…"'),
    ],
)
def test_mistakes_are_said_in_one_line_and_change_nothing(
    book: Book, words: list[str], status: int, message: str
) -> None:
    names = {name.upper(): claim for name, claim in book.claims.items()}
    names |= {"VILLAGE": book.incident("police"), "CLINIC": book.incident("clinic")}
    before = book.tally()
    result = book.call(*(names.get(word, word) for word in words))
    assert result.exit_code == status
    [line] = result.stderr.splitlines()
    assert message in line
    assert book.json("judgements") == []
    assert book.tally() == before
