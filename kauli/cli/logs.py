"""Where the log goes: to standard error, in lines for people or (piped) as JSON."""

import logging
import sys

import structlog

from kauli.kit.errors import Invalid

__all__ = ["configure_logs"]

_LEVELS = ("debug", "info", "warning", "error")
_FOR_PEOPLE = structlog.dev.ConsoleRenderer(
    exception_formatter=structlog.dev.plain_traceback  # the others show variables: keys, messages
)


def configure_logs(level: str) -> None:
    """Send everything from ``level`` on to standard error.

    Raises:
        Invalid: there is no such level.
    """
    if level.casefold() not in _LEVELS:
        raise Invalid(f"KAULI_LOG_LEVEL is one of {', '.join(_LEVELS)}.", code="bad_setting")
    human = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _FOR_PEOPLE if human else structlog.processors.format_exc_info,
            *([] if human else [structlog.processors.JSONRenderer()]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        logger_factory=_to_standard_error,
        cache_logger_on_first_use=False,
    )


def _to_standard_error(*_: object) -> structlog.PrintLogger:
    return structlog.PrintLogger(sys.stderr)
