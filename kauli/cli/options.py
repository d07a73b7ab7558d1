"""The arguments and options that several commands share, so that they are the same in each."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["BotName", "DataDir"]

DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data-dir",
        metavar="DIR",
        show_default=False,
        help="Folder with Kauli's data. Without it KAULI_DATA_DIR, else ./kauli-data.",
    ),
]

BotName = Annotated[
    str,
    typer.Argument(metavar="BOT", show_default=False, help="The bot, by its name or its id."),
]
