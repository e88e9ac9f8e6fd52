"""The texts that an editor holds open: what is found in each, told at its place, and forgotten when it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer

from listlint import __version__
from listlint.config import ConfigError
from listlint.editor.desks import Choose, Desks
from listlint.editor.page import Page, page
from listlint.editor.shown import shown
from listlint.formats.source.decode import decode
from listlint.lexicon.form import LexiconError
from listlint.records.diagnostic import Diagnostic


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
