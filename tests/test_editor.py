"""The language server, spoken to from outside as an editor does."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from listlint.editor.page import page

TEE = "id: tee-001\ntitle: 云栖👕 极品短袖T恤\ndetail: 面料是棉，史上最好。\n"


class Talk:
    """A server that was started in a folder, and what it has said."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "listlint", "lsp", *arguments]
        self.process = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.watch = Timer(60, self.process.kill)  # a server that says nothing must not hold the tests
        self.watch.start()
        self.folder = folder
        self.said: list[Any] = []
        self.asked = 0

    def tell(self, method: str, params: Any, number: int | None = None) -> None:
        """Send a notification, or a request if it has a number."""
        message = {"jsonrpc": "2.0", "method": method, "params": params} | ({} if number is None else {"id": number})
        self._send(message)

    def ask(self, method: str, params: Any) -> Any:
        """The result of a request."""
        self.asked += 1
        self.tell(method, params, self.asked)
        while True:
            answer = self._read()
            if answer.get("id") == self.asked and "method" not in answer:
                assert "error" not in answer, answer
                return answer["result"]

    def told(self, name: str) -> list[Any]:
        """The next findings that are told of a file."""
        params = self._next("textDocument/publishDiagnostics", lambda params: params["uri"] == self.uri(name))
        found: list[Any] = params["diagnostics"]
        return found

    def shown(self) -> str:
        """The next message shown to the user."""
        return str(self._next("window/showMessage", lambda params: True)["message"])

    def begin(self) -> None:
        """Shake hands."""
        watching = {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
        self.ask("initialize", {"processId": None, "rootUri": self.folder.as_uri(), "capabilities": watching})
        self.tell("initialized", {})

    def open(self, name: str, text: str, version: int = 1) -> list[Any]:
        """Open a text, and what is found in it."""
        document = {"uri": self.uri(name), "languageId": "yaml", "version": version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return self.told(name)

    def change(self, name: str, text: str, version: int) -> None:
        """Replace the text."""
        self.tell(
            "textDocument/didChange", {"textDocument": {"uri": self.uri(name), "version": version}, "contentChanges": [{"text": text}]}
        )

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def at(self, name: str, line: int, column: int) -> Any:
        """A request about one position, from 0."""
        return {"textDocument": {"uri": self.uri(name)}, "position": {"line": line, "character": column}}

    def end(self) -> None:
        self.ask("shutdown", None)
        self.tell("exit", None)
        assert self.process.wait() == 0
        self.watch.cancel()

    def _next(self, method: str, wanted: Callable[[Any], bool]) -> Any:
        """The parameters of the first message of this kind; those before it wait."""
        while True:
            for number, message in enumerate(self.said):
                if message["method"] == method and wanted(message["params"]):
                    return self.said.pop(number)["params"]
            self.said.append(self._take())

    def _read(self) -> Any:
        message = self._take()
        if "method" in message:
            self.said.append(message)
        return message

    def _take(self) -> Any:
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        assert length, self.process.stderr and self.process.stderr.read().decode()
        message = json.loads(self.process.stdout.read(length))
        if message.get("method") == "client/registerCapability":
            self._send({"jsonrpc": "2.0", "id": message["id"], "result": None})
        return message

    def _send(self, message: Any) -> None:
        body = json.dumps(message).encode("ascii")
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    one = Talk(tmp_path, "--isolated", "--platform", "taobao")
    one.begin()
    yield one
    one.end()


def ranges(found: list[Any]) -> list[Any]:
    return [(one["range"]["start"]["line"], one["range"]["start"]["character"], one["range"]["end"]["character"]) for one in found]


def test_what_is_found_stands_where_it_is_in_the_editors_own_units(talk: Talk) -> None:
    found = talk.open("tee.yaml", TEE)
    # the emoji takes two of UTF-16
    assert [(one["code"], *place) for one, place in zip(found, ranges(found), strict=True)] == [
        ("LL803 barred-symbol", 1, 9, 11),
        ("LL101 absolute-term", 1, 12, 14),
        ("LL101 absolute-term", 2, 13, 17),
    ]
    assert {one["severity"] for one in found} == {1}


def test_a_change_is_linted_once_the_keys_rest(talk: Talk) -> None:
    talk.open("tee.yaml", TEE)
    talk.change("tee.yaml", TEE.replace("极品", "纯"), 2)
    talk.change("tee.yaml", TEE.replace("极品", "").replace("史上最好", "凉快").replace("👕", ""), 3)
    assert talk.told("tee.yaml") == []


def test_a_text_that_is_closed_has_no_findings(talk: Talk) -> None:
    talk.open("tee.yaml", TEE)
    talk.tell("textDocument/didClose", {"textDocument": {"uri": talk.uri("tee.yaml")}})
    assert talk.told("tee.yaml") == []


@pytest.mark.parametrize("name", ["listlint.yaml", "notes.txt", "README.md"])
def test_what_holds_no_listings_is_left_alone(talk: Talk, name: str) -> None:
    assert talk.open(name, TEE) == []


def test_the_law_is_shown_where_the_pointer_rests(talk: Talk) -> None:
    talk.open("tee.yaml", TEE)
    said = talk.ask("textDocument/hover", talk.at("tee.yaml", 1, 13))
    assert said["contents"]["value"].startswith("**LL101 absolute-term**")
    assert "第九条" in said["contents"]["value"]
    assert talk.ask("textDocument/hover", talk.at("tee.yaml", 0, 1)) is None


def test_an_allowance_is_offered_and_waits_for_its_reason(talk: Talk) -> None:
    talk.open("tee.yaml", TEE)
    here = {"start": {"line": 1, "character": 12}, "end": {"line": 1, "character": 12}}
    asked = {"textDocument": {"uri": talk.uri("tee.yaml")}, "range": here, "context": {"diagnostics": []}}
    (allow,) = [one for one in talk.ask("textDocument/codeAction", asked) if "absolute-term" in one["title"]]
    (edit,) = allow["edit"]["changes"][talk.uri("tee.yaml")]
    assert edit["range"] == {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 0}}
    assert edit["newText"] == "# listlint: allow absolute-term — \n"
    lines = TEE.splitlines(keepends=True)
    fresh = talk.open("tee2.yaml", lines[0] + edit["newText"] + "".join(lines[1:]))
    assert "LL902 unreasoned-allowance" in [one["code"] for one in fresh]


def test_a_fix_is_offered_where_it_is_and_every_safe_one_at_once(talk: Talk) -> None:
    text = "title: 'tee 云栖\u200b 纯棉短袖'\nattributes: {材质成分: 棉95% 氨纶5%}\n"
    talk.open("tee.yaml", text)
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 20}}
    asked = {"textDocument": {"uri": talk.uri("tee.yaml")}, "range": whole, "context": {"diagnostics": []}}
    offers = {one["title"]: one for one in talk.ask("textDocument/codeAction", asked)}
    assert list(offers) == [
        "删去“\u200b”",
        "“纯棉”改为“棉质”（请人看过）",
        "放行 hidden-text（补上理由）",
        "放行 impure-material-claim（补上理由）",
        "改掉所有可以放心改的",
    ]
    (edit,) = offers["“纯棉”改为“棉质”（请人看过）"]["edit"]["changes"][talk.uri("tee.yaml")]
    assert (edit["range"]["start"]["character"], edit["range"]["end"]["character"], edit["newText"]) == (16, 18, "棉质")


def test_what_is_found_in_a_detail_file_is_told_of_that_file(talk: Talk) -> None:
    (talk.folder / "detail.html").write_text("<p>面料</p>\n<p>国家级面料</p>\n", encoding="utf-8")
    talk.open("tee.yaml", "id: a\ntitle: 短袖T恤\ndetail_file: detail.html\n")
    assert ranges(talk.told("detail.html")) == [(1, 3, 6)]


def test_a_configuration_counts_and_what_is_wrong_with_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "listlint.yaml").write_text("ignore: [absolute-term, barred-symbol]\n", encoding="utf-8")
    talk = Talk(tmp_path)
    talk.begin()
    assert talk.open("tee.yaml", TEE) == []
    (tmp_path / "listlint.yaml").write_text("ignroe: [absolute-term]\n", encoding="utf-8")
    changed = {"changes": [{"uri": talk.uri("listlint.yaml"), "type": 2}]}
    talk.tell("workspace/didChangeWatchedFiles", changed)
    assert "ignore" in talk.shown()
    (tmp_path / "listlint.yaml").write_text("ignore: []\n", encoding="utf-8")
    talk.tell("workspace/didChangeWatchedFiles", changed)
    while not (found := talk.told("tee.yaml")):
        pass
    assert len(found) == 2
    talk.end()


def test_what_the_configuration_excludes_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "listlint.yaml").write_text("exclude: [drafts/]\n", encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "tee.yaml").write_text(TEE, encoding="utf-8")
    talk = Talk(tmp_path)
    talk.begin()
    assert talk.open("drafts/tee.yaml", TEE) == []
    assert talk.open("tee.yaml", TEE) != []
    talk.end()


def test_the_baseline_holds_in_the_editor_too(tmp_path: Path) -> None:
    (tmp_path / "listlint.yaml").write_text("platform: taobao\n", encoding="utf-8")
    (tmp_path / "tee.yaml").write_text(TEE, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "listlint", "baseline"], cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)
    talk = Talk(tmp_path)
    talk.begin()
    assert talk.open("tee.yaml", TEE) == []
    assert len(talk.open("new.yaml", TEE)) == 3
    talk.end()


@given(st.text(alphabet="a国👕\r\n\u2028\t", max_size=30), st.data())
def test_a_range_cuts_what_the_place_does(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    made = page(text, lambda said: len(said.encode("utf-16-le")) // 2)
    found = made.stretch(start, end)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for edge, offset in ((found.start, start), (found.end, end)):
        before = text[:offset]
        if before.endswith("\r") and text[offset : offset + 1] == "\n":
            continue  # inside a line's end, which an editor has no position for
        plain = before.replace("\r\n", "\n").replace("\r", "\n")
        column = len(plain.rpartition("\n")[2].encode("utf-16-le")) // 2
        assert (edge.line, edge.character) == (plain.count("\n"), column)
        assert edge.line < len(lines)
