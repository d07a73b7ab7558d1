"""Refuses a document that is too deep or too large before anything walks through it."""

from collections.abc import Mapping

from kauli.flow.limits import Limits
from kauli.kit.errors import Invalid, Problem

__all__ = ["check_bounds", "refuse"]


def check_bounds(where: str, value: object, limits: Limits) -> None:
    """Measure a document without recursion; lists that contain themselves count as too deep.

    Args:
        where: what is measured, ``flows`` or ``intents``.
        value: the document.
        limits: the bounds to keep.

    Raises:
        Invalid: it is nested deeper than ``nesting``, or has more values than ``nodes``.
    """
    level: list[object] = [value]
    nodes = 0
    for _depth in range(limits.nesting + 1):
        nodes += len(level)
        if nodes > limits.nodes:
            raise refuse(
                "document_too_large",
                where,
                f"The {where} hold more than {limits.nodes:,} values; split the bot in two.",
            )
        level = [child for parent in level for child in _children(parent)]
        if not level:
            return
    raise refuse(
        "document_too_deep",
        where,
        f"The {where} are nested deeper than {limits.nesting} levels; "
        "lists and maps of a bot need only a few.",
    )


def refuse(code: str, where: str, message: str) -> Invalid:
    """An error with one problem."""
    return Invalid(message, code=code, problems=[Problem((where,), message, code)])


def _children(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return list(value.values())
    if isinstance(value, (list, tuple)):
        return list(value)
    return []
