"""Security: who may ask the dashboard, and what a browser may do with its answers.

The contacts of a person are on these pages, and anything that runs on the machine, in any browser tab,
can reach a local port. So a request has to name a local host (else DNS rebinding reads the contacts), a
POST has to come from the page itself, and, where there is a token, the browser must have shown it.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from flask import Response, redirect, request

if TYPE_CHECKING:
    from collections.abc import Sequence

    import dash

__all__ = ["HOST", "protect"]

HOST: Final = "127.0.0.1"
TRUSTED_HOSTS: Final = ["127.0.0.1", "localhost"]
LARGEST_REQUEST_BYTES: Final = 1_000_000
READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
STILL: Final = ("/assets/", "/_dash-component-suites/")
NOTEBOOKS: Final = "'self' http://127.0.0.1:* http://localhost:*"

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

SHUT: Final = """<!doctype html><html lang="en"><meta charset="utf-8"><title>netgraph: closed</title>
<body style="font: 18px/1.5 system-ui, sans-serif; max-width: 34em; margin: 15vh auto; padding: 0 1em">
<h1 style="font-size: 1.4em">This dashboard is private</h1>
<p>Open it with the whole address that the terminal printed, the part after <code>?token=</code> included.</p>
<p>You came from there just now? <a href="/">Go on to the dashboard</a>.</p>"""


def protect(app: dash.Dash, *, token: str | None) -> None:
    """Guard every route of `app` and set the headers of every answer; call it after all callbacks.

    400 for a foreign Host, 403 for a POST from elsewhere. With a `token`, 403 without it: `?token=` on
    any page becomes a cookie that scripts and other sites cannot use, and leaves the address bar.
    """
    server = app.server
    server.config["TRUSTED_HOSTS"] = TRUSTED_HOSTS
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST_BYTES
    policy = _content_policy(app.csp_hashes(), framed_by=NOTEBOOKS if token is None else "'none'")

    @server.before_request  # type: ignore[untyped-decorator]
    def guard() -> Response | None:
        host = request.host  # raises 400 itself when it is not one of ours
        if request.method not in READING and not _from_our_page(host):
            return Response("This request comes from another page.", 403, mimetype="text/plain")
        return None if token is None else _check(token)

    @server.after_request  # type: ignore[untyped-decorator]
    def say(response: Response) -> Response:
        response.headers.update(HEADERS)
        response.headers["Content-Security-Policy"] = policy
        if not request.path.startswith(STILL):
            response.headers["Cache-Control"] = "no-store"
        return response


def _content_policy(script_hashes: Sequence[str], *, framed_by: str) -> str:
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self'", *script_hashes]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            f"frame-ancestors {framed_by}",
        ]
    )


def _from_our_page(host: str) -> bool:
    """Whether the browser says that the page asking is ours; other programs say nothing at all."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site != "same-origin":
        return False
    return origin is None or origin == f"http://{host}"


def _check(token: str) -> Response | None:
    """Nothing when the browser holds the token; a redirect that gives it the cookie; else 403."""
    cookie = f"netgraph-{hashlib.sha256(token.encode()).hexdigest()[:8]}"  # ports share cookies
    if _same(request.args.get("token"), token) and request.method == "GET":
        answer = redirect(_without_token())
        answer.set_cookie(cookie, token, httponly=True, samesite="Strict")
        return answer  # type: ignore[return-value]
    if _same(request.cookies.get(cookie), token):
        return None
    return Response(SHUT, 403, mimetype="text/html")


def _without_token() -> str:
    """The address asked for, less the token; always on this server."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "token"]
    path = quote("/" + request.path.lstrip("/\\"))
    return f"{path}?{urlencode(kept)}" if kept else path


def _same(given: str | None, token: str) -> bool:
    return given is not None and hmac.compare_digest(given.encode(), token.encode())
