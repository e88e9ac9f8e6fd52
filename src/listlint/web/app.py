"""One page where a listing is written and checked, and the JSON API behind it, for this machine or a shop's own network.

POST /api/check   {"listing": {…}} in the contract's form, or {"name": "tee.yaml", "text": "…"}; "lang": zh or en
                  -> {"version": 1, "diagnostics": […], "summary": {…}} as `--output-format json` has it
GET /api/rules    the rules -> [{"code", "rule", "severity", "title"}, …]
GET /api/rules/S  one rule, by its slug or code, explained -> {"code", "rule", "severity", "title", "sections": [{"title", "lines"}]}

What cannot be answered is {"error": …} with status 400, 404, 405 or 413. Nothing that is sent is kept, and no file of this machine is
looked for, whatever a listing names.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from listlint import formats
from listlint.desk import Desk, desk
from listlint.explain import sections
from listlint.formats import xlsx
from listlint.linter import examine, order
from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Source, Text
from listlint.records.settings import Settings
from listlint.reports import Manner
from listlint.reports import json as report
from listlint.rules import rules
from listlint.runners.value import check_listing

BODY_LIMIT = 4 << 20
"""Bytes a request may have."""

PAGES = {"/": ("page.html", "text/html"), "/page.css": ("page.css", "text/css"), "/page.js": ("page.js", "text/javascript")}
_SAFE = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_LONG = Text(f"内容超过 {BODY_LIMIT >> 20} MiB，请改用 listlint check", f"over {BODY_LIMIT >> 20} MiB: use listlint check")
_ASKED = Text(
    '请发 JSON：{"listing": {…}}，或 {"name": "文件名", "text": "内容"}',
    'send JSON: {"listing": {…}}, or {"name": "a file\'s name", "text": "…"}',
)
_FORMAT = Text("这种文件要用 listlint check 读", "a file of this kind is read by listlint check")
_NO_RULE = Text("没有这条规则", "there is no such rule")


def app(settings: Settings, hosts: Sequence[str]) -> Starlette:
    """The application under these settings; it answers only to the host names of `hosts` ("*" for any), so that no other site's page can ask."""
    desks = {lang: desk(settings._replace(lang=lang, files=None, joined=None)) for lang in ("zh", "en")}

    async def check(request: Request) -> Response:
        asked = await _asked(request, settings.lang)
        lang = asked.get("lang", settings.lang)
        if not isinstance(lang, str) or lang not in desks:
            raise HTTPException(400, _ASKED.in_(settings.lang))
        found = await run_in_threadpool(_found, asked, desks[lang])
        return Response("\n".join(report.render(found, Manner(lang))), media_type="application/json", headers=_SAFE)

    async def table(request: Request) -> Response:
        known = rules(settings.lexicon).values()
        rows = [
            {"code": one.code, "rule": one.slug, "severity": one.severity, "title": one.title.in_(_lang(request, settings))}
            for one in known
        ]
        return JSONResponse(rows, headers=_SAFE)

    async def explained(request: Request) -> Response:
        lang, name, known = _lang(request, settings), request.path_params["rule"], rules(settings.lexicon)
        rule = known.get(name) or next((one for one in known.values() if one.code == name.upper()), None)
        if rule is None:
            raise HTTPException(404, _NO_RULE.in_(lang))
        said = [section._asdict() for section in sections(rule, settings.lexicon, lang)]
        head = {"code": rule.code, "rule": rule.slug, "severity": rule.severity, "title": rule.title.in_(lang)}
        return JSONResponse({**head, "sections": said}, headers=_SAFE)

    routes = [Route(path, _page(*page)) for path, page in PAGES.items()]
    routes += [
        Route("/api/check", check, methods=["POST"]),
        Route("/api/rules", table),
        Route("/api/rules/{rule}", explained),
    ]
    guard = Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    return Starlette(routes=routes, middleware=[guard], exception_handlers={HTTPException: _refused})


def _found(asked: Mapping[str, Any], ready: Desk) -> list[Diagnostic]:
    """The findings in the listing or the text that was sent. Raises HTTPException where neither was."""
    listing, name, text = asked.get("listing"), asked.get("name", "listing.yaml"), asked.get("text")
    if isinstance(listing, dict):
        return check_listing(listing, ready)
    if not isinstance(name, str) or not isinstance(text, str):
        raise HTTPException(400, _ASKED.in_(ready.settings.lang))
    name = os.path.basename(name)
    if name.lower().endswith(xlsx.SUFFIXES) or formats.reader(name) is None:
        raise HTTPException(400, _FORMAT.in_(ready.settings.lang))
    source = Source(name, text.encode("utf-8", "replace"))
    return sorted((one for one in examine(source, ready) if isinstance(one, Diagnostic)), key=order)


async def _asked(request: Request, lang: str) -> dict[str, Any]:
    """The mapping that was sent. Raises HTTPException."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            raise HTTPException(413, _LONG.in_(lang))
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, f"{_ASKED.in_(lang)} ({error})") from error
    if not isinstance(asked, dict):
        raise HTTPException(400, _ASKED.in_(lang))
    return asked


def _lang(request: Request, settings: Settings) -> str:
    lang = request.query_params.get("lang")
    return lang if lang in ("zh", "en") else settings.lang


def _page(name: str, kind: str) -> Any:
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        content = file.read()

    async def page(request: Request) -> Response:
        return Response(content, media_type=kind, headers=_SAFE)

    return page


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": error.detail}, error.status_code, headers={**_SAFE, **(error.headers or {})})
