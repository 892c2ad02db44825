"""Reports in tables: JSON lines, CSV, and which column holds what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from samples import HEADLINE, STORY

from tallybook.core.documents import Document
from tallybook.core.records import Rejection
from tallybook.errors import UsageError
from tallybook.ingest import Flags, read_sources
from tallybook.ingest.intake import Intake
from tallybook.ingest.records import read_columns


def intakes(tmp_path: Path, name: str, data: bytes | str, mapping: str = "") -> list[Intake]:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    columns = read_columns(mapping) if mapping else ()
    return list(read_sources([str(path)], Flags(columns=columns)))


def document(intake: Intake) -> Document:
    assert isinstance(intake.result, Document), intake.result
    return intake.result


def refusal(intake: Intake) -> Rejection:
    assert isinstance(intake.result, Rejection), intake.result
    return intake.result


def test_rows_of_a_table_are_reports(tmp_path: Path) -> None:
    table = (
        "headline,body,date,outlet,link,author,language\n"
        f'"{HEADLINE}","{STORY[0]}\n\n{STORY[1]}",2024-05-21,River Post,'
        "https://e.org/a,J Doe,en-GB\n"
    )
    (intake,) = intakes(tmp_path, "rows.csv", table)
    found = document(intake)
    assert found.source.endswith("rows.csv!2")
    assert found.text == "\n\n".join((HEADLINE, *STORY))
    assert (found.title, found.published, found.publisher) == (HEADLINE, "2024-05-21", "River Post")
    assert (found.url, found.byline, found.language) == ("https://e.org/a", "J Doe", "en")
    assert set(found.origins.values()) == {"file"}


def test_the_person_says_which_column_holds_what(tmp_path: Path) -> None:
    row = {
        "text": "not this",
        "inner": {"story": STORY[0]},
        "seen": "2024-01-01",
        "day": "3 May 2024",
    }
    (intake,) = intakes(tmp_path, "a.jsonl", json.dumps(row), "text=inner.story, published=day")
    assert document(intake).text == STORY[0]
    assert document(intake).published == "2024-05-03"
    assert intake.data == json.dumps(row).encode()


def test_a_bad_row_names_its_line_and_field_and_stops_nothing(tmp_path: Path) -> None:
    rows = [
        json.dumps({"body": STORY[0], "date": "2024-05-21"}),
        "{broken",
        "",
        json.dumps({"body": STORY[0], "date": "03/04/2024"}),
        json.dumps({"body": 7}),
        json.dumps({"title": "only this"}),
        json.dumps(["no object"]),
        json.dumps({"body": STORY[1]}),
    ]
    found = intakes(tmp_path, "a.jsonl", "\n".join(rows))
    assert [i.source.rpartition("!")[2] for i in found] == ["1", "2", "4", "5", "6", "7", "8"]
    assert document(found[0]).published == "2024-05-21"
    assert [refusal(i).code for i in found[1:6]] == [
        "malformed",
        "no-field",
        "no-field",
        "no-text",
        "malformed",
    ]
    assert "'published' in the column 'date' is '03/04/2024'" in refusal(found[2]).detail
    assert "--map text=COLUMN" in refusal(found[4]).detail
    assert document(found[6]).text == STORY[1]


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    (intake,) = intakes(tmp_path, "a.csv", f"a,b\n1,{json.dumps(STORY[0])}\n", "text=story")
    assert refusal(intake).code == "no-field"
    assert "'story'" in refusal(intake).detail
    assert "there are a, b" in refusal(intake).detail


def test_rows_of_the_wrong_width_are_rejected(tmp_path: Path) -> None:
    table = f'title;text\nOne;"{STORY[0]}"\nTwo;a;b\n\nThree;"{STORY[1]}\n\nmore words"\nFour;"x"\n'
    found = intakes(tmp_path, "a.csv", table)
    assert [i.source.rpartition("!")[2] for i in found] == ["2", "3", "5", "8"]
    assert "3 fields and the first line 2 columns" in refusal(found[1]).detail
    assert document(found[2]).title == "Three"


def test_tables_of_spreadsheet_programs(tmp_path: Path) -> None:
    (marked,) = intakes(tmp_path, "a.csv", b"\xef\xbb\xbftext,title\n" + f'"{STORY[0]}",T'.encode())
    assert document(marked).text.endswith(STORY[0])
    western = f'title\ttext\nMénaka\t"{STORY[0]} Ménaka"\n'.encode("cp1252")
    assert document(intakes(tmp_path, "b.tsv", western)[0]).text.endswith("Ménaka")
    wide = intakes(tmp_path, "c.csv", "text\nx\n".encode("utf-16"))
    assert refusal(wide[0]).code == "undecodable"
    twice = intakes(tmp_path, "d.csv", "text,text\na,b\n")
    assert "'text' twice" in refusal(twice[0]).detail


def test_a_table_of_an_old_program_ends_its_lines_otherwise(tmp_path: Path) -> None:
    found = intakes(tmp_path, "a.csv", f'title,text\rOne,"{STORY[0]}"\rTwo,"{STORY[1]}"\r')
    assert [document(intake).title for intake in found] == ["One", "Two"]
    assert [intake.source.rpartition("!")[2] for intake in found] == ["2", "3"]


def test_markup_in_a_field_is_read_as_markup(tmp_path: Path) -> None:
    html = (
        f"<p>{STORY[0]}</p><figure><img><figcaption>A picture of ninety dead</figcaption></figure>"
        f"<p style='display:none'>Eighty died.</p><script>x()</script><p>{STORY[1]}</p>"
    )
    (intake,) = intakes(tmp_path, "a.jsonl", json.dumps({"content": html}))
    assert document(intake).text == "\n\n".join(STORY)
    assert document(intake).cut == (
        "hidden text (display:none): 2 words left out",
        "captions: 5 words left out",
    )


def test_a_summary_is_said_to_be_one(tmp_path: Path) -> None:
    row = {"description": STORY[0], "link": "https://e.org/a"}
    (intake,) = intakes(tmp_path, "a.jsonl", json.dumps(row))
    assert document(intake).cut == ("only a summary was given; the report is at https://e.org/a",)


@pytest.mark.parametrize("mapping", ["text", "story=body", "text=", "text=body,,"])
def test_a_wrong_mapping_is_the_users_to_correct(mapping: str) -> None:
    with pytest.raises(UsageError, match="the fields are text, html"):
        read_columns(mapping)


def test_an_endless_field_is_no_endless_read(tmp_path: Path) -> None:
    found = intakes(tmp_path, "a.csv", 'text\n"' + f"{STORY[0]}\n" * 2_000)
    assert len(found) == 1
