"""The options that both ways to try a receiver have."""

from typing import Annotated

import typer

__all__ = ["OpenHere"]

OpenHere = Annotated[
    bool,
    typer.Option(
        "--open", help="Let this machine's own addresses be called, this once (KAULI_OPEN)."
    ),
]
