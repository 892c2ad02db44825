"""What a hostile report, question or page of another site cannot do."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from lxml import html as lxml_html
from msgspec.structs import replace
from starlette.applications import Starlette
from web_client import get, select
from web_fixture import hostile, make_book

from tallybook.errors import BusyBookError, QuestionError
from tallybook.knowledge.loading import load_knowledge
from tallybook.store import open_store
from tallybook.surface import browser
from tallybook.surface.browser.application import create_app
from tallybook.surface.browser.guards import allowed_hosts
from tallybook.workflow.asking.questions import Filters, read_question

PAGES = Path(browser.__file__).parent / "templates"
RTL_OVERRIDE = "\u202e"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Starlette:
    return create_app(make_book(tmp_path_factory.mktemp("safety") / "book.db"))


def pages_with_hostile_words(app: Starlette) -> list[str]:
    report = hostile()
    claim = report.claims[0].id
    found = msgspec.json.decode(get(app, "/incidents.json?in=Mali").content)["incidents"]
    incident = next(one["id"] for one in found if claim in one["claims"])
    return [
        "/",
        "/?by=voice",
        "/claims",
        "/incidents",
        "/responsibility",
        "/rules",
        "/brief",
        "/sensitivity",
        "/surges",
        "/documents",
        "/rejections",
        f"/documents/{report.document.id}",
        f"/documents/{report.document.id}?claim={claim}",
        f"/claims/{claim}",
        f"/incidents/{incident}",
        "/?in=%3Cscript%3Ealert(1)%3C/script%3E%E2%80%AE",
        "/%3Cscript%3Ealert(1)%3C/script%3E",
        "/claims?target=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    ]


def test_markup_in_a_report_or_a_question_stays_text(app: Starlette) -> None:
    for url in pages_with_hostile_words(app):
        answer = get(app, url)
        page = lxml_html.document_fromstring(answer.text)
        assert not select(page, "script, img, b, i, iframe, style"), url
        attributes = [name for e in page.iter() if isinstance(e.tag, str) for name in e.attrib]
        assert not [name for name in attributes if name.startswith("on") or name == "style"], url


def test_characters_that_turn_the_writing_are_shut_in(app: Starlette) -> None:
    seen = 0
    for url in pages_with_hostile_words(app):
        page = get(app, url).text
        shut_in = re.findall(
            r'<span class="control" title="[^"]+">[\u202a-\u202e\u2066-\u2069]</span>', page
        )
        assert len(shut_in) == len(re.findall("[\u202a-\u202e\u2066-\u2069]", page)), url
        seen += len(shut_in)
    assert seen > 0


def test_the_text_is_kept_to_the_character(app: Starlette) -> None:
    report = hostile()
    page = lxml_html.document_fromstring(get(app, f"/documents/{report.document.id}").text)
    sentence = page.get_element_by_id(f"c-{report.claims[0].id}")
    assert sentence.text_content() == report.claims[0].sentence.words
    assert RTL_OVERRIDE in sentence.text_content()


def test_a_source_is_a_link_only_where_it_is_a_web_address(tmp_path: Path) -> None:
    location = tmp_path / "sources.db"
    store = open_store(location, create=True)
    document = hostile().document
    bad, good = "document1_" + "a" * 32, "document1_" + "b" * 32
    urls = {bad: "javascript:alert(1)", good: "https://news.example/a?b=1"}
    with store.writer() as writer:
        writer.put([replace(document, id=i, url=url) for i, url in urls.items()])
    store.close()
    app = create_app(location)
    for identifier, url in urls.items():
        page = lxml_html.document_fromstring(get(app, f"/documents/{identifier}").text)
        assert url in page.text_content()
        links = [a for a in select(page, "a") if not a.get("href").startswith(("/", "#"))]
        expected = [("https://news.example/a?b=1", "noreferrer nofollow")]
        assert [(a.get("href"), a.get("rel")) for a in links] == (
            expected if identifier == good else []
        )


def test_templates_and_styles_name_no_other_host() -> None:
    files = [path for path in PAGES.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".html", ".css", ".svg"}
    for path in files:
        # The name of SVG itself is written as an address, and fetched by nobody.
        words = path.read_text("utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"https?:|//[a-z]|url\(|@import|<script|style=|\bon\w+=", words), path


@pytest.mark.parametrize(
    "url",
    ["/", "/claims.json", "/static/tallybook.css", "/none", "/?since=x", "/?since=x&target=%00"],
)
def test_every_answer_carries_the_headers(app: Starlette, url: str) -> None:
    headers = get(app, url).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_a_loopback_name_is_answered(app: Starlette, host: str) -> None:
    assert get(app, "/rejections", host=host).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.example"]
)
def test_another_name_for_this_machine_is_refused(app: Starlette, host: str) -> None:
    answer = get(app, "/claims.json", host=host)
    assert answer.status_code == 400
    assert "claims" not in answer.text
    assert "content-security-policy" in answer.headers


def test_a_server_for_others_answers_to_any_name() -> None:
    assert allowed_hosts("0.0.0.0") == ("*",)
    assert "*" not in allowed_hosts("127.0.0.1")
    assert "*" not in allowed_hosts("::1")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_only_reading_is_answered(app: Starlette, method: str) -> None:
    answer = get(app, "/claims.json", method=method)
    assert answer.status_code == 405
    assert msgspec.json.decode(answer.content)["ok"] is False
    assert get(app, "/claims", method=method).status_code == 405


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("since=2024-13-01", Filters(since="2024-13-01")),
        ("in=Nowhereville+Xyzzy", Filters(places=("Nowhereville Xyzzy",))),
        ("since=2024-02-01&until=2024-01-01", Filters(since="2024-02-01", until="2024-01-01")),
        ("stage=done&stage=dreamt", Filters(stages=("done", "dreamt"))),
    ],
)
def test_a_bad_question_is_said_as_on_the_command_line(
    app: Starlette, query: str, filters: Filters
) -> None:
    with pytest.raises(QuestionError) as raised:
        read_question(filters, load_knowledge())
    answer = get(app, f"/?{query}")
    assert answer.status_code == 400
    page = lxml_html.document_fromstring(answer.text)
    assert select(page, "[role=alert]")[0].text_content() == str(raised.value)
    form = select(page, "form")[0]
    for place in filters.places:
        assert place in [e.get("value") for e in select(form, "input[name=in]")]
    if filters.since:
        assert select(form, "input[name=since]")[0].get("value") == filters.since
    data = msgspec.json.decode(get(app, f"/tally.json?{query}").content)
    assert data == {"ok": False, "error": str(raised.value), "status": 400}


@pytest.mark.parametrize("query", ["place=Iraq", "since=2024-01-01&since=2024-01-02", "page=2"])
def test_what_is_not_understood_is_never_left_out(app: Starlette, query: str) -> None:
    assert get(app, f"/tally.json?{query}").status_code == 400


def test_an_unknown_id_or_page_says_what_to_do(app: Starlette) -> None:
    for url in ("/incidents/incident1_none", "/tallies/tally1_none", "/claims/x", "/documents/x"):
        answer = get(app, url)
        assert answer.status_code == 404
        assert "print the ids that it holds" in answer.text
        data = msgspec.json.decode(get(app, f"{url}.json").content)
        assert (data["ok"], data["status"]) == (False, 404)
    assert "there is no page /nothing" in get(app, "/nothing").text
    assert get(app, "/static/../web.py").status_code == 404


def test_a_missing_or_busy_book_is_said(
    app: Starlette, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = get(create_app(tmp_path / "none.db"), "/")
    assert answer.status_code == 500
    assert "there is no book at" in answer.text

    def busy(*_: object) -> None:
        raise BusyBookError("the book is being written elsewhere")

    monkeypatch.setattr("tallybook.surface.browser.application.open_store", busy)
    answer = get(app, "/")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


def test_a_defect_shows_no_traceback(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret words")

    monkeypatch.setattr("tallybook.surface.browser.application.open_store", fail)
    for url in ("/", "/tally.json"):
        answer = get(app, url)
        assert answer.status_code == 500
        assert "ZeroDivisionError" in answer.text
        assert "secret" not in answer.text
        assert "content-security-policy" in answer.headers
    assert msgspec.json.decode(answer.content)["ok"] is False
