"""Plain text files, in the styles in which people and wires write them."""

from __future__ import annotations

import pytest

from tallybook.core.documents import Document
from tallybook.core.records import Rejection
from tallybook.ingest import Fetched, Flags, read_batch


def read(text: str | bytes, flags: Flags | None = None, source: str = "report.txt") -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    result = read_batch([Fetched(source, data)], flags)[0].result
    assert isinstance(result, Document), result
    return result


def roles(document: Document) -> list[str]:
    return [paragraph.role for paragraph in document.paragraphs]


def paragraph(document: Document, index: int) -> str:
    one = document.paragraphs[index]
    return document.text[one.start : one.end]


SAVED_PAGE = """\
Convoy shelled twice near Bor in two days: UN
JUBA, South Sudan - A convoy of the UN mission came under mortar fire twice near Bor between \
Monday and Tuesday, the mission said on Wednesday, adding that none of its staff was hurt.
"We have seen no such fire on this road since last year," a spokeswoman told reporters in Juba.
The army denied that its men had fired and blamed a militia that is active in the county.
"""


def test_each_line_of_a_saved_page_is_a_paragraph() -> None:
    document = read(SAVED_PAGE)
    assert document.title == "Convoy shelled twice near Bor in two days: UN"
    assert document.text.startswith(document.title + "\n\nJUBA, South Sudan - A convoy")
    assert roles(document) == ["title", "body", "body", "body"]
    assert document.dateline is not None
    assert document.dateline.words == "JUBA, South Sudan -"
    document.dateline.check(document.text)
    assert document.language == "en"
    assert document.published is None


def test_a_flag_beats_what_the_text_says() -> None:
    text = (
        "Two hurt in blast\n\nReuters\n\n3 May 2021\n\nTwo men were hurt in a blast in the town.\n"
    )
    plain = read(text)
    assert (plain.publisher, plain.published) == ("Reuters", "2021-05-03")
    assert plain.origins["published"] == "text"
    flagged = read(text, Flags(published="2021-05-04", publisher="Hill Gazette"))
    assert (flagged.publisher, flagged.published) == ("Hill Gazette", "2021-05-04")
    assert flagged.origins["published"] == flagged.origins["publisher"] == "flag"
    assert flagged.id == plain.id


WRAPPED = """\
   LA PALMA, 7 MAR 90 (RADIO NORTE) -- [TEXT] ARMED MEN BLEW UP TWO
ELECTRICITY PYLONS ON THE ROAD TO THE COAST LAST NIGHT. THE POWER
COMPANY SAID THAT SIX TOWNS WERE WITHOUT LIGHT UNTIL THE MORNING.

   THE ARMY SAID THAT IT HAD FOUND A THIRD BOMB, WHICH HAD NOT GONE
OFF, AT THE FOOT OF ANOTHER PYLON.
"""


def test_hard_wrapped_wire_copy_is_joined() -> None:
    document = read(WRAPPED)
    assert roles(document) == ["body", "body"]
    assert "ARMED MEN BLEW UP TWO ELECTRICITY PYLONS ON THE ROAD" in document.text
    assert document.published == "1990-03-07"
    assert document.publisher == "RADIO NORTE"
    assert document.dateline is not None
    assert document.dateline.words == "LA PALMA, 7 MAR 90 (RADIO NORTE) -- [TEXT]"


def test_wrapped_paragraphs_without_blank_lines_are_told_by_their_indents() -> None:
    document = read(
        "   The patrol was fired on as it crossed the bridge on Sunday, and two of\n"
        "its men were wounded before the attackers withdrew into the hills above.\n"
        "   A spokesman for the governor said that reinforcements had been sent to\n"
        "the area, and that the bridge was closed to traffic until further notice.\n"
    )
    assert len(document.paragraphs) == 2
    assert paragraph(document, 1).startswith("A spokesman for the governor")


def test_lines_of_a_teletype_may_end_a_little_early() -> None:
    document = read(
        "Soldiers who crossed the river on Sunday to look for the missing men were\n"
        "fired upon from the far bank, an officer said, and turned back with\n"
        "three wounded. Two of them were later taken by boat to the hospital\n"
        "in the county town, where doctors said that they would live.\n"
    )
    assert roles(document) == ["body"]


def test_short_lines_of_many_lengths_are_paragraphs_of_their_own() -> None:
    lines = [
        "Gunmen fired on a bus near the bridge at dawn on Monday and wounded the driver.",
        "Nobody was killed.",
        "Police closed the road.",
        "The bus company said that it would not run again before the army had a post there.",
        "It gave no date.",
        "The mayor asked for calm.",
        "Schools will stay shut on Tuesday, and so will the market, the town council decided.",
        "The army said nothing.",
    ]
    document = read("\n".join(lines))
    assert document.text.split("\n\n") == lines


def test_bylines_dates_and_notes_have_their_roles() -> None:
    document = read(
        "Grenade thrown at police post\n"
        "By Jane Doe and Ali Hassan, AFP\n"
        "Published: 24 October 2023 | Updated: 25 October 2023 10:15 GMT\n"
        "\n"
        "A grenade was thrown at a police post in the old town on Monday, police said.\n"
        "\n"
        "Reporting by Jane Doe; editing by John Roe\n"
        "Correction: an earlier version gave the wrong day.\n"
    )
    assert roles(document) == ["title", "byline", "note", "body", "note", "note"]
    assert document.byline == "Jane Doe and Ali Hassan"
    assert document.publisher == "AFP"
    assert (document.published, document.modified) == ("2023-10-24", "2023-10-25")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2023-10-24", "2023-10-24"),
        ("Oct 24, 2023 10:15 GMT", "2023-10-24"),
        ("Tuesday, 24th October 2023", "2023-10-24"),
        ("Posted on October 24, 2023 at 9:15 am", "2023-10-24"),
        ("24/10/2023", "2023-10-24"),
        ("Gao, Tuesday, October 24, 2023", "2023-10-24"),
        ("03/04/2023", None),
        ("31/02/2023", None),
        ("24 October", None),
    ],
)
def test_a_date_on_a_line_of_its_own_is_that_of_publication(line: str, day: str | None) -> None:
    story = "Three men were shot dead at a market on Monday, a police officer said."
    assert read(f"Three shot at market\n\n{line}\n\n{story}\n").published == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Operational update as of 08:00 on 4 December 2025", "2025-12-04"),
        ("As of 31 October 2023 (23:59)", "2023-10-31"),
        ("Situation report No. 5, as of 12 March 2024", "2024-03-12"),
        ("Situation as at 6 p.m., 4 May 2022", "2022-05-04"),
        ("The army had lost 300 men as of 4 December 2025, it said.", None),
        ("As of 4 December 2025 the army had lost 300 men", None),
    ],
)
def test_a_bulletin_says_up_to_when_it_tells(line: str, day: str | None) -> None:
    document = read(f"Clashes in the east go on\n\n{line}\n\nThree men were shot dead on Monday.\n")
    assert document.published == day
    assert (roles(document)[1] == "note") == (day is not None)


def test_a_correspondent_is_somewhere_else_than_the_story() -> None:
    document = read(
        "Six dead in blast\n\nBy our correspondent in Hasakah\n\nA car exploded on Monday.\n"
    )
    assert roles(document) == ["title", "byline", "body"]


def test_a_date_in_the_story_is_not_that_of_publication() -> None:
    document = read(
        "Village remembers its dead\n\n"
        "On 24 October 2023 gunmen killed nine people in the village, which has buried them.\n\n"
        "24 October 2023 was a Tuesday, and market day in the village by the lake.\n"
    )
    assert document.published is None


def test_a_later_date_line_is_not_looked_for_in_the_story() -> None:
    document = read("Title of a report\n\nMen were killed here.\n\n24 October 2023\n\nMore came.\n")
    assert document.published is None


def test_labels_that_people_write_above_what_they_save() -> None:
    document = read(
        "Title: Raid on border post\nSource: Hill Gazette\nURL: https://example.org/raid\n"
        "Date: 4 July 2022\n\nGunmen raided the border post at dawn, killing two, officials said.\n"
    )
    assert document.text.startswith("Raid on border post\n\n")
    assert (document.publisher, document.published) == ("Hill Gazette", "2022-07-04")
    assert document.url == "https://example.org/raid"


def test_a_first_sentence_is_no_headline() -> None:
    document = read("Two men were killed.\n\nNobody said by whom, and police made no arrest.\n")
    assert document.title is None
    assert roles(document) == ["body", "body"]


def test_a_section_name_above_the_headline_is_a_note() -> None:
    document = read("World\n\nTwo killed in raid\n\nTwo men were killed in a raid on Monday.\n")
    assert document.title == "Two killed in raid"
    assert roles(document) == ["title", "note", "body"]


def test_a_line_in_brackets_is_no_headline() -> None:
    document = read("(WITH PICTURES)\n\nGAO, Mali - Two men were killed in a raid on Monday.\n")
    assert document.title is None
    assert roles(document) == ["note", "body"]
    assert document.dateline is not None


def test_a_headline_with_a_town_before_a_colon_has_no_dateline() -> None:
    document = read("ZARIA: Gunmen take nine\n\nZARIA: Gunmen took nine people on Friday night.\n")
    assert document.title == "ZARIA: Gunmen take nine"
    assert document.dateline is not None
    assert document.dateline.start > len(document.title)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Café bombed".encode("utf-8-sig"), ()),
        ("Café bombed".encode("utf-16"), ()),
        ("Café bombed".encode("utf-16-be"), ()),
        ("Café bombed".encode("latin-1"), ("the text is not UTF-8: it was read as Windows-1252",)),
    ],
)
def test_encodings(data: bytes, expected: tuple[str, ...]) -> None:
    document = read(data)
    assert document.text == "Café bombed"
    assert document.cut == expected


def test_invisible_characters_are_removed_and_named() -> None:
    document = read("The at\u200btack \u202ekil\u00adled\u202c two\u00a0men.\r\nThe  end came.")
    assert document.text == "The attack killed two men.\n\nThe end came."
    assert document.cut == (
        "bidirectional control characters: 2 removed",
        "zero-width and other invisible characters: 1 removed",
    )


def test_other_languages_are_kept_and_named() -> None:
    spanish = (
        "Dos soldados murieron el lunes en un ataque contra un puesto militar cerca del río, "
        "informó el ejército, que culpó del hecho a un grupo rebelde que opera en la zona.\n"
    )
    assert read(spanish).language == "und"
    assert read("Двое солдат погибли в понедельник при нападении на пост.").language == "und"
    assert read("Two dead.\n").language is None


@pytest.mark.parametrize(
    "text",
    [
        "Air strikes\n\nThree Turkish drone strikes killed five fighters near Kobani Monday.",
        "Two killed near Gao\n\nGunmen killed two herders near Gao Tuesday, police said.",
        "Rockets hit Haifa, two hurt\n\nHezbollah rockets hit Haifa on Sunday, army says.",
    ],
)
def test_a_few_words_without_articles_are_not_taken_for_another_language(text: str) -> None:
    assert read(text).language != "und"


@pytest.mark.parametrize(
    "text",
    [
        "Tres soldados murieron el lunes cuando hombres armados atacaron un puesto militar cerca "
        "de Toribío, informó el ejército colombiano en un comunicado.",
        "Trois soldats ont été tués lundi dans une attaque contre leur poste près de Ménaka, a "
        "annoncé l'armée malienne dans un communiqué.",
        "Tre soldati sono stati uccisi lunedì quando uomini armati hanno attaccato una postazione "
        "militare vicino a Gao, ha annunciato l'esercito.",
    ],
)
def test_a_short_report_in_another_language_is_still_told(text: str) -> None:
    assert read(text).language == "und"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 and so on", "damaged"),
        (b"PK\x03\x04 and so on", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"words and \x00 a hole in the middle", "binary"),
        (b"\x01\x02\x03\x04 \x05\x06\x07 a few letters", "undecodable"),
        (b"<?xml version='1.0'?><rss version='2.0'></rss>", "unsupported"),
        (b"From: a@b\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n--x", "no-text"),
        (b"word " * 150_000, "too-large"),
    ],
)
def test_what_is_no_report_is_rejected_with_a_reason(data: bytes, code: str) -> None:
    result = read_batch([Fetched("report.txt", data)])[0].result
    assert isinstance(result, Rejection)
    assert (result.stage, result.code) == ("ingest", code)
    assert len(result.detail) > 20
