"""Replies as people write them down: the lines, and what else is shown in brackets.

A button is ``[Its title]``, a picture ``(image) https://…``, with its caption behind it.
"""

from collections.abc import Iterable, Iterator

from kauli.flow import Buttons, Media, Reply, Text
from kauli.flow.middleware import offered_buttons

__all__ = ["readable", "same_replies"]

_MOST_BUTTONS = 100


def readable(replies: Iterable[Reply]) -> tuple[tuple[str, ...], ...]:
    """A list of lines for each reply."""
    return tuple([tuple(_lines(reply)) for reply in replies])


def same_replies(one: Iterable[Iterable[str]], other: Iterable[Iterable[str]]) -> bool:
    """Whether two are the same to a reader: blanks around a line don't count."""
    return _bare(one) == _bare(other)


def _bare(replies: Iterable[Iterable[str]]) -> list[list[str]]:
    return [[line.strip() for line in lines] for lines in replies]


def _lines(reply: Reply) -> Iterator[str]:
    match reply:
        case Text():
            yield from reply.lines
        case Buttons():
            yield from reply.lines
            yield from (f"[{button.title}]" for button in reply.buttons)
        case Media():
            for item in reply.items:
                caption = f" {item.caption}" if item.caption else ""
                yield f"({reply.kind.removesuffix('s')}) {item.link}{caption}"
        case _:
            yield from reply.text.split("\n")
            yield from (f"[{one.title}]" for one in offered_buttons((reply,), _MOST_BUTTONS))
