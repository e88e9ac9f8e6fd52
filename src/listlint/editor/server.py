"""The server: what the editor says of its texts comes in, what is found in them goes out."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from typing import Any

from lsprotocol import types as lsp

from listlint.config import FILE
from listlint.editor.desks import Choose
from listlint.editor.offered import Open, offered
from listlint.editor.shown import explained
from listlint.editor.texts import Editor

PAUSE = 0.05
"""Seconds without a key pressed after which a text is linted."""

ACTIONS = lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.SourceFixAll])
"""The kinds of what is offered."""


def server(choose: Choose, lang: str) -> Editor:
    """The server, ready to be started; `choose` gives the options for the files of a folder."""
    made = Editor(choose, lang)
    for name, hear in HEARD.items():
        made.feature(name)(hear)
    made.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, ACTIONS)(_code_action)
    return made


def _initialized(ls: Editor, params: lsp.InitializedParams) -> None:
    """Ask to be told of configurations, wordlists and baselines that change."""
    watched = [lsp.FileSystemWatcher(glob_pattern=pattern) for pattern in (f"**/{FILE}", "**/pyproject.toml", "**/*.{yaml,yml,json}")]
    options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers=watched)
    capability = ls.client_capabilities.workspace and ls.client_capabilities.workspace.did_change_watched_files
    if capability and capability.dynamic_registration:
        registration = lsp.Registration("listlint-files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        ls.client_register_capability(lsp.RegistrationParams([registration]))


def _did_open(ls: Editor, params: lsp.DidOpenTextDocumentParams) -> None:
    ls.lint(params.text_document.uri)


async def _did_change(ls: Editor, params: lsp.DidChangeTextDocumentParams) -> None:
    """Lint the text after PAUSE, unless it has changed again by then."""
    uri, version = params.text_document.uri, params.text_document.version
    await asyncio.sleep(PAUSE)
    if uri in ls.workspace.text_documents and ls.workspace.text_documents[uri].version == version:
        ls.lint(uri)


def _did_save(ls: Editor, params: lsp.DidSaveTextDocumentParams) -> None:
    ls.lint(params.text_document.uri)


def _did_close(ls: Editor, params: lsp.DidCloseTextDocumentParams) -> None:
    ls.close(params.text_document.uri)


def _files_changed(ls: Editor, params: lsp.DidChangeWatchedFilesParams) -> None:
    """Lint everything anew where a file changed that is not open, or a configuration."""
    opened = {ls.path(uri) for uri in ls.workspace.text_documents}
    if any(ls.path(change.uri) not in opened or os.path.basename(ls.path(change.uri)) == FILE for change in params.changes):
        ls.anew()


def _hover(ls: Editor, params: lsp.HoverParams) -> lsp.Hover | None:
    """What is found under the pointer, with its law."""
    here = ls.at(params.text_document.uri, lsp.Range(params.position, params.position))
    if not here:
        return None
    ready = ls.desks.of(ls.path(params.text_document.uri))
    rules = dict.fromkeys(one.rule for one, _ in here)
    said = "\n\n---\n\n".join(
        explained(ready.rules[slug], ready.settings.lexicon, ready.settings.lang) for slug in rules if slug in ready.rules
    )
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, said), here[0][1].range)


def _code_action(ls: Editor, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """The fixes and allowances of what is found in a range."""
    uri = params.text_document.uri
    path = ls.path(uri)
    every = [one for one in ls.found.get(path, ()) if one.path == path]
    if not every:
        return []
    return offered(Open(path, uri, ls.page(path), ls.desks.of(path).settings), every, ls.at(uri, params.range))


HEARD: dict[str, Callable[..., Any]] = {
    lsp.INITIALIZED: _initialized,
    lsp.TEXT_DOCUMENT_DID_OPEN: _did_open,
    lsp.TEXT_DOCUMENT_DID_CHANGE: _did_change,
    lsp.TEXT_DOCUMENT_DID_SAVE: _did_save,
    lsp.TEXT_DOCUMENT_DID_CLOSE: _did_close,
    lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES: _files_changed,
    lsp.TEXT_DOCUMENT_HOVER: _hover,
}
"""What answers each message of the editor's."""
