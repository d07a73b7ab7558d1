"""The headers that an endpoint's author adds to what is sent there: pure."""

import re
from collections.abc import Mapping

from kauli.kit import json
from kauli.kit.errors import Invalid, Problem

__all__ = ["MOST_BYTES", "MOST_HEADERS", "TAKEN", "header_names", "merged"]

MOST_HEADERS = 20
MOST_BYTES = 8_192
"""Of names and values, with the four bytes that each line has besides."""

TAKEN = frozenset(
    [
        "accept-encoding",
        "connection",
        "content-encoding",
        "content-length",
        "content-type",
        "expect",
        "host",
        "keep-alive",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
    ]
)
"""Names that the connection or the delivery itself needs, beside those that begin as ours do."""

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_LINE = 4
_SHOWN = 100
_MOST_CHANGES = 100
_MOST_SENTENCE = f"An endpoint has at most {MOST_HEADERS} headers of its own."
_OURS = ("webhook-", "kauli-")


def merged(stored: str, changes: Mapping[str, str | None]) -> str:
    """The headers with some of them changed.

    Args:
        stored: as they are, JSON text.
        changes: values by name, in whatever case; ``None`` takes a header away.

    Returns:
        JSON text, the names in lower case.

    Raises:
        Invalid: with a problem for each header that can't be.
    """
    if len(changes) > _MOST_CHANGES:
        raise Invalid(_MOST_SENTENCE, code="bad_headers")
    headers = json.loads(stored)
    problems: list[Problem] = []
    seen: set[str] = set()
    for given, value in changes.items():
        name = given.strip().lower()
        fault = _fault(name, value) or (f"{name} is there twice." if name in seen else "")
        seen.add(name)
        if fault:
            problems.append(Problem((given[:_SHOWN],), fault))
        elif value is None:
            headers.pop(name, None)
        else:
            headers[name] = value.strip()
    if not problems and (fault := _too_much(headers)):
        problems.append(Problem((), fault))
    if problems:
        raise Invalid(problems[0].message, code="bad_headers", problems=problems)
    return json.dumps(headers).decode()


def header_names(stored: str) -> list[str]:
    """The names alone; what they hold may be secret."""
    return list(json.loads(stored))


def _fault(name: str, value: str | None) -> str:
    """Why this can't be a header of an endpoint's own; "" if it can."""
    if not _NAME.fullmatch(name):
        return "The name of a header is letters, digits and hyphens, without spaces."
    if value is None:
        return ""
    if name == "authorization":
        return "Set the token instead; it goes out as Authorization."
    if name.startswith(_OURS) or name in TAKEN:
        return f"Kauli sets {name} itself; choose another name."
    if not (value.isascii() and value.isprintable()):
        return f"The value of {name} is plain ASCII without line breaks."
    return "" if value.strip() else f"The value of {name} is empty; null takes the header away."


def _too_much(headers: Mapping[str, str]) -> str:
    if len(headers) > MOST_HEADERS:
        return _MOST_SENTENCE
    size = sum(len(name) + len(value) + _LINE for name, value in headers.items())
    return f"The headers are {size:,} bytes; {MOST_BYTES:,} fit." if size > MOST_BYTES else ""
