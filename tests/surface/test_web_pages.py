"""Each page as a person and as a program sees it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from lxml import html as lxml_html
from starlette.applications import Starlette
from web_client import get, select, text
from web_fixture import COUNT_SENTENCE, disputed, lead, make_book

from tallybook.core.incidents import Redirect
from tallybook.core.questions import Question
from tallybook.store import open_store
from tallybook.surface.browser.application import create_app
from tallybook.workflow.asking.ask import ask
from tallybook.workflow.telling.wire import tally_json, to_json

ASKED = "/?in=Mali&since=2024-03-01&until=2024-03-13&by=place"
QUESTION = Question(places=("Mali",), since=date(2024, 3, 1), until=date(2024, 3, 13), by="place")


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_book(tmp_path_factory.mktemp("pages") / "book.db")


@pytest.fixture(scope="module")
def app(location: Path) -> Starlette:
    return create_app(location)


def tree(app: Starlette, url: str) -> lxml_html.HtmlElement:
    answer = get(app, url)
    assert answer.status_code == 200, answer.text
    return lxml_html.document_fromstring(answer.text)


def data(app: Starlette, url: str) -> dict[str, object]:
    answer = get(app, url)
    assert answer.headers["content-type"] == "application/json"
    decoded: dict[str, object] = msgspec.json.decode(answer.content)
    return decoded


def ids(app: Starlette, kind: str) -> list[str]:
    return [one["id"] for one in data(app, f"/{kind}.json")[kind]]  # type: ignore[attr-defined]


def test_the_answer_comes_first_in_words(app: Starlette) -> None:
    page = tree(app, ASKED)
    answer = text(select(page, "h1")[0])
    assert answer.startswith("At least 9 attacks are confirmed in Mali")
    assert "at least 11 with what is only reported or claimed" in answer
    main = page.get_element_by_id("main")
    heading, form = select(main, "h1")[0], select(main, "form")[0]
    order = list(main.iter())
    assert order.index(heading) < order.index(form)


def test_the_answer_names_standards_voices_breakdown_notes_and_residue(app: Starlette) -> None:
    page = tree(app, ASKED)
    rows = [text(row) for row in select(page, "table.standards tbody tr")]
    assert [row.split()[0] for row in rows] == ["confirmed", "reported", "claimed"]
    assert "army" in rows[0]
    assert "JNIM" in rows[2]
    assert "JNIM" not in rows[0]
    assert {text(row) for row in select(page, "table.rows tbody th")} >= {"Ansongo", "Labbezanga"}
    assert any("without a year" in text(note) for note in select(page, ".notes li"))
    assert "not individually identified" in text(page.get_element_by_id("main"))


def test_two_breakdowns_have_a_row_for_each_pair(app: Starlette) -> None:
    address = "/?in=Mali&by=place&by=month"
    found = data(app, address.replace("/?", "/tally.json?"))
    rows = [
        [text(head) for head in select(row, "th")]
        for row in select(tree(app, address), "table.rows tbody tr")
    ]
    assert rows == [[row["key"], row["across"]] for row in found["by"]]  # type: ignore[union-attr]
    assert ["Ansongo", "2024-03"] in rows


def test_who_denies_an_attack_does_not_stand_behind_its_being_confirmed(tmp_path: Path) -> None:
    app = create_app(make_book(tmp_path / "disputed.db", [disputed()]))
    rows = [text(row) for row in select(tree(app, "/?in=Mali"), "table.standards tbody tr")]
    assert "police" in rows[0]
    assert not any("JNIM" in row for row in rows)


def test_the_url_is_the_question_and_fills_the_form(app: Starlette) -> None:
    form = select(
        tree(app, "/?in=Mali&in=Niger&target=army&by=week&by=place&stage=foiled"), "form"
    )[0]
    values = dict(form.form_values())
    assert [i.get("value") for i in select(form, "input[name=in]")] == ["Mali", "Niger", ""]
    assert values["target"] == "army"
    assert [value for name, value in form.form_values() if name == "by"] == ["week", "place"]
    assert [i.get("value") for i in select(form, "input[name=stage]") if "checked" in i.attrib] == [
        "foiled"
    ]
    assert form.get("method") == "get"


def test_a_submitted_form_leads_to_the_shortest_url(app: Starlette) -> None:
    url = "/?target=&attacker=&in=Mali&in=&since=&until=&by=&stage=done&stage=attempted"
    answer = get(app, url)
    assert (answer.status_code, answer.headers["location"]) == (307, "/?in=Mali")


def test_a_silent_answer_is_not_none(app: Starlette) -> None:
    page = text(tree(app, "/?in=Norway&since=2020-01-01&until=2020-02-01"))
    assert "No report in this book bears on attacks in Norway" in page
    assert "not the same as none" in page


def test_the_tally_is_the_command_line_s(app: Starlette, tmp_path: Path) -> None:
    copy = make_book(tmp_path / "copy.db")
    store = open_store(copy)
    asked = ask(store, QUESTION)
    store.close()
    answer = get(app, ASKED.replace("/?", "/tally.json?"))
    assert answer.text == to_json(tally_json(asked.tally))
    kept = create_app(copy)
    # A kept one has been through the store, which orders keys.
    assert data(kept, f"/tallies/{asked.tally.id}.json") == msgspec.json.decode(answer.content)
    page = tree(kept, f"/tallies/{asked.tally.id}")
    again = select(page, ".crumb a")[0].get("href")
    assert again == "/?in=Mali&since=2024-03-01&until=2024-03-13&by=place"
    assert f"/tallies/{asked.tally.id}" in get(kept, ASKED).text


def test_reading_writes_nothing(location: Path, app: Starlette) -> None:
    store = open_store(location)
    before = store.info().version
    get(app, ASKED)
    after = store.info().version
    store.close()
    assert before == after


def test_who_says_who_did_it_is_a_table_whose_cells_open_the_sentences(app: Starlette) -> None:
    page = tree(app, "/responsibility?in=Mali")
    matrix = data(app, "/responsibility.json?in=Mali")
    rows = matrix["rows"]
    assert isinstance(rows, list)
    actors = [text(th) for th in select(page, "table.matrix thead th")][1:]
    assert actors == [one["name"] for one in matrix["actors"]]  # type: ignore[attr-defined]
    shown = select(page, "table.matrix tbody tr")
    assert len(shown) == len(rows) > 1
    [credit] = [tr for tr in shown if "11 attacks" in text(select(tr, "th")[0])]
    cell = select(credit, "td")[actors.index("JNIM")]
    assert text(cell) == "claimed by JNIM"
    link = select(cell, "a")[0].get("href")
    assert link.startswith(f"/documents/{lead().document.id}?claim=")
    address, _, anchor = link.partition("#")
    sentence = tree(app, address).get_element_by_id(anchor)
    assert text(sentence).startswith("JNIM said in a statement")


def test_other_rules_stand_beside_the_bounds(app: Starlette) -> None:
    [link] = [a for a in select(tree(app, ASKED), "a") if "other rules" in text(a)]
    assert link.get("href") == "/rules?in=Mali&since=2024-03-01&until=2024-03-13"
    page, found = tree(app, link.get("href")), data(app, link.get("href").replace("?", ".json?"))
    attacks = found["attacks"]
    assert attacks["bounds"]["lower"] == 11  # type: ignore[index]
    rows = {text(tr[0]): text(tr[1]) for tr in select(page, "table.rules tbody tr")}
    assert rows["our bounds, claimed"] == "at least 11"
    assert rows["highest"] == str(attacks["rules"]["highest"])  # type: ignore[index]
    assert len(rows) == 9


def test_the_answer_in_writing_is_a_page(app: Starlette) -> None:
    [link] = [a for a in select(tree(app, ASKED), "a") if "in writing" in text(a)]
    address = link.get("href")
    assert address == "/brief" + ASKED.removeprefix("/")
    page, found = tree(app, address), data(app, address.replace("?", ".json?"))
    assert text(select(page, "h1")[0]) == found["title"]
    notes = select(page, "ol.footnotes li")
    assert [item.get("id") for item in notes] == [
        f"note-{note['number']}"
        for note in found["footnotes"]  # type: ignore[union-attr]
    ]
    anchors = {a.get("href") for a in select(page, "article.brief sup a")}
    assert anchors == {f"#{item.get('id')}" for item in notes}
    assert found["answer"] == data(app, address.replace("/brief?", "/tally.json?"))["id"]


def test_what_the_answer_depends_on_has_a_page(app: Starlette) -> None:
    [link] = [a for a in select(tree(app, ASKED), "a") if "depends on" in text(a)]
    assert link.get("href") == "/sensitivity?in=Mali&since=2024-03-01&until=2024-03-13"
    page, found = tree(app, link.get("href")), data(app, link.get("href").replace("?", ".json?"))
    tables = select(page, "table.bounds")
    rows = [text(tr[0]) for tr in select(tables[0], "tbody tr")]
    assert rows == [variant["words"] for variant in found["sensitivity"]["variants"]]  # type: ignore[index]
    asked = [text(h) for h in select(page, "ol.helping h3")]
    assert asked == [one["asks"] for one in found["what_would_help"]["found"]]  # type: ignore[index]
    commands = [text(code) for code in select(page, "ol.helping code")]
    assert all(command.startswith("tallybook --book ") for command in commands)


def test_surges_are_drawn_week_by_week(app: Starlette) -> None:
    page, found = tree(app, "/surges?in=Mali"), data(app, "/surges.json?in=Mali")
    [series] = found["series"]  # type: ignore[misc]
    weeks = series["weeks"]
    [chart] = select(page, "svg.surges")
    assert len(select(chart, "rect.low")) == sum(w["week"]["attacks"]["lower"] > 0 for w in weeks)
    assert len(select(chart, "path.unread")) == sum(not w["week"]["reports"] for w in weeks)
    marks = len(select(chart, "path.surge, path.possible"))
    assert marks == sum(w["verdict"] in ("surge", "possible") for w in weeks)


@pytest.mark.parametrize("kind", ["incidents", "claims", "documents"])
def test_every_record_has_a_page_with_data_beside_it(app: Starlette, kind: str) -> None:
    for identifier in ids(app, kind):
        page = tree(app, f"/{kind}/{identifier}")
        alternate = select(page, "link[rel=alternate]")[0].get("href")
        assert alternate == f"/{kind}/{identifier}.json"
        assert data(app, alternate)["id"] == identifier


@pytest.mark.parametrize(
    "path",
    [
        "/",
        ASKED,
        "/incidents",
        "/responsibility",
        "/rules",
        "/sensitivity",
        "/surges",
        "/surges?by=place",
        "/claims",
        "/documents",
        "/rejections",
        "/search?q=gunmen&in=Mali",
    ],
)
def test_every_link_of_a_page_leads_somewhere(app: Starlette, path: str) -> None:
    page = tree(app, path)
    anchors = {e.get("id") for e in page.iter() if isinstance(e.tag, str) and e.get("id")}
    for link in {a.get("href") for a in select(page, "a[href]")}:
        address, _, fragment = link.partition("#")
        if not address:
            assert fragment in anchors
            continue
        target = get(app, address)
        assert target.status_code == 200, link
        if fragment:
            assert f'id="{fragment}"' in target.text


def test_pages_can_be_used_without_a_mouse_or_sight(app: Starlette) -> None:
    for url in (
        ASKED,
        "/incidents",
        "/responsibility",
        "/rules",
        "/brief?in=Mali&by=place",
        "/sensitivity",
        "/surges?by=place",
        "/search?q=gunmen",
        f"/documents/{ids(app, 'documents')[0]}",
    ):
        page = tree(app, url)
        assert page.get("lang") == "en"
        assert select(page, "a.skip")[0].get("href") == "#main"
        assert all(th.get("scope") for th in select(page, "th"))
        labels = {label.get("for") for label in select(page, "label[for]")}
        for field in select(page, "input, select"):
            named = field.get("id") in labels or field.get("aria-label")
            assert named or field.getparent().tag == "label"
        for chart in select(page, "svg.chart"):
            assert chart.get("role") == "img"
            assert select(chart, "title")[0].text
        found = [e.get("id") for e in page.iter() if isinstance(e.tag, str) and e.get("id")]
        assert len(found) == len(set(found))


def test_a_figure_leads_to_its_sentence(app: Starlette) -> None:
    links = [a for a in select(tree(app, ASKED), "blockquote a") if text(a) == COUNT_SENTENCE]
    address, _, fragment = links[0].get("href").partition("#")
    page = tree(app, address)
    sentence = page.get_element_by_id(fragment)
    assert sentence.text_content() == COUNT_SENTENCE
    assert "chosen" in sentence.get("class")
    marked = {mark.get("title") for mark in select(page, ".report mark")}
    assert "how many attacks" in marked
    assert "by whom" not in marked, "the fields of other claims are not marked beside this one's"


def test_a_document_is_shown_whole_and_its_repeats_are_marked(app: Starlette) -> None:
    report = lead()
    page = tree(app, f"/documents/{report.document.id}")
    shown = [
        e.text_content() for e in page.xpath("//article[@class='report']/*[not(@class='marker')]")
    ]
    assert shown == [report.text[p.start : p.end] for p in report.document.paragraphs]
    again = select(page, ".report .again")
    assert [text(e) for e in again] == [text(select(page, ".report .p-body")[1])]
    assert "from the flag" in text(select(page, "aside")[0])


def test_a_claim_that_the_document_has_not_is_said(app: Starlette) -> None:
    answer = get(app, f"/documents/{lead().document.id}?claim=claim1_none")
    assert answer.status_code == 404
    assert "holds no claim claim1_none" in answer.text


def test_a_merged_or_shortened_id_leads_on(tmp_path: Path) -> None:
    book = make_book(tmp_path / "merged.db")
    app = create_app(book)
    whole = ids(app, "incidents")[0]
    gone = "incident1_" + "0" * 32
    store = open_store(book)
    with store.writer() as writer:
        writer.put([Redirect(gone, whole)])
    store.close()
    for asked in (gone, whole[:20]):
        for suffix in ("", ".json"):
            answer = get(app, f"/incidents/{asked}{suffix}")
            assert answer.headers["location"] == f"/incidents/{whole}{suffix}"
    claim = ids(app, "claims")[0]
    assert get(app, f"/incidents/{claim}").headers["location"] == f"/claims/{claim}"


def test_lists_take_the_same_filters(app: Starlette) -> None:
    assert data(app, "/incidents.json?in=Ansongo&type=shooting")["total"] == 1
    assert "Shooting" not in text(tree(app, "/incidents?stage=intercepted"))
    found = data(app, "/incidents.json?stage=intercepted")["incidents"]
    assert [one["stage"] for one in found] == ["intercepted"]  # type: ignore[attr-defined]


def test_long_lists_have_pages(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tallybook.surface.browser.pages.LIST_ROWS", 5)
    first, last = data(app, "/claims.json"), data(app, "/claims.json?page=3")
    assert (first["pages"], first["total"]) == (3, 12)
    assert len(last["claims"]) == 2  # type: ignore[arg-type]
    assert select(tree(app, "/claims?page=2"), "a[rel=next]")[0].get("href") == "?page=3"
    before = select(tree(app, "/claims?page=2"), "a[rel=prev]")[0].get("href")
    assert get(app, "/claims" + before).status_code == 200


def test_a_long_answer_says_how_much_it_leaves_out(
    app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tree(app, ASKED)
    monkeypatch.setattr("tallybook.surface.browser.pages.MOST", 1)
    page = tree(app, ASKED)
    shown = [
        [len(select(one, f"article.{kind}")) for kind in ("incident", "claim")]
        for one in (whole, page)
    ]
    assert shown == [[5, 4], [1, 1]]
    assert "and 3 more" in text(page)


def test_an_empty_book_says_what_to_do(tmp_path: Path) -> None:
    open_store(tmp_path / "empty.db", create=True).close()
    page = text(tree(create_app(tmp_path / "empty.db"), "/"))
    assert "This book is empty" in page
    assert "add FOLDER" in page


def test_reports_added_meanwhile_are_seen(tmp_path: Path) -> None:
    location = tmp_path / "growing.db"
    open_store(location, create=True).close()
    app = create_app(location)
    assert data(app, "/claims.json")["total"] == 0
    make_book(location)
    assert data(app, "/claims.json")["total"] == 12


def test_unlinked_reports_are_said(tmp_path: Path) -> None:
    location = tmp_path / "unlinked.db"
    store = open_store(location, create=True)
    with store.writer() as writer:
        writer.put([lead().document, *lead().claims])
    store.close()
    assert "not linked yet" in get(create_app(location), "/").text


def test_a_search_marks_what_it_found(app: Starlette) -> None:
    assert not select(tree(app, "/search?q=market+%22in+a+row%22"), "mark")
    page = tree(app, "/search?q=market+people")
    # In the title, in the text, and in the claim's sentence.
    assert [text(mark) for mark in select(page, "mark")] == [
        "market",
        "market",
        "people",
        "market",
        "people",
    ]
    assert select(page, "input[name=q]")[0].get("value") == "market people"
    found = data(app, "/search.json?q=market+people&in=Mali")
    assert len(found["documents"]) == 1  # type: ignore[arg-type]
    found = data(app, "/search.json?q=market+people&in=Somalia")
    assert found["documents"] == found["claims"] == []


def test_a_search_that_cannot_be_read_asks_again(app: Starlette) -> None:
    answer = get(app, "/search?q=%22market")
    assert answer.status_code == 400
    page = lxml_html.document_fromstring(answer.text)
    assert "leaves a quotation mark open" in text(page)
    assert select(page, "input[name=q]")[0].get("value") == '"market'
    assert get(app, "/search?q=a&q=b").status_code == 400
