"""Where the editor shows a bot's states: remembered, and no part of the flow."""

from collections.abc import Mapping
from typing import TypeAlias

from kauli.flow import Limits
from kauli.kit import json
from kauli.kit.clock import Clock
from kauli.kit.errors import Invalid
from kauli.services.principal import Principal
from kauli.services.roles import Role, require
from kauli.services.scope import bot_of
from kauli.storage import Database
from kauli.storage.queries import layouts
from kauli.storage.statements import Steps

__all__ = ["Layouts", "Place", "Positions"]

Place: TypeAlias = tuple[float, float]
Positions: TypeAlias = Mapping[str, Place]


class Layouts:
    """Where the states of a workspace's bots are shown; whoever moves one last has it there.

    Args:
        database: where that is kept.
        clock: the time.
        limits: a layout holds as many states as a flow may.
    """

    def __init__(self, database: Database, *, clock: Clock, limits: Limits) -> None:
        self._database = database
        self._clock = clock
        self._limits = limits

    async def get(self, principal: Principal, bot_id: int) -> Positions:
        """The positions of a bot's states, as far as anybody has moved them."""
        return await self._database.read(_get, principal, bot_id)

    async def put(self, principal: Principal, bot_id: int, positions: Positions) -> Positions:
        """Put positions in place of all that there were.

        Raises:
            NotFound: no such bot.
            Invalid: more than a flow has states.
        """
        require(principal, Role.EDITOR)
        return await self._database.write(
            _set, principal, bot_id, positions, self._limits.states, self._clock(), anew=True
        )

    async def move(
        self, principal: Principal, bot_id: int, moved: Mapping[str, Place | None]
    ) -> Positions:
        """Change the positions of some states, or forget them (``None``).

        Raises:
            NotFound: no such bot.
            Invalid: there would be more than a flow has states.
        """
        require(principal, Role.EDITOR)
        return await self._database.write(
            _set, principal, bot_id, moved, self._limits.states, self._clock(), anew=False
        )


def _get(principal: Principal, bot_id: int) -> Steps[Positions]:
    yield from bot_of(principal, bot_id)
    found: Positions = json.loads((yield from layouts.find_layout(bot_id)))
    return found


def _set(
    principal: Principal,
    bot_id: int,
    moved: Mapping[str, Place | None],
    most: int,
    now: int,
    *,
    anew: bool,
) -> Steps[Positions]:
    yield from bot_of(principal, bot_id)
    old = json.loads((yield from layouts.hold_layout(bot_id, now)))
    merged = {**({} if anew else old), **moved}
    positions = {state: place for state, place in merged.items() if place is not None}
    if len(positions) > most:
        raise Invalid(
            f"A layout holds at most {most:,} states; leave out those that are gone.",
            code="too_many_positions",
        )
    yield from layouts.set_layout(bot_id, json.dumps(positions).decode(), now)
    return positions
