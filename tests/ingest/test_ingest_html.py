"""Web pages, well made, badly made and made to harm."""

from __future__ import annotations

import json

import pytest

from tallybook.core.documents import Document
from tallybook.core.records import Rejection
from tallybook.ingest import Fetched, Flags, read_batch

STORY = (
    "Gunmen on motorbikes attacked a customs post near the river on Monday evening, killing two "
    "officers and wounding a driver, the governor said.",
    "The attackers fled when soldiers arrived from the barracks, he told reporters, and nobody "
    "has said that they were behind it.",
    "It was the second attack on the post this month, after one on 3 May in which nobody was hurt.",
)
HEADLINE = "Two customs officers killed in river attack"


def page(head: str = "", body: str | None = None, attributes: str = 'lang="en"') -> str:
    story = "".join(f"<p>{p}</p>" for p in STORY) if body is None else body
    return (
        f"<!doctype html><html {attributes}><head><meta charset='utf-8'>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/s'>Sport</a></nav><article><h1>{HEADLINE}</h1>"
        f"{story}</article><footer>All rights reserved</footer></body></html>"
    )


def outcome(text: str | bytes, source: str = "page.html") -> Document | Rejection:
    data = text if isinstance(text, bytes) else text.encode()
    return read_batch([Fetched(source, data)])[0].result


def read(text: str | bytes, source: str = "page.html") -> Document:
    result = outcome(text, source)
    assert isinstance(result, Document), result
    return result


def code_of(text: str | bytes) -> str:
    result = outcome(text)
    assert isinstance(result, Rejection)
    return result.code


def json_ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_the_article_and_nothing_else() -> None:
    document = read(page())
    assert document.text == "\n\n".join((HEADLINE, *STORY))
    assert document.media_type == "text/html"
    assert document.reader == "html.v1"
    assert [p.role for p in document.paragraphs] == ["title", "body", "body", "body"]


def test_a_page_saved_as_text_is_still_a_page() -> None:
    assert read(page(), "page.txt").media_type == "text/html"
    assert read("<!-- saved -->\n" + page(), "-").media_type == "text/html"


NEWS_ARTICLE = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Not this", "datePublished": "1999-01-01"},
        {
            "@type": ["NewsArticle"],
            "headline": "Two customs officers killed in river attack &amp; more",
            "datePublished": "2024-05-20T23:50:00-05:00",
            "dateModified": "2024-05-21T08:00:00Z",
            "author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "Ali Hassan"}],
            "publisher": {"@id": "#publisher"},
            "inLanguage": "en-GB",
        },
        {"@id": "#publisher", "@type": "Organization", "name": "River Post"},
    ],
}


def test_json_ld_beats_meta_tags() -> None:
    document = read(
        page(
            json_ld(NEWS_ARTICLE)
            + '<meta property="article:published_time" content="2024-06-01">'
            + '<meta property="og:site_name" content="Other">'
            + '<link rel="canonical" href="https://example.org/a">',
            attributes="",
        )
    )
    assert document.title == HEADLINE
    # 20 May where the page was written; already the 21st in UTC.
    assert (document.published, document.modified) == ("2024-05-20", "2024-05-21")
    assert document.byline == "Jane Doe, Ali Hassan"
    assert document.publisher == "River Post"
    assert document.language == "en"
    assert document.url == "https://example.org/a"
    assert document.origins["published"] == "page"


def test_meta_tags_and_time_elements() -> None:
    meta = read(
        page(
            '<meta property="article:published_time" content="2024-05-20T10:00:00+02:00">'
            '<meta property="og:site_name" content="River Post">'
            '<meta name="author" content="J Doe">'
        )
    )
    assert (meta.published, meta.publisher, meta.byline) == ("2024-05-20", "River Post", "J Doe")
    timed = "<time datetime='2024-05-20T10:00'>Monday</time>" + "".join(
        f"<p>{p}</p>" for p in STORY
    )
    assert read(page(body=timed)).published == "2024-05-20"


def test_a_stamp_in_utc_is_of_the_day_that_the_publishers_own_clock_had() -> None:
    utc = {"@type": "NewsArticle", "datePublished": "2024-05-20T22:30:00Z"}
    own = "<meta property='article:published_time' content='2024-05-21T01:30:00+03:00'>"
    other = "<meta property='article:published_time' content='2024-05-21T02:30:00+03:00'>"
    bare = "<meta property='article:published_time' content='2024-05-21T01:30:00'>"
    assert read(page(json_ld(utc))).published == "2024-05-20"
    assert read(page(json_ld(utc) + own)).published == "2024-05-21"
    assert read(page(json_ld(utc) + other)).published == "2024-05-20"
    assert read(page(json_ld(utc) + bare)).published == "2024-05-20"
    shown = "<time datetime='2024-05-21T01:30:00+03:00'>Tuesday</time>"
    told = shown + "".join(f"<p>{p}</p>" for p in STORY)
    assert read(page(json_ld(utc), body=told)).published == "2024-05-21"


def test_a_time_outside_the_article_is_not_that_of_publication() -> None:
    aside = "<aside><time datetime='2019-01-01'>old</time></aside>"
    assert read(page().replace("<article>", aside + "<article>")).published is None


def test_a_day_that_only_people_can_read() -> None:
    body = "<div class='m'>Monday, May 20, 2024</div>" + "".join(f"<p>{p}</p>" for p in STORY)
    document = read(page(body=body))
    assert document.published == "2024-05-20"
    assert document.origins["published"] == "text"
    clock = page().replace("<article>", "<div>Tuesday, May 28, 2024</div><article>")
    assert read(clock).published is None
    plate = page().replace("<article>", "<div>Mopti, Tuesday, May 28, 2024</div><article>")
    assert read(plate).published == "2024-05-28"


def test_a_notice_above_the_headline_does_not_end_the_search_for_the_day() -> None:
    notice = "<p>We and our partners use cookies to show you what we think you would like.</p>"
    body = "<div class='meta'>Monday, May 20, 2024</div>" + "".join(f"<p>{p}</p>" for p in STORY)
    assert read(page(body=body).replace("<nav>", notice + "<nav>")).published == "2024-05-20"


def test_readers_comments_are_no_part_of_the_report() -> None:
    comments = "<div id='comments' class='comments'><h3>Comments</h3><div class='comment'>"
    comments += "<p>I heard that ninety people were killed in the attack, not two.</p></div></div>"
    text = page().replace("</article>", f"</article>{comments}")
    assert "ninety" not in read(text).text


def test_the_sites_name_is_no_part_of_the_headline() -> None:
    bare = page(f"<title>{HEADLINE} | River Post</title>").replace("h1>", "h2>")
    document = read(bare)
    assert document.title == HEADLINE
    assert document.publisher == "River Post"
    assert document.text.count(HEADLINE) == 1


def test_hidden_words_are_cut_and_named() -> None:
    hidden = (
        "<p style='DISPLAY : none'>Ninety were killed in secret on Monday.</p>"
        "<p hidden>Eighty were killed in secret on Monday.</p>"
        "<p aria-hidden='true'>Seventy were killed in secret on Monday.</p>"
        "<div style='color:red; font-size: 0px'><p>Sixty were killed in secret on Monday.</p></div>"
        "<p style='visibility:hidden'>Fifty were killed in secret on Monday.</p>"
        "<template><p>Forty were killed.</p></template>"
        "<script>var killed = 'Thirty killed'</script>"
    )
    document = read(page(body=hidden + "".join(f"<p>{p}</p>" for p in STORY)))
    assert document.text == "\n\n".join((HEADLINE, *STORY))
    assert document.cut == (
        "hidden text (aria-hidden): 7 words left out",
        "hidden text (display:none): 7 words left out",
        "hidden text (font-size:0px): 7 words left out",
        "hidden text (hidden): 7 words left out",
        "hidden text (visibility:hidden): 7 words left out",
    )


SECRET = "Ninety were killed in secret on Monday."


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("opacity: 0", "opacity:0"),
        ("position:absolute; left: -9999px", "left:-9999px"),
        ("text-indent:-5000px", "text-indent:-5000px"),
        ("color: #FFF", "colour of its ground"),
        ("color:red;background-color:red", "colour of its ground"),
        ("color: rgb(255, 255, 255); background: white", "colour of its ground"),
    ],
)
def test_ways_of_hiding_by_style(way: str, said: str) -> None:
    hidden = f"<p style='{way}'>{SECRET}</p>"
    document = read(page(body=hidden + "".join(f"<p>{p}</p>" for p in STORY)))
    assert document.text == "\n\n".join((HEADLINE, *STORY))
    assert document.cut == (f"hidden text ({said}): 7 words left out",)
    assert document.alerts == ("hidden-text",)


def test_white_words_on_a_dark_ground_are_seen() -> None:
    told = "".join(f"<p style='color:#fff'>{p}</p>" for p in STORY)
    assert read(page(body=told)).text == read(page()).text
    ground = f"<div style='background:#000'>{told}</div>"
    assert read(page(body=ground)).text == read(page()).text


def test_only_what_is_hidden_within_the_story_is_flagged() -> None:
    menu = "<div style='display:none'><a href='/'>Home</a></div>"
    outside = read(page().replace("<nav>", menu + "<nav>"))
    assert (outside.cut, outside.alerts) == (("hidden text (display:none): 1 words left out",), ())
    within = STORY[0].replace("killing two", "killing <span hidden>ninety</span> two")
    assert read(page(body=f"<p>{within}</p><p>{STORY[1]}</p>")).alerts == ("hidden-text",)


def test_characters_that_nobody_sees_are_flagged() -> None:
    for character, kind in (("\u200b", "zero-width"), ("\u202e", "bidirectional")):
        told = STORY[0].replace("killing", f"kil{character}ling")
        document = read(page(body=f"<p>{told}</p><p>{STORY[1]}</p>"))
        assert document.text == "\n\n".join((HEADLINE, *STORY[:2]))
        assert document.alerts == ("invisible-characters",)
        assert document.cut[0].startswith(kind)


def test_what_stands_beside_the_story_is_left_out_and_counted() -> None:
    teaser = "<li><a href='/b'>Nine killed in another town last week, officials say</a></li>"
    body = (
        f"<figure><img><figcaption>Soldiers near the post in 2019</figcaption></figure>"
        f"<p>{STORY[0]}</p>"
        f"<div class='relatedStories'><ul>{teaser}</ul></div>"
        f"<p>{STORY[1]}</p><div class='newsletter-box'>Sign up for our mail</div>"
        f"<h3>Most read</h3><ul>{teaser}</ul><p>{STORY[2]}</p>"
        "<section id='comments'><p>I heard that ninety people were killed, not two.</p></section>"
    )
    document = read(page(body=body))
    assert document.text == "\n\n".join((HEADLINE, *STORY))
    assert document.cut == (
        "appeals to subscribe: 5 words left out",
        "captions: 6 words left out",
        "readers' comments: 9 words left out",
        "related stories: 20 words left out",
    )


def test_a_block_with_the_story_in_it_is_no_furniture_whatever_it_is_called() -> None:
    told = "".join(f"<p>{p}</p>" for p in STORY)
    for name in ("entry-content-read-more", "related", "newsletter trending"):
        assert read(page(body=f"<div class='{name}'>{told}</div>")).text == read(page()).text


def test_a_story_in_several_boxes_is_read_whole() -> None:
    more = [p.replace("Monday", "Tuesday").replace("May", "June") for p in STORY]
    boxes = "".join(
        f"<div class='grid'><div class='body'>{''.join(f'<p>{p}</p>' for p in part)}</div>"
        "<div class='ad'></div></div>"
        for part in (STORY, more)
    )
    document = read(page(body=boxes))
    assert document.text == "\n\n".join((HEADLINE, *STORY, *more))


def test_corrections_and_updates_stay_as_notes() -> None:
    note = "Correction: an earlier version of this report gave the wrong day of the attack."
    updated = "This story has been updated with the name of the governor and of the post."
    body = "".join(f"<p>{p}</p>" for p in (*STORY, note, updated))
    document = read(page(body=body))
    roles = {document.text[p.start : p.end]: p.role for p in document.paragraphs}
    assert roles[note] == roles[updated] == "note"


def test_a_stamp_weeks_after_the_day_in_the_text_is_kept_beside_it_and_flagged() -> None:
    stamp = "<meta property='article:published_time' content='2024-07-01T08:00:00Z'>"
    told = "".join(f"<p>{p}</p>" for p in (f"GAO, Mali, 21 May 2024 – {STORY[0]}", *STORY[1:]))
    document = read(page(stamp, body=told))
    assert (document.published, document.dated) == ("2024-07-01", "2024-05-21")
    assert (document.origins["published"], document.origins["dated"]) == ("page", "text")
    assert document.alerts == ("late-stamp",)
    soon = read(page(stamp.replace("07-01", "05-23"), body=told))
    assert (soon.published, soon.dated, soon.alerts) == ("2024-05-23", "2024-05-21", ())
    result = read_batch(
        [Fetched("a.html", page(stamp, body=told).encode())], Flags(published="2024-07-02")
    )[0].result
    assert isinstance(result, Document)
    assert (result.dated, result.alerts) == ("2024-05-21", ())


def test_visible_styles_hide_nothing() -> None:
    body = "".join(f"<p style='font-size:0.9em;display:block'>{p}</p>" for p in STORY)
    assert read(page(body=body)).text == read(page()).text


def test_reprinted_paragraphs_are_marked() -> None:
    document = read(page(body="".join(f"<p>{p}</p>" for p in (*STORY, *STORY))))
    assert [p.repeats for p in document.paragraphs] == [None, None, None, None, 1, 2, 3]


def test_the_text_overrules_a_plainly_wrong_language() -> None:
    assert read(page(attributes='lang="ku"')).language == "en"
    french = "<p>Des hommes armés ont attaqué lundi soir un poste de douane près du fleuve, tuant "
    french += "deux agents et blessant un chauffeur, selon le gouverneur de la région voisine.</p>"
    assert read(page(body=french * 2)).language == "und"
    assert read(page(body=french * 2, attributes='lang="fr-FR"')).language == "fr"


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16", "koi8-r"])
def test_declared_encodings(encoding: str) -> None:
    word = "Маріуполь" if encoding == "koi8-r" else "Ménaka"
    word = "Москва" if encoding == "koi8-r" else word
    text = page(body="".join(f"<p>{p} {word}</p>" for p in STORY))
    data = text.replace("charset='utf-8'", f"charset='{encoding}'").encode(encoding)
    assert read(data).text.count(word) == len(STORY)


def test_a_page_cannot_call_a_codec_that_is_no_encoding() -> None:
    text = page(body="".join(f"<p>{p} \\x41</p>" for p in STORY))
    data = text.replace("charset='utf-8'", "charset='unicode_escape'").encode() + b"\xe9"
    assert read(data).text.count("\\x41") == len(STORY)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<html></html>", "no-text"),
        ("<html><body><ul><li><a href='/a'>One</a></li></ul></body></html>", "no-text"),
        ("<!-- only a comment -->", "no-text"),
        ("<div>" * 100_000, "malformed"),
        (page(body="<div></div>" * 250_000), "too-large"),
        ("<" * 300_000, "no-text"),
        ("<!doctype html>" + "<!--" * 100_000, "no-text"),
    ],
)
def test_what_is_no_article_is_rejected(text: str, code: str) -> None:
    assert code_of(text) == code


@pytest.mark.parametrize(
    "body",
    [
        "<p title='" + "a " * 1_000_000 + "'></p>",
        "<ul><li>" * 100,
        "<br>" * 5_000,
        "<script type='application/ld+json'>" + "[" * 200_000 + "</script>",
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "author": 3}</script>',
        "<script>document.write('Ninety killed')</script>",
        "<style>p { content: 'Ninety killed' }</style>",
    ],
)
def test_hostile_markup_changes_nothing(body: str) -> None:
    # Unclosed lists nest the story; the words must be the same.
    document = read(page(body=body + "".join(f"<p>{p}</p>" for p in STORY)))
    assert all(p in document.text for p in STORY)
    assert "Ninety" not in document.text


def test_entities_are_neither_defined_nor_fetched() -> None:
    bomb = '<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">'
    text = page(body="<p>&b; &f; were seen.</p>" + "".join(f"<p>{p}</p>" for p in STORY))
    document = read(text.replace("<!doctype html>", f"<!DOCTYPE html [{bomb}]>"))
    assert "boom" not in document.text
    assert "&b; &f; were seen." in document.text


def test_reading_does_not_depend_on_what_was_read_before() -> None:
    first = read(page())
    read(page(body="".join(f"<p>{p}</p>" for p in reversed(STORY))))
    assert read(page()) == first


def test_flags_beat_the_page() -> None:
    data = page(json_ld(NEWS_ARTICLE)).encode()
    result = read_batch([Fetched("a.html", data)], Flags(published="2024-01-02"))[0].result
    assert isinstance(result, Document)
    assert (result.published, result.origins["published"]) == ("2024-01-02", "flag")
    assert result.publisher == "River Post"
