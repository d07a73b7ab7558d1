"""Parameters that are lists of texts, in each dialect's own way."""

from collections.abc import Callable, Iterable

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql import Executable

from kauli.kit import json
from kauli.storage.statements import POSTGRESQL, Prepared

__all__ = ["Among", "listed", "prepared"]

Among = Callable[[sa.ColumnElement[str], str], sa.ColumnElement[bool]]
"""Makes the condition that a column has one of the values of the named parameter."""


def _of_json(column: sa.ColumnElement[str], name: str) -> sa.ColumnElement[bool]:
    values = sa.func.json_each(sa.bindparam(name)).table_valued("value", name=name)
    return column.in_(sa.select(values.c.value))


def _of_array(column: sa.ColumnElement[str], name: str) -> sa.ColumnElement[bool]:
    return column == sa.func.any(sa.bindparam(name, type_=postgresql.ARRAY(sa.Text)))


def prepared(make: Callable[[Among], Executable]) -> Prepared:
    """A statement with parameters that are lists; see ``listed`` for their values."""
    return Prepared(sqlite=make(_of_json), postgresql=make(_of_array))


def listed(dialect: str, values: Iterable[str]) -> str | list[str]:
    """The value of a parameter that is a list; ``dialect`` is ``Database.dialect``."""
    found = list(values)
    return found if dialect == POSTGRESQL else json.dumps(found).decode()
