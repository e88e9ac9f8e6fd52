"""The HTML report and the dossier in a real Chromium, driven over WebDriver: filters, the law on hover, hostile copy, a long run, a phone, a screenshot.

Skipped where `chromium` and `chromedriver` are not installed (Debian: apt-get install chromium chromium-driver).
"""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from test_dossier import LISTING
from test_dossier import page as dossier_page
from test_reports import CARDS, DIAGNOSTICS, rendered

from listlint.records.document import Place

BROWSER = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (BROWSER and DRIVER), reason="no chromium with chromedriver here: the page is not tried in a browser")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
MANY = 5000


class Browser:
    """One WebDriver session."""

    def __init__(self, address: str) -> None:
        self.address = address
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1100,900"]
        options = {"binary": BROWSER, "args": arguments}
        answer = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}})
        self.address = f"{address}/session/{answer['sessionId']}"

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        data = json.dumps(body or {}).encode() if method == "POST" else None
        request = urllib.request.Request(self.address + path, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def open(self, page: Path) -> None:
        self.ask("POST", "/url", {"url": page.as_uri()})

    def run(self, script: str) -> Any:
        return self.ask("POST", "/execute/sync", {"script": script, "args": []})

    def hover(self, selector: str) -> None:
        found = self.ask("POST", "/element", {"using": "css selector", "value": selector})
        move = {"type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": {ELEMENT: found[ELEMENT]}}
        self.ask("POST", "/actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": [move]}]})


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen([str(DRIVER), f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as driver:
        address = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                with urllib.request.urlopen(address + "/status", timeout=5):
                    break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        session = Browser(address)
        yield session
        session.ask("DELETE", "")
        driver.terminate()


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Browser:
    (tmp_path / "report.html").write_text(rendered("html"), encoding="utf-8")
    browser.open(tmp_path / "report.html")
    return browser


SHOWN = "return [...document.querySelectorAll('main li')].filter(one => one.offsetParent !== null).map(one => +one.id.slice(1))"


def choose(selector: str, change: str) -> str:
    return f"const one = document.querySelector({json.dumps(selector)}); {change}; one.dispatchEvent(new Event('input', {{bubbles: true}}))"


def test_hostile_copy_runs_nothing(page: Browser) -> None:
    assert page.run("return document.title") == "商品文案检查报告 · listlint"
    assert page.run("return document.querySelectorAll('img, main script, [onmouseover]').length") == 0


def test_filters_show_what_is_asked_and_put_out_the_other_marks(page: Browser) -> None:
    everything = list(range(len(DIAGNOSTICS)))
    assert page.run(SHOWN) == everything
    page.run(choose("[name=severity][value=error]", "one.checked = false"))
    assert page.run(SHOWN) == [at for at in everything if DIAGNOSTICS[at].severity != "error"]
    page.run(choose("[name=severity][value=error]", "one.checked = true"))
    page.run(choose("[name=rule]", "one.value = 'long-title'"))
    assert page.run(SHOWN) == [at for at in everything if DIAGNOSTICS[at].rule == "long-title"]
    lit = "return [...document.querySelectorAll('mark:not(.off)')].map(one => one.textContent)"
    assert page.run(lit) == [one.text for one in DIAGNOSTICS if one.rule == "long-title"]
    page.run(choose("[name=rule]", "one.value = ''"))
    page.run(choose("[name=listing]", "one.value = 'TEE-001'"))
    assert page.run(SHOWN) == [at for at in everything if DIAGNOSTICS[at].listing == "tee-001"]
    assert page.run("return document.getElementById('count').textContent") == str(len(page.run(SHOWN)))
    page.run(choose("[name=listing]", "one.value = 'none such'"))
    assert page.run(SHOWN) == [] and page.run("return document.getElementById('empty').offsetParent !== null")


def test_the_law_shows_on_hover(page: Browser) -> None:
    at = next(at for at, one in enumerate(DIAGNOSTICS) if one.listing == "tee-001")
    assert page.run("return document.getElementById('law').hidden")
    page.hover(f"mark[data-f='{at}']")
    told = page.run("return document.getElementById('law').innerText")
    assert DIAGNOSTICS[at].message in told and "第九条（三）" in told and "使用“国家级”、“最高级”、“最佳”等用语" in told
    page.hover("h1")
    assert page.run("return document.getElementById('law').hidden")


def test_a_phone_scrolls_one_way_only(page: Browser) -> None:
    page.ask("POST", "/window/rect", {"width": 500, "height": 900})
    assert page.run("return document.documentElement.scrollWidth <= innerWidth")
    page.ask("POST", "/window/rect", {"width": 1100, "height": 900})


def test_a_dossier_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    hostile = LISTING.replace(
        "纯棉短袖T恤", "纯棉<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>" + "长" * 200
    )
    (tmp_path / "dossier.html").write_text(dossier_page(hostile), encoding="utf-8")
    browser.ask("POST", "/window/rect", {"width": 500, "height": 900})
    browser.open(tmp_path / "dossier.html")
    assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
    assert browser.run("return document.title").startswith("商品档案")
    assert browser.run("return document.querySelectorAll('img, script').length") == 0
    assert browser.run("return getComputedStyle(document.querySelector('thead')).display") == "none"  # each cell names its column instead
    browser.ask("POST", "/window/rect", {"width": 1100, "height": 900})


def test_a_printed_report_leaves_out_the_filters(page: Browser) -> None:
    shown = "return getComputedStyle(document.getElementById('filters')).display != 'none'"
    assert page.run(shown)
    page.ask("POST", "/goog/cdp/execute", {"cmd": "Emulation.setEmulatedMedia", "params": {"media": "print"}})
    assert not page.run(shown)
    page.ask("POST", "/goog/cdp/execute", {"cmd": "Emulation.setEmulatedMedia", "params": {"media": ""}})


def test_a_long_run_opens(browser: Browser, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    ordinary = [one for one in DIAGNOSTICS if one.listing == "tee-001"]
    found = [ordinary[at % len(ordinary)]._replace(listing=f"tee-{at // 5:05}", place=Place(at + 1, 1, at + 1, 3)) for at in range(MANY)]
    (tmp_path / "report.html").write_text(rendered("html", found), encoding="utf-8")
    browser.open(tmp_path / "report.html")
    assert browser.run("return document.getElementById('count').textContent") == str(MANY)
    timing = browser.run("const [one] = performance.getEntriesByType('navigation'); return one.loadEventEnd")
    record_property(f"milliseconds to open {MANY} findings", timing)  # told by --junit-xml; no test is timed


def test_a_screenshot_shows_marks_in_their_colours(page: Browser) -> None:
    image = pytest.importorskip("PIL.Image", reason="pillow, which reads the screenshot, is not installed")
    wanted = page.run("return getComputedStyle(document.querySelector('mark.error')).backgroundColor")
    color = tuple(int(number) for number in wanted.removeprefix("rgb(").removesuffix(")").split(","))
    shot = image.open(BytesIO(base64.b64decode(page.ask("GET", "/screenshot")))).convert("RGB")
    assert {shade: count for count, shade in shot.getcolors(1 << 24)}[color] > 100


def test_every_rule_met_has_its_card(page: Browser) -> None:
    met = {one.rule for one in DIAGNOSTICS}
    assert page.run("return [...document.querySelectorAll('#rules article')].map(one => one.id)") == [
        f"rule-{card.slug}" for card in CARDS if card.slug in met
    ]
