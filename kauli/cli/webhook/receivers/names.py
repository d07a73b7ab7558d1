"""Names and texts of a flow, put into somebody's program: harmless, whatever they are."""

import keyword
import unicodedata
from collections.abc import Iterable, Mapping

__all__ = ["identifiers", "literal", "remark"]

_LONGEST = 60


def identifiers(names: Iterable[str]) -> dict[str, str]:
    """An identifier for each name, none twice, that both Python and JavaScript take.

    A name that is one already stays as it is.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        wanted = _identifier(name)
        given, number = wanted, 2
        while given in taken:
            given, number = f"{wanted}_{number}", number + 1
        taken.add(given)
        found[name] = given
    return found


def literal(text: str, escape: Mapping[bool, str]) -> str:
    r"""The text as a string in double quotes.

    Args:
        text: any text.
        escape: how to write a character that can't be seen, by whether it is beyond U+FFFF, such
            as ``\u{:04x}``.
    """
    return f'"{"".join(_quoted(char, escape) for char in text)}"'


def remark(text: str, longest: int = 200) -> str:
    """The text as a part of a comment: on one line, and unable to end the comment."""
    line = " ".join(text.split())
    seen = "".join(char if char.isprintable() else "?" for char in line)
    safe = seen.replace("\\", "/").replace('"""', "'''").replace("*/", "* /")
    return safe if len(safe) <= longest else f"{safe[: longest - 1]}…"


def _identifier(name: str) -> str:
    normal = unicodedata.normalize("NFKC", name)  # Python takes what is alike for the same
    kept = "".join(char if f"a{char}".isidentifier() else "_" for char in normal)
    short = kept[:_LONGEST].strip("_") or "field"  # __names are Python's own
    if not short.isidentifier():
        short = f"field_{short}"
    return f"{short}_" if keyword.iskeyword(short) else short


def _quoted(char: str, escape: Mapping[bool, str]) -> str:
    if char in '"\\':
        return f"\\{char}"
    return char if char.isprintable() else escape[ord(char) > 0xFFFF].format(ord(char))
