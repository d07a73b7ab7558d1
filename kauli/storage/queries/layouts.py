"""Where the editor shows a bot's states; no part of the flow."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from kauli.storage.statements import Prepared, Steps, one
from kauli.storage.tables import layouts

__all__ = ["find_layout", "hold_layout", "set_layout"]


def _begin(insert: Any) -> Any:
    values = {"bot_id": sa.bindparam("bot"), "positions": "{}", "updated_at": sa.bindparam("now")}
    return insert(layouts).values(values).on_conflict_do_nothing()


_THIS = layouts.c.bot_id == sa.bindparam("bot")
_BEGIN = Prepared(sqlite=_begin(sqlite.insert), postgresql=_begin(postgresql.insert))
_FIND = sa.select(layouts.c.positions).where(_THIS)
_FOUND = Prepared(_FIND)
_HELD = Prepared(_FIND.with_for_update())
_SET = Prepared(
    sa.update(layouts)
    .where(_THIS)
    .values(positions=sa.bindparam("positions"), updated_at=sa.bindparam("now"))
)


def find_layout(bot_id: int) -> Steps[str]:
    """A bot's positions as JSON text."""
    row = one((yield _FOUND.bind(bot=bot_id)))
    return row[0] if row else "{}"


def hold_layout(bot_id: int, now: int) -> Steps[str]:
    """``find_layout``, and nobody else may change it until this transaction is over."""
    yield _BEGIN.bind(bot=bot_id, now=now)
    rows = yield _HELD.bind(bot=bot_id)
    return str(rows[0][0])


def set_layout(bot_id: int, positions: str, now: int) -> Steps[None]:
    """Set the positions of a layout that is held."""
    yield _SET.bind(bot=bot_id, positions=positions, now=now)
