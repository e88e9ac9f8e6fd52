"""The server: what the editor says of its texts comes in, what is found in them goes out."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Sequence
from functools import cache

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer

from listlint import __version__
from listlint.config import FILE, ConfigError
from listlint.editor.desks import Choose, Desks
from listlint.editor.offered import Open, offered
from listlint.editor.page import Page, page
from listlint.editor.shown import explained, shown
from listlint.formats.source.decode import decode
from listlint.lexicon.form import LexiconError
from listlint.records.diagnostic import Diagnostic

PAUSE = 0.05
"""Seconds without a key pressed after which a text is linted."""


class Editor(LanguageServer):
    """What is open in an editor, and what was last found in each text: by the path of a text, its findings, here and in files it names."""

    def __init__(self, choose: Choose, lang: str) -> None:
        super().__init__("listlint", f"v{__version__}")
        self.desks = Desks(choose)
        self.lang = lang
        self.found: dict[str, list[Diagnostic]] = {}
        self._told = ""

    def path(self, uri: str) -> str:
        """The path of a text; one that is in no file yet is called by its address's last part."""
        return uris.to_fs_path(uri) or uri.rpartition("/")[2] or uri

    def uri(self, path: str) -> str:
        """The address of the file at a path, the very one by which the editor opened it if it did."""
        opened = (uri for uri in self.workspace.text_documents if self.path(uri) == path)
        return next(opened, None) or uris.from_fs_path(path) or path

    def page(self, path: str) -> Page:
        """The text at a path as the editor holds it, else as the disk does; an empty one where neither does."""
        units = self.workspace.position_codec.client_num_units
        opened = next((one for uri, one in self.workspace.text_documents.items() if self.path(uri) == path), None)
        if opened is not None:
            return page(opened.source, units)
        try:
            with open(path, "rb") as file:
                text = decode(file.read())
        except OSError:
            text = ""
        return page(text if isinstance(text, str) else "", units)

    def lint(self, uri: str) -> None:
        """Lint a text that is open and tell what is found."""
        path, text = self.path(uri), self.workspace.get_text_document(uri).source
        before = {one.path for one in self.found.get(path, ())}
        try:
            self.found[path] = self.desks.found(path, text)
            self._told = ""
        except (ConfigError, LexiconError) as error:
            self.found[path] = []
            self._blame(error)
        self.publish({path, *before, *(one.path for one in self.found[path])})

    def publish(self, paths: Iterable[str]) -> None:
        """Tell what is found in the files at these paths, by whichever text."""
        pages = cache(self.page)  # a text is split into lines once for all that is found in it
        for path in sorted(paths):
            told = dict.fromkeys(one for found in self.found.values() for one in found if one.path == path)
            items = [shown(one, pages, self.uri) for one in told]
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(self.uri(path), items))

    def close(self, uri: str) -> None:
        """Forget a text."""
        gone = self.found.pop(self.path(uri), [])
        self.publish({self.path(uri), *(one.path for one in gone)})

    def anew(self) -> None:
        """Read configurations and wordlists again, and lint every text that is open."""
        self.desks.forget()
        for uri in list(self.workspace.text_documents):
            self.lint(uri)

    def at(self, uri: str, wanted: lsp.Range) -> Sequence[tuple[Diagnostic, lsp.Diagnostic]]:
        """What is found in a text where a range touches it."""
        path, pages = self.path(uri), cache(self.page)
        pairs = [(one, shown(one, pages, self.uri)) for one in self.found.get(path, ()) if one.path == path]
        return [(one, said) for one, said in pairs if not (said.range.end < wanted.start or wanted.end < said.range.start)]

    def _blame(self, error: ConfigError | LexiconError) -> None:
        """Say once what is wrong with a configuration or a wordlist."""
        if isinstance(error, ConfigError):
            said = error.message.in_(self.lang)
        else:
            said = "\n".join(f"{one.file}:{one.line}:{one.column} {one.key}: {one.message.in_(self.lang)}" for one in error.problems)
        if said != self._told:
            self._told = said
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, f"listlint: {said}"))


def server(choose: Choose, lang: str) -> Editor:
    """The server, ready to be started; `choose` gives the options for the files of a folder."""
    made = Editor(choose, lang)

    @made.feature(lsp.INITIALIZED)
    def initialized(ls: Editor, params: lsp.InitializedParams) -> None:
        watched = [lsp.FileSystemWatcher(glob_pattern=pattern) for pattern in (f"**/{FILE}", "**/pyproject.toml", "**/*.{yaml,yml,json}")]
        options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers=watched)
        capability = ls.client_capabilities.workspace and ls.client_capabilities.workspace.did_change_watched_files
        if capability and capability.dynamic_registration:
            registration = lsp.Registration("listlint-files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            ls.client_register_capability(lsp.RegistrationParams([registration]))

    @made.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def did_open(ls: Editor, params: lsp.DidOpenTextDocumentParams) -> None:
        ls.lint(params.text_document.uri)

    @made.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(ls: Editor, params: lsp.DidChangeTextDocumentParams) -> None:
        uri, version = params.text_document.uri, params.text_document.version
        await asyncio.sleep(PAUSE)
        if uri in ls.workspace.text_documents and ls.workspace.text_documents[uri].version == version:
            ls.lint(uri)

    @made.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def did_save(ls: Editor, params: lsp.DidSaveTextDocumentParams) -> None:
        ls.lint(params.text_document.uri)

    @made.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(ls: Editor, params: lsp.DidCloseTextDocumentParams) -> None:
        ls.close(params.text_document.uri)

    @made.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(ls: Editor, params: lsp.DidChangeWatchedFilesParams) -> None:
        opened = {ls.path(uri) for uri in ls.workspace.text_documents}
        if any(ls.path(change.uri) not in opened or os.path.basename(ls.path(change.uri)) == FILE for change in params.changes):
            ls.anew()

    @made.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(ls: Editor, params: lsp.HoverParams) -> lsp.Hover | None:
        here = ls.at(params.text_document.uri, lsp.Range(params.position, params.position))
        if not here:
            return None
        ready = ls.desks.of(ls.path(params.text_document.uri))
        rules = dict.fromkeys(one.rule for one, _ in here)
        said = "\n\n---\n\n".join(
            explained(ready.rules[slug], ready.settings.lexicon, ready.settings.lang) for slug in rules if slug in ready.rules
        )
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, said), here[0][1].range)

    kinds = [lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.SourceFixAll]

    @made.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=kinds))
    def code_action(ls: Editor, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri = params.text_document.uri
        path = ls.path(uri)
        every = [one for one in ls.found.get(path, ()) if one.path == path]
        if not every:
            return []
        return offered(Open(path, uri, ls.page(path), ls.desks.of(path).settings), every, ls.at(uri, params.range))

    return made
