"""Statements built once in SQLAlchemy Core and compiled once a dialect.

The hot path must not build SQL: a ``Prepared`` keeps, for each dialect, the finished text and
the order of its parameters, and goes to the bare driver. Queries are *steps*: generators that
yield bound statements and are sent what came back. One description serves both databases,
SQLite in its writer thread and PostgreSQL on the event loop, and never touches a socket itself.
"""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql import Executable
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

__all__ = [
    "POSTGRESQL",
    "SQLITE",
    "Bound",
    "Many",
    "Prepared",
    "Row",
    "Steps",
    "columns",
    "forgettable",
    "insert_into",
    "may_be_forgotten",
    "names_but",
    "one",
    "unnested",
]

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
Row = Sequence[Any]

Steps = Generator["Bound | Many", Any, T]
"""What a query function returns: it yields statements and is sent the rows of each
(``list[Row]``; for a statement without rows the number of rows it changed)."""

SQLITE = "sqlite"
POSTGRESQL = "postgresql"

_FORGETTABLE = "kauli_forgettable"

_DIALECTS = {
    SQLITE: SQLiteDialect_pysqlite(paramstyle="qmark"),
    POSTGRESQL: PGDialect_asyncpg(),  # type: ignore[no-untyped-call]  # it has no annotations
}


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement's finished text for one dialect, and its parameters in order."""

    sql: str
    names: tuple[str, ...]
    defaults: Mapping[str, Any]
    returns_rows: bool
    in_order: Callable[[Mapping[str, Any]], tuple[Any, ...]]

    def arguments(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """The parameters in the order of the text."""
        return self.in_order({**self.defaults, **values} if self.defaults else values)


class Prepared:
    """A statement ready for both databases.

    ``Prepared(statement)`` where the dialects agree; ``Prepared(sqlite=…, postgresql=…)`` where
    each has its own best way.
    """

    __slots__ = ("_compiled", "_statements")

    def __init__(
        self,
        statement: Executable | None = None,
        *,
        sqlite: Executable | None = None,
        postgresql: Executable | None = None,
    ) -> None:
        self._statements = {SQLITE: sqlite, POSTGRESQL: postgresql}
        for name, own in self._statements.items():
            self._statements[name] = own if own is not None else statement
        self._compiled: dict[str, Compiled] = {}

    def bind(self, **values: Any) -> "Bound":
        """The statement with its parameters, to be yielded from steps."""
        return Bound(self, values)

    def alone(self, **values: Any) -> "Bound":
        """Like ``bind``, where it is the only statement of its steps: saves two round trips."""
        return Bound(self, values, alone=True)

    def many(self, rows: Iterable[Mapping[str, Any]]) -> "Many":
        """The statement once for each row of parameters, to be yielded from steps."""
        return Many(self, list(rows))

    def compiled(self, dialect: str) -> Compiled:
        """The finished text for ``"sqlite"`` or ``"postgresql"``; built on first use."""
        found = self._compiled.get(dialect)
        if found is None:
            found = self._compiled[dialect] = _compile(self._statements[dialect], dialect)
        return found


class Bound(NamedTuple):
    """A prepared statement with its parameters.

    Attributes:
        alone: it is all that its steps run, so that it needs no transaction around it.
    """

    prepared: Prepared
    values: Mapping[str, Any]
    alone: bool = False


class Many(NamedTuple):
    """A prepared statement with many rows of parameters; nothing is sent back for it."""

    prepared: Prepared
    rows: Sequence[Mapping[str, Any]]


def _compile(statement: Executable | None, dialect: str) -> Compiled:
    if not isinstance(statement, ClauseElement):
        raise TypeError(f"no statement was given for {dialect}")
    compiled = statement.compile(dialect=_DIALECTS[dialect])
    if not isinstance(compiled, SQLCompiler):
        raise TypeError("only statements that read or write rows can be prepared")
    if "__[POSTCOMPILE" in str(compiled):
        raise TypeError("a list of changing length can't be prepared; use many() or a join")
    names = tuple(compiled.positiontup or ())
    defaults = {
        name: parameter.value
        for name, parameter in compiled.binds.items()
        if not parameter.required and name in names
    }
    returns = compiled.effective_returning if not statement.is_select else True
    return Compiled(str(compiled), names, defaults, bool(returns), _picker(names))


def _picker(names: tuple[str, ...]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: tuple(values[name] for name in names)


def columns(table: sa.Table, record: type[Any]) -> list[sa.Column[Any]]:
    """The columns of ``table`` that are named like the fields of a record, in their order."""
    return [table.c[name] for name in record.__match_args__]


def insert_into(table: sa.Table, *names: str) -> sa.Insert:
    """``INSERT`` with a required parameter for each named column (all, when none is named)."""
    chosen = names or tuple(column.name for column in table.c)
    return sa.insert(table).values({name: sa.bindparam(name) for name in chosen})


def unnested(name: str, **arrays: Any) -> Any:
    """PostgreSQL only: parameters that are lists, side by side as the columns of a table.

    Args:
        name: of the table.
        arrays: for each parameter, and column, the type of its elements.
    """
    parameters = [
        sa.bindparam(parameter, type_=postgresql.ARRAY(type_))
        for parameter, type_ in arrays.items()
    ]
    columns_of = [sa.column(parameter, type_) for parameter, type_ in arrays.items()]
    return sa.func.unnest(*parameters).table_valued(*columns_of, name=name).render_derived()


def names_but(table: sa.Table, *left_out: str) -> tuple[str, ...]:
    """The names of a table's columns, without some of them."""
    return tuple(column.name for column in table.c if column.name not in left_out)


def forgettable(query: F) -> F:
    """Mark a query whose rows may be lost if the database's machine dies in the next moment.

    It is still all or nothing, and seen by everybody once it is committed; only its way to the
    disk is not waited for (``synchronous_commit`` of PostgreSQL, ``synchronous`` of SQLite), but
    happens with the next commit that does wait. A crash of Kauli loses nothing.
    """
    setattr(query, _FORGETTABLE, True)
    return query


def may_be_forgotten(query: Callable[..., Any]) -> bool:
    """Whether a query is marked as ``forgettable``."""
    return getattr(query, _FORGETTABLE, False)


def one(rows: Sequence[Row]) -> Row | None:
    """The only row, or ``None``."""
    return rows[0] if rows else None
