"""The chat on the screen: bubbles left and right on a terminal, plain lines when piped."""

from collections.abc import Iterable, Sequence

from rich.box import ROUNDED
from rich.cells import cell_len
from rich.padding import Padding
from rich.panel import Panel
from rich.style import Style
from rich.text import Text

from kauli.cli.chat.said import Said, buttons_of
from kauli.cli.screen import clean, on_terminal, out, say, width
from kauli.flow import Media, MediaItem, Payload, Reply

__all__ = ["lines_to_show", "show_answer", "show_message", "show_trace"]

_SHARE = 0.68
_NARROWEST = 24
_FRAME = 4
_PLAIN_NAME = 3


def show_message(text: str) -> None:
    """What the chatter says: on the right."""
    if on_terminal():
        bubble = _bubble([Text(clean(text))], "cyan")
        out.print(Padding(bubble, (0, 0, 0, width() - (bubble.width or 0))))
    else:
        _plain("you", [text])


def show_answer(said: Said, name: str) -> None:
    """What the bot says: on the left."""
    lines = lines_to_show(said.replies)
    if not lines:
        lines = [Text("(says nothing)", style="dim")]
    if on_terminal():
        out.print(_bubble(lines, "green", name))
    else:
        _plain("bot", [line.plain for line in lines])


def show_trace(said: Said) -> None:
    """Why the bot said that: intent, states, memory, events, deliveries."""
    for name, value in _trace(said):
        if on_terminal():
            line = Text.assemble((f"{name:<9}", "bold"), clean(value), style="dim")
            out.print(Padding(line, (0, 2)))
        else:
            say(f"# {name} {value}")


def lines_to_show(replies: Sequence[Reply]) -> list[Text]:
    """The replies as lines: texts as they are, media as links, buttons numbered."""
    lines: list[Text] = []
    for reply in replies:
        if isinstance(reply, Media):
            lines += [_medium(reply.kind.removesuffix("s"), item) for item in reply.items]
            continue
        texts = reply.text.split("\n") if isinstance(reply, Payload) else reply.lines
        lines += [Text(clean(line)) for text in texts for line in text.split("\n")]
    lines += [
        Text.assemble((f"[{number}] ", "bold cyan"), clean(button.title))
        for number, button in enumerate(buttons_of(replies), start=1)
    ]
    return lines


def _medium(kind: str, item: MediaItem) -> Text:
    link = clean(item.link)
    caption = f" ({clean(item.caption)})" if item.caption else ""
    return Text.assemble((f"[{kind}] ", "bold"), (link, Style(underline=True, link=link)), caption)


def _bubble(lines: list[Text], style: str, title: str = "") -> Panel:
    widest = max(cell_len(line.plain) for line in lines) + _FRAME
    limit = max(_NARROWEST, int(width() * _SHARE))
    return Panel(
        Text("\n").join(lines),
        box=ROUNDED,
        border_style=style,
        title=Text(clean(title), style="dim") if title else None,
        title_align="left",
        padding=(0, 1),
        width=min(limit, max(widest, cell_len(title) + _FRAME + 2)),
    )


def _plain(name: str, lines: list[str]) -> None:
    for number, line in enumerate(lines):
        say(f"{name if number == 0 else '':<{_PLAIN_NAME}}  {line}")


def _trace(said: Said) -> Iterable[tuple[str, str]]:
    if said.intent:
        yield "intent", f"{said.intent} {said.confidence or 0:.2f}"
    yield "state", f"{said.state}, awaits {said.next_state}"
    if said.memory:
        yield "memory", ", ".join(f"{name}={value!r}" for name, value in said.memory.items())
    if said.events:
        yield "events", ", ".join(_event(event) for event in said.events)
    if said.deliveries:
        yield "delivery", ", ".join(said.deliveries)


def _event(event: object) -> str:
    parts = dict(event) if isinstance(event, dict) else {}
    kind = parts.pop("kind", "")
    values = ", ".join(str(value) for value in parts.values())
    return f"{kind}({values})" if values else str(kind)
