"""Faults of what was sent, gathered so that they can be told all at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from kauli.kit.errors import Invalid, Problem

__all__ = ["Faults"]


class Faults:
    """Gathers what is wrong, field by field.

    Args:
        prefix: of the fields' names where they were sent.
    """

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix
        self._problems: list[Problem] = []

    @contextmanager
    def of(self, field: str) -> Iterator[None]:
        """Take what the block refuses as a fault of this field."""
        where = ("body", f"{self._prefix}{field}")
        try:
            yield
        except Invalid as error:
            within = error.problems or (Problem((), error.message),)
            self._problems += [Problem((*where, *one.where), one.message) for one in within]

    def check(self) -> None:
        """Refuse, if there was a fault.

        Raises:
            Invalid: ``bad_`` and the field's name where there is one fault, else ``invalid``.
        """
        if not self._problems:
            return
        if len(self._problems) == 1:
            (only,) = self._problems
            raise Invalid(only.message, code=f"bad_{only.where[1]}", problems=self._problems)
        raise Invalid(
            f"{len(self._problems)} settings can't be as they are; see each.",
            code="invalid",
            problems=self._problems,
        )
