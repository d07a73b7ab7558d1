"""What the demo sets up before the curtain rises: both bots, their secrets, a key."""

from dataclasses import dataclass
from pathlib import Path

from kauli.cli.examples import example
from kauli.flow import BotDocument, read_documents
from kauli.services import Principal, Services

__all__ = ["Stage", "set_up"]

_BOTS = ("pizza_bot.yaml", "pizza_bot_sw.yaml")
_DESK_IN_FILES = "http://127.0.0.1:5000"


@dataclass(frozen=True, slots=True)
class Stage:
    """What the demo plays with.

    Attributes:
        key: an API key.
        names: the bots: the English one, then the Swahili one.
        secrets: their signing secrets.
    """

    key: str
    names: list[str]
    secrets: list[str]


async def set_up(services: Services, desk_url: str) -> Stage:
    """Import both bots (bots of an earlier demo are brought up to date) and make a key."""
    principal = await services.accounts.ensure_owner()
    there = {bot.name: bot.id for bot in await services.bots.list(principal)}
    names, secrets = [], []
    for file in _BOTS:
        document = _document(example("pizza_bot") / file, desk_url)
        bot = await services.bots.import_document(
            principal, document, bot_id=there.get(document.name or "")
        )
        names.append(bot.name)
        secrets.append(await services.endpoints.secret(principal, bot.id))
    return Stage(await _key(services, principal), names, secrets)


def _document(path: Path, desk_url: str) -> BotDocument:
    """The bot, with the order desk where it really listens: the picture and the webhook."""
    return read_documents(path.read_text(encoding="utf-8").replace(_DESK_IN_FILES, desk_url))


async def _key(services: Services, principal: Principal) -> str:
    _, key = await services.accounts.create_key(principal, "Demo")
    return key
