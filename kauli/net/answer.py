"""What a called server answered, as far as it was read."""

import zlib
from collections.abc import Mapping

import msgspec

from kauli.net.failure import SendFailure

__all__ = ["Answer"]

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_RAW_DEFLATE = -zlib.MAX_WBITS
_PLAIN = frozenset(["", "identity"])
_DEFLATED = frozenset(["gzip", "x-gzip", "deflate"])


class Answer(msgspec.Struct, frozen=True, gc=False):
    """An answer with its body as it came over the wire, cut at the caller's cap.

    Attributes:
        status: the HTTP status.
        headers: by name, whatever their case; a repeated name is listed by ``items()``.
        body: the bytes received, still compressed if ``Content-Encoding`` says so.
        truncated: there was more than the cap allows.
        elapsed_ms: from the call to the last byte that was read.
        address: the address that answered.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    truncated: bool
    elapsed_ms: int
    address: str

    def content(self, limit: int) -> bytes:
        """The body, decompressed where needed, at most ``limit`` bytes of it.

        Raises:
            SendFailure: kind ``encoding``: unknown or broken compression.
        """
        coding = self.headers.get("Content-Encoding", "").strip().lower()
        if coding in _PLAIN:
            return self.body[:limit]
        if coding not in _DEFLATED:
            raise SendFailure("encoding", f"The answer is compressed as {coding[:40]!r}.")
        try:
            return _inflate(self.body, limit, _GZIP_OR_ZLIB)
        except zlib.error:
            pass
        try:  # some servers call a bare deflate stream "deflate", as RFC 9110 12.5.3 notes
            return _inflate(self.body, limit, _RAW_DEFLATE)
        except zlib.error:
            raise SendFailure("encoding", "The answer's compression is broken.") from None


def _inflate(data: bytes, limit: int, window: int) -> bytes:
    """At most ``limit`` bytes, however much more the data would unfold to."""
    return zlib.decompressobj(wbits=window).decompress(data, limit)
