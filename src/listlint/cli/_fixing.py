"""What --fix and --diff do with what was found: files mended and written, or shown as they would be."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from listlint.baseline import Known, held_back, without
from listlint.cli._asked import Asked
from listlint.cli.known import Base
from listlint.fix.kinds import fixable
from listlint.fix.said import Refusal
from listlint.records.diagnostic import Allowed, Diagnostic, Outcome
from listlint.records.document import Source, Text
from listlint.written import write

if TYPE_CHECKING:
    from listlint.desk import Desk

Found = tuple[Diagnostic | Allowed, ...]

_STALE = Text("检查之后文件又变了，没有改；请再运行一次", "the file changed while it was checked, so it was left; run again")


class Fixed(NamedTuple):
    """What came of the fixes: how many were applied, which were refused, which files could not be written, and why.

    `found` is by path what was found in a file after its own fixes, where others do not count.
    `before` and `files` hold the bytes of every file that changes, as they were and as they are now; `outcomes` what is found now.
    """

    outcomes: list[Outcome]
    applied: int = 0
    refused: tuple[Refusal, ...] = ()
    failed: tuple[Text, ...] = ()
    before: Mapping[str, bytes] = {}
    files: Mapping[str, bytes] = {}
    found: Mapping[str, Found] = {}


class _Shop(NamedTuple):
    """What mending takes besides the outcomes: standard input, the baseline, the desk and the options."""

    given: Source | None
    base: Base | None
    ready: Desk
    run: Asked

    def read(self, path: str, files: Mapping[str, bytes]) -> bytes:
        """A file's content, the mended one where there is one. Raises OSError."""
        if path in files:
            return files[path]
        if self.given and self.given.path == path:
            return self.given.data
        with open(path, "rb") as file:
            return file.read()

    def lint(self, path: str, files: Mapping[str, bytes]) -> Found:
        """What is found in a file when files hold those bytes, known or not. Raises OSError."""
        from listlint.fix.relint import examined

        given = self.given and self.given.path == path
        ready = desk_of_input(self.ready, self.run) if given else self.ready
        return examined(Source(path, self.read(path, files)), files, ready)

    def held(self, outcome: Outcome, before: Mapping[str, bytes]) -> Counter[Known]:
        """What the baseline held back of an outcome, in files that held the bytes of `before`. Raises OSError."""
        return held_back(self.lint(outcome.path, before), outcome.found, self.base.folder) if self.base else Counter()

    def told(self, path: str, files: Mapping[str, bytes], held: Counter[Known]) -> Found:
        """What is found in a file when files hold those bytes, and not held back. Raises OSError."""
        found = self.lint(path, files)
        return tuple(without(found, held, self.base.folder)) if self.base else found


def fixed(found: Iterable[Outcome], given: Source | None, base: Base | None, ready: Desk, run: Asked) -> Fixed:
    """Mend the files of these outcomes, all of which are linted before the first is written; with --diff nothing is written.

    `given` is standard input, which is not written either. What the baseline knows is left as it is.
    """
    shop = _Shop(given, base, ready, run)
    done = Fixed(list(found))
    for outcome in done.outcomes:
        if any(fixable(one, run.unsafe_fixes) for one in outcome.found):
            try:
                done = _mended(outcome, done, shop)
            except OSError as error:
                done = done._replace(failed=(*done.failed, _failure(error.filename or outcome.path, error)))
    return done._replace(outcomes=[_now(outcome, done, shop) for outcome in done.outcomes])


def _mended(outcome: Outcome, done: Fixed, shop: _Shop) -> Fixed:
    """What came of the fixes so far and of those of one outcome's files."""
    from listlint.fix.rounds import mend

    path, alone = outcome.path, outcome.alone and outcome.path not in done.files
    held = shop.held(outcome, done.before)
    only = frozenset({path}) if shop.given and shop.given.path == path else None
    fresh = mend(
        path,
        outcome.found if alone else shop.told(path, done.files, held),
        lambda at: shop.read(at, done.files),
        lambda files: shop.told(path, {**done.files, **files}, held),
        shop.ready.settings,
        shop.run.unsafe_fixes,
        only,
    )
    before = {at: shop.read(at, done.files) for at in fresh.files}
    ours = () if shop.run.diff else [at for at in fresh.files if only is None]
    failed = {at: why for at in ours if (why := _written(at, before[at], fresh.files[at]))}
    kept = {at: data for at, data in fresh.files.items() if at not in failed}
    found = {at: told for at, told in done.found.items() if at not in kept}
    return done._replace(
        applied=done.applied + sum(one.path in kept for one in fresh.fixed),
        refused=(*done.refused, *fresh.refused),
        failed=(*done.failed, *failed.values()),
        before={**before, **done.before},
        files={**done.files, **kept},
        found={**found, path: tuple(fresh.found)} if alone and not failed else found,
    )


def _written(path: str, before: bytes, after: bytes) -> Text | None:
    """Write a file that still holds what was read; or why it was not."""
    try:
        with open(path, "rb") as file:
            if file.read() != before:
                return Text(f"{path}：{_STALE.zh}", f"{path}: {_STALE.en}")
        write(path, after)
    except OSError as error:
        return _failure(path, error)
    return None


def _failure(path: str, error: OSError) -> Text:
    reason = error.strerror or str(error)
    return Text(
        f"{path}：写不了（{reason}），没有改；检查文件是否只读", f"{path}: cannot be written ({reason}) and was left; is it read-only?"
    )


def _now(outcome: Outcome, done: Fixed, shop: _Shop) -> Outcome:
    """What is found in a file after the fixes, which may have touched a file that it names."""
    if outcome.path in done.found:
        return outcome._replace(found=done.found[outcome.path])
    if not done.files or (outcome.alone and outcome.path not in done.files):
        return outcome
    try:
        return outcome._replace(found=shop.told(outcome.path, done.files, shop.held(outcome, done.before)))
    except OSError:
        return outcome


def desk_of_input(ready: Desk, run: Asked) -> Desk:
    """The desk for standard input; what came from nowhere has no files beside it."""
    return ready if run.stdin_filename else ready._replace(settings=ready.settings._replace(files=None))


def shown(done: Fixed, ready: Desk) -> Iterator[str]:
    """The lines of --diff: what changes in each file, in the order of their paths."""
    from listlint.fix.readings import detail, reading_of
    from listlint.fix.shown import diff

    listings = {outcome.path for outcome in done.outcomes}
    for path in sorted(done.files):
        read = reading_of(path, path if path in listings else None, ready.settings) or detail(path, ready.settings)
        yield from diff(path, done.before[path], done.files[path], read)


def told(done: Fixed, lang: str, diff: bool) -> Iterator[str]:
    """What was fixed, and what was not and why, a line each."""
    files = len(done.files)
    if done.applied:
        zh = f"{'能改好' if diff else '改好'} {done.applied} 处，在 {files} 个文件里"
        en = f"{'would fix' if diff else 'fixed'} {done.applied} in {files} file{'' if files == 1 else 's'}"
        yield zh if lang == "zh" else en
    else:
        yield Text("没有能改的" if diff else "没有改动", "nothing to fix" if diff else "nothing was fixed").in_(lang)
    left, colon = ("没有改", "：") if lang == "zh" else ("not fixed:", ": ")
    yield from dict.fromkeys(
        f"{left} {one.path}:{one.place.shown} {one.code} “{one.text}”{colon}{why.in_(lang)}" for one, why in done.refused
    )
    yield from (f"listlint: {why.in_(lang)}" for why in done.failed)


def offered(safe: int, unsafe: int, run: Asked, lang: str) -> str:
    """What could be fixed of what is reported, in one line; "" where nothing could, or what could has been."""
    safe, unsafe = (0 if run.fix else safe), (0 if run.fix and run.unsafe_fixes else unsafe)
    if run.unsafe_fixes and not run.fix:
        safe, unsafe = safe + unsafe, 0
    flag = "--fix --unsafe-fixes" if run.unsafe_fixes else "--fix"
    if lang == "zh":
        first = f"{safe} 处可用 {flag} 改好" if safe else ""
        more = f"{'另有 ' if safe else ''}{unsafe} 处可用 --fix --unsafe-fixes 改，改完请人看过" if unsafe else ""
        return "，".join(part for part in (first, more) if part)
    first = f"{safe} fixable with {flag}" if safe else ""
    more = f"{unsafe}{' more' if safe else ''} with --fix --unsafe-fixes, to be looked at afterwards" if unsafe else ""
    return ", ".join(part for part in (first, more) if part)


def written_out(done: Fixed, given: Source) -> None:
    """Standard input, mended, on standard output."""
    sys.stdout.buffer.write(done.files.get(given.path, given.data))
    sys.stdout.buffer.flush()
