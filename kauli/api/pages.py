"""The dashboard's files: small enough to be kept in memory, whole and compressed."""

import gzip
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from starlette.types import Send

from kauli.api.exchange import Header, Visit

__all__ = ["Pages"]

_SECTIONS = frozenset(
    ("", "new", "sign-in", "setup", "invitation", "account", "members", "keys", "bots")
)
"""First steps of the paths that the dashboard's own router leads on from."""

_POLICY = (
    "default-src 'self'; img-src 'self' data: https: http:; media-src https: http:; "
    # Components set their styles at run time; scripts come from this server's files only.
    "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_HEADERS: tuple[Header, ...] = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"vary", b"accept-encoding"),
)
_FOR_EVER: Header = (b"cache-control", b"public, max-age=31536000, immutable")
_ASK_AGAIN: Header = (b"cache-control", b"no-cache")
_SMALLEST_TO_COMPRESS = 1_000

_NOT_BUILT = b"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Kauli</title></head><body>
<h1>Kauli is running</h1><p>Its dashboard has not been built. In the checkout: <code>make
dashboard</code> (needs Node.js), then start the server again.</p>
<p><a href="/api/v1/docs">The API</a> works all the same.</p></body></html>"""


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    compressed: bytes | None
    kind: bytes
    etag: bytes
    caching: Header


class Pages:
    """Answers GET and HEAD for the dashboard's paths.

    Args:
        folder: where the built dashboard lies. Where there is none, its pages say how to build it.
    """

    def __init__(self, folder: Path) -> None:
        self._files = _read(folder)
        self._index = self._files.get("/index.html") or _file("/index.html", _NOT_BUILT)

    @property
    def built(self) -> bool:
        """Whether there is a dashboard to serve."""
        return bool(self._files)

    def find(self, visit: Visit) -> bool:
        """Whether a request is for the dashboard."""
        path: str = visit.scope["path"]
        if visit.scope["method"] not in ("GET", "HEAD"):
            return False
        return path in self._files or path.split("/", 2)[1] in _SECTIONS

    async def answer(self, visit: Visit, send: Send, extra: tuple[Header, ...]) -> int:
        """Answer a request that ``find`` took; returns the status."""
        file = self._files.get(visit.scope["path"], self._index)
        headers = [*_HEADERS, file.caching, (b"etag", file.etag), *extra]
        if visit.headers.get(b"if-none-match") == file.etag:
            await _send(send, 304, headers, b"")
            return 304
        content = file.content
        if file.compressed is not None and b"gzip" in visit.headers.get(b"accept-encoding", b""):
            content = file.compressed
            headers.append((b"content-encoding", b"gzip"))
        headers += [(b"content-type", file.kind), (b"content-length", b"%d" % len(content))]
        await _send(send, 200, headers, b"" if visit.scope["method"] == "HEAD" else content)
        return 200


def _read(folder: Path) -> Mapping[str, _File]:
    if not (folder / "index.html").is_file():
        return {}
    return {
        path: _file(path, found.read_bytes())
        for found in sorted(folder.rglob("*"))
        if found.is_file()
        for path in [f"/{found.relative_to(folder).as_posix()}"]
    }


def _file(path: str, content: bytes) -> _File:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    text = kind.startswith("text/") or kind in ("image/svg+xml", "application/json")
    if path.endswith(".js"):
        kind, text = "text/javascript", True
    return _File(
        content=content,
        compressed=gzip.compress(content, mtime=0)
        if text and len(content) > _SMALLEST_TO_COMPRESS
        else None,
        kind=(f"{kind}; charset=utf-8" if text else kind).encode(),
        etag=b'"%s"' % sha256(content).hexdigest()[:32].encode(),
        # Their names change with their content.
        caching=_FOR_EVER if path.startswith("/assets/") else _ASK_AGAIN,
    )


async def _send(send: Send, status: int, headers: list[Header], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
