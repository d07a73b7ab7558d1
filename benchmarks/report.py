"""The measurements as a document, for whoever compares runs."""

import os
import platform
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.figures import Figure, Section
from kauli import __version__

__all__ = ["write_report"]


def write_report(path: Path, sections: Sequence[Section], *, quick: bool) -> None:
    """Write every figure, and what it was measured on, as JSON."""
    document = {
        "kauli": __version__,
        "measured_at": int(time.time()),
        "quick": quick,
        "machine": {
            "processors": os.cpu_count(),
            "python": platform.python_version(),
            "system": platform.platform(),
        },
        "sections": [_section(section) for section in sections],
    }
    path.write_bytes(msgspec.json.format(msgspec.json.encode(document)) + b"\n")


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "columns": section.columns,
        "figures": [_figure(figure) for figure in section.figures],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    aim = figure.aim
    return {
        "name": figure.name,
        "unit": figure.unit,
        "kauli": figure.kauli,
        "bare": figure.bare,
        "ratio": figure.ratio,
        "aim": None if aim is None else {"words": aim.words, "holds": aim.holds},
    }
