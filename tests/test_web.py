"""The web page and its API, asked as a browser and as another program would."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

pytest.importorskip("starlette", reason="the extra web is not installed")

from starlette.testclient import TestClient

from listlint import Linter
from listlint.config import Options
from listlint.settle import settle
from listlint.web.app import BODY_LIMIT, PAGES, app

TEE = {"id": "tee-001", "title": "云栖👕 纯棉短袖", "attributes": {"材质成分": "棉95% 氨纶5%"}}


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(app(settle(Options(platform="taobao")), ("testserver",)))


def test_a_listing_is_answered_as_the_command_would(client: TestClient) -> None:
    told = client.post("/api/check", json={"listing": TEE}).json()
    assert told["version"] == 1
    assert told["diagnostics"] == [one.as_json() for one in Linter(platform="taobao").check_listing(TEE)]
    assert told["summary"]["error"] == len(told["diagnostics"]) == 2


def test_a_text_is_read_by_its_name_and_has_places(client: TestClient) -> None:
    asked = {"name": "shop/tee.yaml", "text": "title: 短袖\ndetail: 国家级面料\n"}
    (one,) = client.post("/api/check", json=asked).json()["diagnostics"]
    assert (one["path"], one["place"]["line"], one["place"]["column"]) == ("tee.yaml", 2, 9)


def test_a_listing_has_its_own_platform_and_the_asker_a_language(client: TestClient) -> None:
    asked = {"listing": {"platform": "amazon", "title": "Best Seller T-shirt"}, "lang": "en"}
    (one, *_) = client.post("/api/check", json=asked).json()["diagnostics"]
    assert one["rule"] == "barred-title-word"
    assert one["message"].isascii() or "“" in one["message"]


def test_no_file_is_looked_for_whatever_a_listing_names(client: TestClient) -> None:
    listing = {
        "title": "短袖T恤",
        "detail_file": __file__,
        "images": ["/etc/passwd"],
        "evidence": [{"kind": "test_report", "file": "/etc/passwd"}],
    }
    assert client.post("/api/check", json={"listing": listing}).json()["diagnostics"] == []
    text = "title: 短袖T恤\ndetail_file: /etc/passwd\n"
    assert client.post("/api/check", json={"text": text}).json()["diagnostics"] == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"{", 400),
        (b"\xff", 400),
        (b"[" * 100_000, 400),
        (b'{"text": 1}', 400),
        (b'{"listing": {}, "lang": []}', 400),
        (b'{"listing": {}, "lang": "fr"}', 400),
        (b'{"name": "a.xlsx", "text": ""}', 400),
        (b'{"name": "a.xlsm", "text": "x"}', 400),
        (b'{"name": "a.XLSB", "text": "x"}', 400),
        (b'{"name": "a.exe", "text": ""}', 400),
        (b" " * (BODY_LIMIT + 1), 413),
        (b'{"listing": {"title": "\\ud800"}}', 200),
        (b'{"listing": {"title": [[["a"]]], "price": {"sale": 1}}}', 200),
    ],
)
def test_what_cannot_be_answered_is_told(client: TestClient, body: bytes, status: int) -> None:
    answer = client.post("/api/check", content=body)
    assert answer.status_code == status
    assert ("error" in answer.json()) == (status != 200)


def test_the_rules_are_told(client: TestClient) -> None:
    table = client.get("/api/rules").json()
    assert {"code": "LL101", "rule": "absolute-term", "severity": "error", "title": "绝对化用语"} in table
    for name in ("absolute-term", "ll101"):
        known = client.get(f"/api/rules/{name}").json()
        assert known["rule"] == "absolute-term"
        assert any("第九条" in section["title"] for section in known["sections"])
    assert client.get("/api/rules/nothing").status_code == 404
    assert client.get("/api/rules/absolute-term?lang=en").json()["title"] == "Absolute term"


def test_other_sites_cannot_ask(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    answer = client.get("/")
    assert "access-control-allow-origin" not in answer.headers
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_the_page_fetches_nothing_from_elsewhere(client: TestClient) -> None:
    for path in PAGES:
        said = client.get(path).text
        assert not re.search(r"https?://|//[a-z]", re.sub(r"//.*", "", said) if path.endswith(".js") else said)


def test_the_command_serves_the_page(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "listlint", "serve", "--isolated", "--platform", "taobao", "--port", "0"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
    try:
        assert process.stdout is not None
        address = process.stdout.readline().split()[0]
        body = json.dumps({"listing": TEE}).encode()
        with urlopen(Request(f"{address}api/check", body)) as answer:
            told: Any = json.load(answer)
        assert told["summary"]["total"] == 2
        with urlopen(address) as page:
            assert "商品文案检查" in page.read().decode()
    finally:
        process.terminate()
        process.wait(20)


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "listlint", "serve", "--isolated", "--port", port]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (2, f"listlint: 127.0.0.1:{port} 用不了，换一个 --port\n")


def test_a_missing_extra_is_told_with_the_line_that_installs_it() -> None:
    for command, package, extra in (("serve", "uvicorn", "web"), ("lsp", "pygls", "lsp")):
        code = f"import sys; sys.modules['{package}'] = None; sys.argv = ['listlint', '{command}']; from listlint.cli import main; main()"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 2
        assert done.stderr == f"listlint: 缺少 {package}；请安装：pip install 'listlint[{extra}]'\n"
        english = subprocess.run(
            [sys.executable, "-c", code.replace(f"'{command}'", f"'{command}', '--lang', 'en'")], capture_output=True, text=True
        )
        assert english.stderr == f"listlint: {package} is missing: pip install 'listlint[{extra}]'\n"
