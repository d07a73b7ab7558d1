"""The demo on the screen: headings, the delivery, the text message, and how to go on."""

import shlex
from collections.abc import Iterable
from pathlib import Path

from rich.box import HEAVY, ROUNDED
from rich.console import Group
from rich.json import JSON
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from kauli.cli.demo.events import Delivery, TextMessage
from kauli.cli.demo.stage import Stage
from kauli.cli.screen import clean, on_terminal, out, program, say, say_command, show_fields, width

__all__ = ["heading", "show_delivery", "show_text", "show_way_on"]

_SHOWN = ("webhook-", "kauli-", "content-type", "authorization")


def heading(text: str) -> None:
    """A line across the screen that says what comes next."""
    say()
    if on_terminal():
        rule = Rule(Text(text, style="bold"), style="dim", align="left")
        out.print(rule, width=width())
        say()
    else:
        say(f"== {text}")


def show_delivery(delivery: Delivery, url: str, took_ms: float | None = None) -> None:
    """A request as the order desk got it: headers, body, and its verdict on the signature."""
    verdict = _verdict(delivery, took_ms)
    if not on_terminal():
        say(f"POST {url}/new-order")
        for name, value in _headers(delivery):
            say(f"{name}: {value}")
        say(delivery.body)
        say(verdict.plain)
        return
    headers = Table.grid(padding=(0, 2))
    headers.add_column(style="cyan", no_wrap=True)
    headers.add_column(overflow="fold")
    for name, value in _headers(delivery):
        headers.add_row(name, Text(clean(value)))
    out.print(
        Panel(
            Group(headers, Text(), JSON(delivery.body), Text(), verdict),
            title=Text(f" POST {url}/new-order ", style="bold"),
            title_align="left",
            box=HEAVY,
            border_style="green" if delivery.verified else "red",
            padding=(1, 2),
        ),
        width=width(),
    )


def show_text(message: TextMessage) -> None:
    """The text message to the person in charge."""
    if not on_terminal():
        say("Text message to the person in charge:")
        for line in message.text.splitlines():
            say(f"  {line}")
        return
    out.print(
        Padding(
            Panel(
                Text(clean(message.text)),
                title=Text(" Text message to the person in charge ", style="bold"),
                title_align="left",
                subtitle=Text(" printed; with Twilio's settings it is sent ", style="dim"),
                box=ROUNDED,
                border_style="yellow",
                padding=(0, 2),
                expand=False,
            ),
            (1, 0, 0, 0),
        )
    )


def show_way_on(stage: Stage, url: str, desk_url: str, data_dir: Path, *, kept: bool) -> None:
    """What to try next while the demo goes on serving."""
    show_fields(
        [
            ("dashboard", f"{url}/"),
            ("API", f"{url}/api/v1/docs"),
            ("order desk", desk_url),
            ("data", f"{data_dir}{'' if kept else ', removed at the end'}"),
        ]
    )
    english, swahili = (shlex.quote(name) for name in stage.names)
    _suggest(
        "Order one yourself, in another terminal:",
        f"export KAULI_KEY={stage.key}",
        f"{program()} chat {english} --url {url}",
    )
    _suggest(
        'Or in Swahili (begin with "nataka pizza"):', f"{program()} chat {swahili} --url {url}"
    )
    _suggest(
        "See every attempt:", f"{program()} deliveries --data-dir {shlex.quote(str(data_dir))}"
    )
    say()
    say("Orders show up here as they arrive. Ctrl-C ends the demo.", style="dim")


def _suggest(what: str, *commands: str) -> None:
    say()
    say(what)
    for command in commands:
        say_command(command)


def _headers(delivery: Delivery) -> Iterable[tuple[str, str]]:
    return sorted(
        (name, value) for name, value in delivery.headers.items() if name.startswith(_SHOWN)
    )


def _verdict(delivery: Delivery, took_ms: float | None) -> Text:
    if not delivery.verified:
        return Text(clean(f"HTTP {delivery.status}: {delivery.answer}"), style="bold red")
    took = "" if took_ms is None else f", {took_ms:.0f} ms after it was confirmed"
    return Text(f"Signature verified by the order desk{took}.", style="bold green")
