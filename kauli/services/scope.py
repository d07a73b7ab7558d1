"""What a principal may see: their workspace's bots, and nothing that tells of others."""

from kauli.kit.errors import NotFound
from kauli.services.principal import Principal
from kauli.storage.queries import bots
from kauli.storage.queries.bots import Bot
from kauli.storage.statements import Steps

__all__ = ["bot_of", "no_bot", "possible_id"]

_LARGEST_ID = 2**31 - 1


def bot_of(principal: Principal, bot_id: int) -> Steps[Bot]:
    """The principal's bot.

    Raises:
        NotFound: there is none of that id, or it is somebody else's.
    """
    possible_id(bot_id)
    bot = yield from bots.find_bot(principal.workspace_id, bot_id)
    if bot is None:
        raise no_bot(bot_id)
    return bot


def possible_id(bot_id: int) -> None:
    """Refuse numbers that no database would hand out.

    Raises:
        NotFound: as for any bot that is not there.
    """
    if not 0 < bot_id <= _LARGEST_ID:
        raise no_bot(bot_id)


def no_bot(bot_id: int) -> NotFound:
    """The error for a bot that is not there, or not the principal's."""
    return NotFound(f"There is no bot {bot_id}.", code="bot_not_found")
