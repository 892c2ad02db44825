"""A good input of every media type that is read, written here, and bad ones made of it."""

from __future__ import annotations

import io
import json
import zipfile

STORY = (
    "Gunmen on motorbikes attacked a customs post near the river on Monday evening, killing two "
    "officers and wounding a driver, the governor said.",
    "The attackers fled when soldiers arrived from the barracks, he told reporters, and nobody "
    "has said that they were behind it.",
)
HEADLINE = "Two customs officers killed in river attack"
TEXT = "\n\n".join((HEADLINE, *STORY)).encode()
PAGE = (
    "<!doctype html><html lang='en'><head><meta charset='utf-8'></head><body><article>"
    f"<h1>{HEADLINE}</h1>{''.join(f'<p>{p}</p>' for p in STORY)}</article></body></html>"
).encode()
MARKDOWN = f"# {HEADLINE}\n\n{STORY[0]}\n\n*{STORY[1]}*\n".encode()
RECORD = json.dumps({"headline": HEADLINE, "body": "\n\n".join(STORY)}).encode()
MAIL = (
    "From: Press Desk <desk@example.org>\nMIME-Version: 1.0\nContent-Type: text/plain\n"
    f"Date: Tue, 21 May 2024 23:10:00 +0200\nSubject: {HEADLINE}\n\n" + "\n\n".join(STORY)
).encode()
RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>River Post</title>"
    f"<item><title>{HEADLINE}</title><link>https://example.org/a</link>"
    f"<pubDate>Tue, 21 May 2024 08:00:00 GMT</pubDate><description>{STORY[0]}</description></item>"
    f"<item><title>Second</title><description>{STORY[1]}</description></item></channel></rss>"
).encode()
SITEMAP = (
    b"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>"
    b"https://example.org/a</loc><lastmod>2024-05-21</lastmod></url></urlset>"
)
LINES = RECORD + b"\n" + RECORD.replace(b"customs", b"border") + b"\n"
TABLE = f'title,text\n"{HEADLINE}","{STORY[0]}"\n"Another","{STORY[1]}"\n'.encode()


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP archive of some members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


PLAIN_READABLE: dict[str, bytes] = {
    "text/plain": TEXT,
    "text/html": PAGE,
    "text/markdown": MARKDOWN,
    "application/json": RECORD,
    "message/rfc822": MAIL,
}
PLAIN_CONTAINED: dict[str, bytes] = {
    "application/zip": zipped({"a.txt": TEXT, "b.html": PAGE}),
    "application/jsonl": LINES,
    "text/csv": TABLE,
    "application/rss+xml": RSS,
    "application/feed+json": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "River Post",
            "items": [{"id": "1", "content_text": STORY[0]}, {"id": "2", "summary": STORY[1]}],
        }
    ).encode(),
    "application/sitemap+xml": SITEMAP,
}


def damaged(good: bytes) -> list[bytes]:
    """Return inputs that are cut off, altered or nothing of the kind."""
    middle = len(good) // 2
    return [
        b"",
        b"\x00",
        good[:20],
        good[:middle],
        good[middle:],
        good[:middle] + b"\xff\x00\xfe" + good[middle:],
        good + good,
        bytes(range(256)) * 8,
        b"<" * 5_000,
        b"{" * 5_000,
    ]
