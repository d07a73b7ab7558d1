"""``kauli bot payload``: what a bot's webhooks carry."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

import msgspec
import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from kauli.cli.local import Home, at_home
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import clean, note, on_terminal, out, say, show_table
from kauli.flow.payload import CHAT_ID, Field
from kauli.kit import json
from kauli.kit.errors import Invalid
from kauli.services.bots import PayloadView

__all__ = ["payload"]

_WHEN = {
    "intent": "at the end of its flow",
    "state": "when it is entered",
    "choice": "when it is made",
}
_CHAT = Field(CHAT_ID, True, (), "255700000001", "Whose conversation it is.")


def payload(
    bot: BotName,
    *,
    trigger: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="An intent or a state. Without it all that the bot's webhooks have.",
        ),
    ] = None,
    shape: Annotated[
        Literal["flat", "envelope"] | None,
        typer.Option(help="Of the body. Without it the shape that the webhook has."),
    ] = None,
    schema: Annotated[bool, typer.Option("--schema", help="The JSON Schema of the body.")] = False,
    example: Annotated[bool, typer.Option("--example", help="A body that fits it.")] = False,
    draft: Annotated[
        bool, typer.Option("--draft", help="Of the draft instead of the published version.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Tell what a bot's webhooks carry, derived from its flow.

    A table of the fields; or as JSON, one after the other, their schema (2020-12) or an example.
    """
    if schema and example:
        raise Invalid("One at a time: --schema or --example.", code="schema_or_example")

    async def find(home: Home) -> Sequence[PayloadView]:
        bot_id = await home.bot_id(bot)
        return await home.services.bots.payloads(
            home.principal, bot_id, trigger=trigger, shape=shape, draft=draft
        )

    found = at_home(data_dir, find)
    if not found:
        note(
            "Nothing triggers its webhooks yet. `kauli webhook set BOT --trigger NAME` does, and "
            "--trigger here shows what it would send."
        )
    for number, view in enumerate(found):
        if schema or example:
            _show_json(view.schema if schema else view.example)
        elif view.payload.kind == "never":
            say(f"{view.trigger}: nothing in the flow fires it.")
        else:
            _show_fields(view, first=not number)


def _show_json(value: dict[str, Any]) -> None:
    text = msgspec.json.format(json.dumps(value), indent=2).decode()
    if on_terminal():
        out.print(Text(clean(text)), soft_wrap=True)  # to be copied: no line breaks of our own
    else:
        out.file.write(f"{text}\n")


def _show_fields(view: PayloadView, *, first: bool) -> None:
    if not first:
        say()
    say(f"{view.trigger}, {_WHEN[view.payload.kind]}, {view.shape}:")
    fields = [_CHAT, *view.payload.fields]
    if not on_terminal():
        show_table(("field", "always", "values", "example", "what"), map(_row, fields))
        return
    table = Table("field", "always", "what", box=SIMPLE_HEAD, pad_edge=False)
    table.columns[0].no_wrap = True
    for one in fields:
        what = Text.assemble(clean(one.description), "\n", (clean(f"such as {one.example}"), "dim"))
        table.add_row(Text(clean(one.name)), "yes" if one.required else "no", what)
    out.print(table)


def _row(field: Field) -> tuple[str, str, str, str, str]:
    always = "yes" if field.required else "no"
    return field.name, always, ", ".join(field.choices), field.example, field.description
