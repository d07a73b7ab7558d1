"""Where the log goes: to standard error, in lines for people or (piped) as JSON."""

import logging
import sys
from collections.abc import Sequence
from typing import Literal

import structlog

from kauli.kit.errors import Invalid

__all__ = ["configure_logs"]

_LEVELS = ("debug", "info", "warning", "error")
_FOR_MACHINES = (structlog.processors.format_exc_info, structlog.processors.JSONRenderer())


def configure_logs(level: str, form: Literal["auto", "text", "json"] = "auto") -> None:
    """Send everything from ``level`` on to standard error.

    Args:
        level: the least that is told.
        form: lines for people, JSON for machines, or by where standard error leads.

    Raises:
        Invalid: there is no such level.
    """
    if level.casefold() not in _LEVELS:
        raise Invalid(f"KAULI_LOG_LEVEL is one of {', '.join(_LEVELS)}.", code="bad_setting")
    terminal = sys.stderr.isatty()
    human = terminal if form == "auto" else form == "text"
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *(_for_people(colours=terminal) if human else _FOR_MACHINES),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        logger_factory=_to_standard_error,
        cache_logger_on_first_use=False,
    )


def _for_people(*, colours: bool) -> Sequence[structlog.typing.Processor]:
    # The other ways to show a traceback show variables too: keys, messages.
    traceback = structlog.dev.plain_traceback
    return [structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=traceback)]


def _to_standard_error(*_: object) -> structlog.PrintLogger:
    return structlog.PrintLogger(sys.stderr)
