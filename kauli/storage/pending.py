"""A write that waits for its commit, and whoever asked for it."""

import asyncio
from collections.abc import Callable
from typing import Any

from kauli.storage.statements import Steps, may_be_forgotten

__all__ = ["PendingWrite"]

_TRIES = 4


class PendingWrite:
    """A query with its arguments, and the future that its caller waits for."""

    __slots__ = ("_args", "_kwargs", "_query", "_tries", "future")

    def __init__(
        self,
        query: Callable[..., Steps[Any]],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        future: "asyncio.Future[Any]",
    ) -> None:
        self._query = query
        self._args = args
        self._kwargs = kwargs
        self._tries = _TRIES
        self.future = future

    def steps(self) -> Steps[Any]:
        """The query's steps, from the start."""
        return self._query(*self._args, **self._kwargs)

    @property
    def forgettable(self) -> bool:
        """Whether its commit need not wait for the disk."""
        return may_be_forgotten(self._query)

    def may_try_again(self) -> bool:
        """Whether another try is left; counts this one."""
        self._tries -= 1
        return self._tries > 0

    def succeed(self, result: Any) -> None:
        """Tell the caller, on the event loop; a caller who went away is not told."""
        if not self.future.done():
            self.future.set_result(result)

    def fail(self, error: BaseException) -> None:
        """Tell the caller, on the event loop, unless they know already."""
        if not self.future.done():
            self.future.set_exception(error)
