"""JSON, in one place: fast, strict UTF-8, and with errors a person can read."""

from typing import Any

import msgspec

from kauli.kit.errors import Invalid

__all__ = ["dumps", "loads", "parse_body"]

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder()


def dumps(value: object) -> bytes:
    """Compact UTF-8 JSON; the keys keep their order."""
    return _encoder.encode(value)


def loads(data: bytes | str) -> Any:
    """Decode JSON that we wrote ourselves (a stored document, a memory)."""
    return _decoder.decode(data)


def parse_body(data: bytes) -> Any:
    """Decode JSON that somebody sent.

    Raises:
        Invalid: it is not JSON, not UTF-8, or nested deeper than the parser goes.
    """
    try:
        return _decoder.decode(data)
    except RecursionError:
        raise Invalid(
            "The JSON is nested too deep; a flow needs no more than a few levels.",
            code="json_too_deep",
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Invalid(f"The body is not JSON: {error}.", code="not_json") from None
