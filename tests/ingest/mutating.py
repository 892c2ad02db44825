"""Inputs that somebody damaged or made to harm, from good ones; and what must hold of any.

As a program it goes on for as long as it is told, and keeps what it finds:

    python tests/ingest/mutating.py --seconds 3600
"""

from __future__ import annotations

import argparse
import gzip
import io
import sys
import time
import traceback
from collections import Counter
from hashlib import sha256
from pathlib import Path
from random import Random

from document_files import DOCX_REPORT, PDF_REPORT, gzipped, warc_record
from document_laws import check
from samples import PAGE, PLAIN_CONTAINED, PLAIN_READABLE, TEXT, zipped

from tallybook.core.documents import Document
from tallybook.core.records import Rejection
from tallybook.ingest import Fetched, read_batch
from tallybook.ingest.captures import Member
from tallybook.ingest.unpacking import expand

FINDS = Path(__file__).parent / "finds"
"""Inputs that once broke what must hold, a few bytes each, named after the file they are."""

MAX_SECONDS = 20.0
"""Of computing for one input: far above what any takes, far below a hang."""

CHEAP: dict[str, bytes] = {
    "a.txt": PLAIN_READABLE["text/plain"],
    "a.html": PLAIN_READABLE["text/html"],
    "a.md": PLAIN_READABLE["text/markdown"],
    "a.json": PLAIN_READABLE["application/json"],
    "a.eml": PLAIN_READABLE["message/rfc822"],
    "a.zip": PLAIN_CONTAINED["application/zip"],
    "a.jsonl": PLAIN_CONTAINED["application/jsonl"],
    "a.csv": PLAIN_CONTAINED["text/csv"],
    "a.xml": PLAIN_CONTAINED["application/rss+xml"],
    "a.feed": PLAIN_CONTAINED["application/feed+json"],
    "sitemap.xml": PLAIN_CONTAINED["application/sitemap+xml"],
    "a.warc": warc_record(PAGE) + warc_record(TEXT, url="https://example.org/b"),
    "a.warc.gz": gzipped([warc_record(PAGE), warc_record(TEXT)]),
    "a.txt.gz": gzip.compress(TEXT, mtime=0),
    "a.wacz": zipped(
        {"datapackage.json": b"{}", "archive/a.warc.gz": gzipped([warc_record(PAGE)])}
    ),
}
CONFINED: dict[str, bytes] = {"a.pdf": PDF_REPORT, "a.docx": DOCX_REPORT}

_TOKENS = (
    b"<", b">", b"</p>", b"<p hidden>", b"<table>", b"<!--", b"-->", b"<![CDATA[",
    b"<!ENTITY e 'x'>", b"&e;", b"&#0;", b"&#x202e;", b"\x00", b"\xff", b"\xef\xbb\xbf",
    b"\xff\xfe", b"\r", b"\n", b"\n\n", b"---\n", b'"', b'""', b"{", b"}", b"[", b"null", b"NaN",
    b"1e999", b",", b";", b"\\u0000", b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b",
    b"WARC/1.0\r\n", b"Content-Length: 99999999\r\n",
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"=?utf-8?b?//?=", b"\xe2\x80\xae",
    b"\xcc\x81", b"style='color:#fff'", b"<script type='application/ld+json'>{",
    b"Published: 99 May 2024\n", b"0000000000 65535 f \n", b"/Length 999999", b"stream\n",
    b"<w:p>", b"<w:vanish/>",
)  # fmt: skip


def mutate(data: bytes, random: Random) -> bytes:
    """Return `data` with a few changes."""
    for _ in range(random.choice((1, 1, 2, 4, 12))):
        data = _changed(data, random)
    return data


def _changed(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    to = min(len(data), at + random.choice((1, 4, 16, 200)))
    kind = random.randrange(8)
    if kind == 0:
        return data[:at] + random.choice(_TOKENS) + data[at:]
    if kind == 1:
        return data[:at] + data[to:]
    if kind == 2:
        return data[:at] + bytes(random.randrange(256) for _ in data[at:to]) + data[to:]
    if kind == 3:
        return data[:at] + data[at:to] * random.choice((2, 3, 50)) + data[to:]
    if kind == 4:
        return data[: max(at, 1)]
    if kind == 5:
        return data[:at] + random.choice(_TOKENS) * random.choice((2, 300)) + data[at:]
    if kind == 6:
        other = random.choice(list(CHEAP.values()))
        return data[:at] + other[random.randrange(len(other)) :]
    return data[:at] + data[at:to].swapcase() + data[to:]


def hold(name: str, data: bytes) -> list[Document | Rejection]:
    """Return the outcomes of an input; assert what must hold of any."""
    start = time.process_time()
    outcomes: list[Document | Rejection] = []
    for fetched in expand(Member(name, io.BytesIO(data))):
        assert isinstance(fetched, (Fetched, Rejection))
        (intake,) = read_batch([fetched])
        result = intake.result
        assert result.source == intake.source
        assert result.source == name or result.source.startswith(f"{name}!")
        if isinstance(result, Document):
            check(result)
        else:
            assert result.code
            assert result.detail
        outcomes.append(result)
    assert outcomes, "an input has an outcome"
    assert time.process_time() - start < MAX_SECONDS, "an input takes no end of time"
    return outcomes


def main() -> int:
    """Mutate for as long as told; return 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="how long")
    parser.add_argument("--seed", type=int, default=0, help="where to begin")
    given = parser.parse_args()
    end, number = time.monotonic() + given.seconds, given.seed
    seen: Counter[str] = Counter()
    while time.monotonic() < end:
        random = Random(number)
        number += 1
        # A process for each of these: one in fifty.
        pool = CONFINED if random.random() < 0.02 else CHEAP
        name, good = random.choice(list(pool.items()))
        data = mutate(good, random)
        try:
            outcomes = hold(name, data)
        except Exception:
            traceback.print_exc()
            find = FINDS / f"{sha256(data).hexdigest()[:12]}-{name}"
            FINDS.mkdir(exist_ok=True)
            find.write_bytes(data)
            print(f"seed {number - 1}: kept as {find}", file=sys.stderr)
            seen["found"] += 1
            continue
        seen.update("document" if isinstance(o, Document) else o.code for o in outcomes)
    print(f"{number - given.seed:,} inputs in {given.seconds:.0f} s: {dict(seen.most_common())}")
    return 1 if seen["found"] else 0


if __name__ == "__main__":
    sys.exit(main())
