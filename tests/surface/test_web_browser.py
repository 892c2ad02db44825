"""A browser goes from an answer to the sentence behind it (Debian's Chromium, W3C WebDriver).

WebDriver (https://www.w3.org/TR/webdriver2/) is JSON over HTTP, so httpx is client enough.
"""

from __future__ import annotations

import base64
import contextlib
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import uvicorn
from web_fixture import COUNT_SENTENCE, make_book

from tallybook.surface.browser.application import create_app

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key of an element's id in WebDriver's JSON (§12, "Elements")."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        BROWSER is None or DRIVER is None,
        reason="no chromium and chromedriver here; on Debian: apt install chromium chromium-driver",
    ),
]


class Session:
    """One browser window."""

    def __init__(self, driver: str) -> None:
        self._client = httpx.Client(base_url=driver, timeout=60)
        options = {
            "binary": BROWSER,
            "args": ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        }
        found = self._call(
            "POST",
            "/session",
            {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}},
        )
        self._path = f"/session/{found['sessionId']}"

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        answer = self._client.request(method, path, json=body)
        value = answer.json()["value"]
        assert answer.is_success, value
        return value

    def go(self, url: str, *, width: int, height: int) -> None:
        self._call("POST", f"{self._path}/window/rect", {"width": width, "height": height})
        self._call("POST", f"{self._path}/url", {"url": url})

    def click(self, link_text: str) -> None:
        found = self._call(
            "POST", f"{self._path}/element", {"using": "link text", "value": link_text}
        )
        self._call("POST", f"{self._path}/element/{found[ELEMENT]}/click", {})

    def run(self, script: str) -> Any:
        return self._call("POST", f"{self._path}/execute/sync", {"script": script, "args": []})

    @contextlib.contextmanager
    def telephone(self, width: int) -> Iterator[None]:
        """Emulate a screen that is narrower than a window can be."""
        screen = {"width": width, "height": 700, "deviceScaleFactor": 1, "mobile": True}
        self._devtools("Emulation.setDeviceMetricsOverride", screen)
        yield
        self._devtools("Emulation.clearDeviceMetricsOverride", {})

    def _devtools(self, command: str, parameters: dict[str, Any]) -> None:
        body = {"cmd": command, "params": parameters}
        self._call("POST", f"{self._path}/goog/cdp/execute", body)

    def screenshot(self) -> bytes:
        return base64.b64decode(self._call("GET", f"{self._path}/screenshot"))

    def close(self) -> None:
        self._call("DELETE", self._path)
        self._client.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    book = make_book(tmp_path_factory.mktemp("browser") / "book.db")
    server = uvicorn.Server(uvicorn.Config(create_app(book), port=0, log_level="warning"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=30)


@pytest.fixture(scope="module")
def window() -> Iterator[Session]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    driver = subprocess.Popen(
        [str(DRIVER), f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        session = Session(f"http://127.0.0.1:{port}")
        try:
            yield session
        finally:
            session.close()
    finally:
        driver.terminate()
        driver.wait(timeout=30)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)
    raise AssertionError("chromedriver does not answer")


TARGET = """
const found = document.querySelector(':target');
const box = found.getBoundingClientRect();
const style = getComputedStyle(found);
return {
  text: found.textContent,
  inside: box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth,
  outlined: style.outlineStyle !== 'none',
  coloured: style.backgroundColor !== getComputedStyle(document.body).backgroundColor,
};
"""


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (500, 700)])
def test_a_click_leads_from_the_answer_to_the_sentence(
    window: Session, address: str, width: int, height: int
) -> None:
    window.go(f"{address}/?in=Mali&since=2024-03-01", width=width, height=height)
    window.click(COUNT_SENTENCE)
    found = window.run(TARGET)
    assert found["text"] == COUNT_SENTENCE
    assert found["inside"]
    assert found["outlined"]
    assert found["coloured"]
    marks = window.run(
        "return [...document.querySelectorAll('.report mark')].map(m => m.textContent)"
    )
    assert "at least nine" in marks


@pytest.mark.parametrize(
    "path",
    ["/?in=Mali&by=place", "/incidents", "/responsibility", "/rules", "/sensitivity", "/surges"],
)
def test_nothing_is_wider_than_a_telephone(window: Session, address: str, path: str) -> None:
    window.go(f"{address}{path}", width=1000, height=700)
    with window.telephone(360):
        assert window.run("return innerWidth") == 360
        assert window.run("return document.documentElement.scrollWidth") == 360


def test_the_style_sheet_is_let_in_and_a_script_is_not(window: Session, address: str) -> None:
    window.go(f"{address}/", width=1000, height=700)
    assert (
        window.run("return getComputedStyle(document.querySelector('form')).borderRadius") != "0px"
    )
    assert window.run(
        "return new Promise(done => { const s = document.createElement('script');"
        "s.textContent = 'window.ran = true'; document.body.append(s);"
        "setTimeout(() => done(window.ran === undefined), 50); })"
    )
    assert window.screenshot().startswith(b"\x89PNG")
