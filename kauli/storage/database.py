"""The door of storage: what every database of ours can do."""

from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar

from kauli.storage.signals import Signal
from kauli.storage.statements import Steps

__all__ = ["Database"]

T = TypeVar("T")
P = ParamSpec("P")


class Database(Protocol):
    """SQLite or PostgreSQL, behind one door.

    Queries are functions that return steps (see ``kauli.storage.statements``). They may be run
    more than once before one run is committed, so they change nothing but rows.

    Errors: ``kauli.kit.errors.Unavailable`` when the database can't be reached, is full or is
    locked for too long; whatever the steps raise comes out as it is, with nothing written.
    """

    dialect: str

    async def read(self, query: Callable[P, Steps[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query that changes nothing."""
        ...

    async def write(self, query: Callable[P, Steps[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query in one transaction; when this returns, it is on the disk.

        A query that is marked as ``forgettable`` may get there a moment later.
        """
        ...

    def signal(self, name: str) -> Signal:
        """Wake-ups between processes and tasks that share this database."""
        ...

    async def close(self) -> None:
        """Finish what is under way and let go of files and connections."""
        ...
