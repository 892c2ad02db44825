"""What some bytes are, by content first and by suffix second, and which characters they hold.

A page saved as "report.txt" is still a page. HTML is told by the tags that the WHATWG MIME
Sniffing Standard (§7.1) looks for; encodings by byte order mark, then declaration, then
UTF-8, then Windows-1252, which is how the WHATWG Encoding Standard reads unlabelled pages.
"""

from __future__ import annotations

import codecs
import re
import zlib

from msgspec import Struct

from tallybook.errors import SourceError

HEAD_BYTES = 4096

ZIP = "application/zip"
GZIP = "application/gzip"
PDF = "application/pdf"
WARC = "application/warc"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
TEXT = "text/plain"
XML = "application/xml"
SITEMAP = "application/sitemap+xml"
XML_FEED = "application/rss+xml"
JSON_FEED = "application/feed+json"
RECORD = "application/json"
RECORDS = "application/jsonl"
MAIL = "message/rfc822"
MARKDOWN = "text/markdown"
TABLE = "text/csv"

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", PDF, "a PDF document"),
    (b"PK\x03\x04", ZIP, "a ZIP archive"),
    (b"PK\x05\x06", ZIP, "a ZIP archive"),
    (b"{\\rtf", "application/rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword", "an old Microsoft Office file"),
    (b"\x1f\x8b", GZIP, "a gzip archive"),
    (b"BZh", "application/x-bzip2", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "application/x-xz", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "application/vnd.rar", "a RAR archive"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "a picture"),
    (b"\xff\xd8\xff", "image/jpeg", "a picture"),
    (b"GIF87a", "image/gif", "a picture"),
    (b"GIF89a", "image/gif", "a picture"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3", "a database"),
    (b"\x7fELF", "application/x-executable", "a program"),
    (b"WARC/", WARC, "a web archive"),
)
_WORDS = {
    DOCX: "a DOCX document",
    OFFICE: "a spreadsheet or a presentation",
    OPEN_DOCUMENT: "an OpenDocument or EPUB file",
    XML_FEED: "a feed",
    JSON_FEED: "a feed",
    XML: "XML of a kind that is not known",
    SITEMAP: "a sitemap, a list of addresses without their reports",
    MAIL: "an e-mail",
    RECORD: "a JSON object",
    RECORDS: "a file of JSON objects",
    TABLE: "a table",
    MARKDOWN: "Markdown text",
}
BINARY = frozenset({DOCX, OFFICE, OPEN_DOCUMENT, *(media_type for _, media_type, _ in _MAGIC)})
_OFFICE_FIRST = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"xl/", b"ppt/")
_BY_SUFFIX = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".csv": TABLE,
    ".tsv": TABLE,
    ".jsonl": RECORDS,
    ".ndjson": RECORDS,
    ".json": RECORD,
    ".eml": MAIL,
    ".mht": MAIL,
    ".mhtml": MAIL,
}
_PROLOGUE = r"\s*(?:<!--(?:(?!-->).)*-->\s*|<\?(?:(?!\?>).)*\?>\s*)*"
_HTML = re.compile(
    _PROLOGUE + r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|article|main|"
    r"section|header|div|table|iframe|font|h1|p|br|a|b)(?=[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_DOCTYPE = r"(?:<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)?"
_FEED = re.compile(_PROLOGUE + _DOCTYPE + r"<(?:rss|feed|atom:feed|rdf:RDF)(?=[\s>])", re.DOTALL)
_SITEMAP = re.compile(_PROLOGUE + r"<(?:\w+:)?(?:urlset|sitemapindex)(?=[\s>])", re.DOTALL)
_JSON_FEED = re.compile(r"\s*\{.*\"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version", re.DOTALL)
_JSON_LINES = re.compile(r"\s*\{[^\n]*\}\s*\n\s*\{")
_JSON = re.compile(r"\s*\{\s*\"")
_MAIL_HEADER = re.compile(r"[A-Za-z-]+: ")
_MIME_VERSION = re.compile(r"^MIME-Version: *1\.0", re.IGNORECASE | re.MULTILINE)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""",
    re.IGNORECASE,
)
_ODD_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels of the WHATWG Encoding Standard, §4.2, whose meaning differs from Python's codec of the
# same name. Only encodings of that standard are honoured: Python also has codecs that unpack
# archives or run escapes, which a page must not be able to call.
_LABELS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "macintosh": "mac-roman",
}
_STANDARD = re.compile(
    r"utf-?8|utf-16(?:le|be)?|iso-?8859-\d{1,2}|windows-(?:874|125\d)|cp125\d|koi8-[ru]|ibm866|"
    r"gb18030|big5|euc-jp|iso-2022-jp"
)


class Decoded(Struct, frozen=True):
    """Characters, and what a person should know of how they were read."""

    text: str
    notes: tuple[str, ...] = ()


def sniff_media_type(data: bytes, suffix: str, content_type: str | None = None) -> str:
    """Return the media type of `data`, of which the first HEAD_BYTES can be enough.

    What the bytes say comes first; where they are text of no telling form, `suffix`, with its
    dot, or the `content_type` that came with them decides.

    Raises SourceError: "empty" for nothing at all, "binary" for bytes that are no text.
    """
    if not data.strip(b" \t\r\n\f\x00\xef\xbb\xbf\xfe\xff"):
        raise SourceError("there is nothing in it; check that it was saved whole", code="empty")
    for magic, media_type, _ in _MAGIC:
        if data.startswith(magic):
            packed = _PACKED.get(media_type)
            return media_type if packed is None else packed(data, suffix)
    encoding = _wide_encoding(data)
    if encoding is None and b"\x00" in data:
        raise SourceError(
            "it is binary, not text (it holds NUL bytes); save the report as .txt or .html",
            code="binary",
        )
    head = data[:HEAD_BYTES].decode(encoding or "utf-8", errors="replace").lstrip("\ufeff")
    return (
        _by_form(head)
        or _BY_SUFFIX.get(suffix)
        or _by_declaration(content_type)
        or (RECORD if _JSON.match(head) else TEXT)
    )


def _by_form(head: str) -> str | None:
    if looks_like_html(head):
        return "text/html"
    if _FEED.match(head):
        return XML_FEED
    if _SITEMAP.match(head):
        return SITEMAP
    if _JSON_FEED.match(head):
        return JSON_FEED
    if _JSON_LINES.match(head):
        return RECORDS
    if _MAIL_HEADER.match(head) and _MIME_VERSION.search(head):
        return MAIL
    return XML if head.lstrip().startswith("<?xml") else None


def _by_declaration(content_type: str | None) -> str | None:
    if content_type is None:
        return None
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type == "application/xhtml+xml":
        return "text/html"
    return media_type if media_type in _BY_SUFFIX.values() else None


def charset_of(content_type: str | None) -> str | None:
    """Return the charset parameter of a Content-Type, or None."""
    if content_type is None:
        return None
    found = _CHARSET.search(content_type)
    return found.group(1) if found is not None else None


def looks_like_html(text: str) -> bool:
    """Whether `text` opens as an HTML page or a fragment of one does."""
    return _HTML.match(text) is not None


def _zip_kind(data: bytes, suffix: str) -> str:
    """Return what a ZIP file is: an archive, or a document whose format is one.

    Office files begin with the part that lists or relates the others (ECMA-376-2, §10),
    OpenDocument and EPUB with one named "mimetype" (OpenDocument 1.3-2, §3.3).
    """
    first = data[30 : 30 + int.from_bytes(data[26:28], "little")]
    if first == b"mimetype":
        return OPEN_DOCUMENT
    if suffix == ".docx":
        return DOCX
    if first.startswith(_OFFICE_FIRST):
        return DOCX if b"word/document.xml" in data else OFFICE
    return ZIP


def _gzip_kind(data: bytes, suffix: str) -> str:
    """Web archives are gzipped record by record, and are read by those who know that."""
    try:
        opening = zlib.decompressobj(wbits=31).decompress(data[:HEAD_BYTES], 5)
    except zlib.error:
        return GZIP
    return WARC if opening == b"WARC/" else GZIP


_PACKED = {ZIP: _zip_kind, GZIP: _gzip_kind}


def describe_media_type(media_type: str) -> str:
    """Return what a person calls a media type: "application/pdf" is "a PDF document"."""
    named = {m: words for _, m, words in _MAGIC}
    return named.get(media_type) or _WORDS.get(media_type) or f"of type {media_type}"


def decode(data: bytes, *, label: str | None = None, declared: bool = False) -> Decoded:
    """Return the characters of `data`; `label` is the charset that came with it, and with
    `declared` a page's own is looked for where there is none.

    Valid UTF-8 beyond ASCII is taken for UTF-8 whatever is declared: text of another encoding
    practically never has its form by chance (Dürst 1997, "The Properties and Promises of
    UTF-8"), and saved pages often keep a declaration that their bytes no longer follow.

    Raises SourceError "undecodable" where no encoding gives text.
    """
    encoding = _wide_encoding(data)
    if encoding is not None:
        return _decoded(data, encoding, ())
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
        _require_text(text, "utf-8", lost=0)
        return Decoded(text)
    except UnicodeDecodeError:
        encoding = _known_encoding(label) if label is not None else None
        if encoding is None and declared:
            encoding = _declared_encoding(body)
    if encoding is not None and encoding != "utf-8":
        return _decoded(body, encoding, ())
    broken = body.decode("utf-8", errors="replace")
    # A UTF-8 file cut in the middle, or with one bad byte, is still UTF-8.
    multibyte = sum(1 for c in broken if ord(c) > 0x7F and c != "\ufffd")
    if broken.count("\ufffd") <= multibyte // 20 + (1 if multibyte else 0):
        return _decoded(body, "utf-8", ())
    return _decoded(body, "cp1252", ("the text is not UTF-8: it was read as Windows-1252",))


def _decoded(data: bytes, encoding: str, notes: tuple[str, ...]) -> Decoded:
    text = data.decode(encoding, errors="replace").lstrip("\ufeff")
    lost = text.count("\ufffd") - data.count("\ufffd".encode())
    _require_text(text, encoding, lost=max(lost, 0))
    if lost > 0:
        notes += (f"unreadable bytes: {lost} shown as U+FFFD",)
    return Decoded(text, notes)


def _require_text(text: str, encoding: str, *, lost: int) -> None:
    """Raise SourceError where more than a hundredth of `text` is lost or control characters,
    of which text holds hardly any."""
    odd = len(_ODD_CONTROLS.findall(text))
    if lost + odd > len(text) // 100 + 2:
        raise SourceError(
            f"it cannot be read as text in {encoding}: {odd} control characters and {lost} "
            f"unreadable bytes in {len(text)} characters; save it as UTF-8 text or HTML",
            code="undecodable",
        )


def _wide_encoding(data: bytes) -> str | None:
    """Return UTF-16 or UTF-32 where a mark or the pattern of NUL bytes tells it, else None."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return None if encoding == "utf-8" else encoding
    head = data[:HEAD_BYTES]
    if len(head) < 4 or b"\x00" not in head:
        return None
    # In UTF-16 text of Latin letters every other byte is zero.
    even, odd = head[0::2], head[1::2]
    if odd.count(0) > 0.7 * len(odd) and even.count(0) <= 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) <= 0.05 * len(odd):
        return "utf-16-be"
    return None


def _declared_encoding(data: bytes) -> str | None:
    found = _DECLARED.search(data[:HEAD_BYTES])
    if found is None:
        return None
    return _known_encoding(found.group(1).decode("ascii"))


def _known_encoding(label: str) -> str | None:
    """Return Python's name of an encoding that the standard knows by `label`, or None."""
    label = label.strip().lower()
    if label in _LABELS:
        return _LABELS[label]
    if not _STANDARD.fullmatch(label) or label.startswith("utf-16"):
        # A declaration that could be read as ASCII is not in UTF-16 (Encoding Standard, §4.2).
        return None
    try:
        return codecs.lookup(label).name
    except LookupError:
        return None
