"""Receivers written from a flow: the templates, and what fills them in."""

from kauli.cli.webhook.receivers.writing import (
    FRAMEWORKS,
    Framework,
    Receiver,
    installation,
    plain_path,
    start,
    write,
)

__all__ = [
    "FRAMEWORKS",
    "Framework",
    "Receiver",
    "installation",
    "plain_path",
    "start",
    "write",
]
