"""Which deliveries somebody asks for, and where to look for them."""

from dataclasses import dataclass

from kauli.kit.errors import Invalid, NotFound
from kauli.kit.ids import first_id
from kauli.services.deliveries.views import STATUSES
from kauli.services.principal import Principal
from kauli.services.scope import bot_of
from kauli.storage.queries.conversations import find_conversation
from kauli.storage.queries.finding import LAST, Which, list_endpoint_ids
from kauli.storage.statements import Steps

__all__ = ["ALL", "Wanted", "check_statuses", "which_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody asks for; what is not given narrows nothing.

    Attributes:
        chat_id: of the conversation with this chatter; goes with ``bot_id``.
        statuses: one of them.
        trigger: an intent or a state, perhaps among others that triggered it too.
        since: made then or later, in microseconds since the epoch (and to the millisecond).
        until: made before then.
    """

    bot_id: int | None = None
    endpoint_id: str | None = None
    conversation_id: str | None = None
    chat_id: str | None = None
    statuses: tuple[str, ...] = ()
    trigger: str | None = None
    since: int | None = None
    until: int | None = None


ALL = Wanted()
"""Every delivery of the workspace."""


def check_statuses(wanted: Wanted, possible: tuple[str, ...] = STATUSES) -> None:
    """Refuse a status that there isn't, or for which something can't be done.

    Raises:
        Invalid: names those that are possible.
    """
    if not set(wanted.statuses) <= set(possible):
        raise Invalid(f"A status here is one of {', '.join(possible)}.", code="bad_status")


def which_of(principal: Principal, wanted: Wanted, *, living: bool = False) -> Steps[Which | None]:
    """Where to look for what is wanted; ``None`` when there can't be any.

    Args:
        principal: who asks.
        wanted: what for.
        living: leave out what would go to endpoints that were removed.

    Raises:
        NotFound: the workspace has no such bot, or no such endpoint.
        Invalid: a chatter without a bot.
    """
    workspace = principal.workspace_id
    if wanted.bot_id is not None:
        yield from bot_of(principal, wanted.bot_id)
    conversation_id = yield from _conversation(wanted)
    if conversation_id == "":
        return None
    endpoints: frozenset[str] | None = None
    named = wanted.bot_id is not None or wanted.endpoint_id is not None
    if named or living or (wanted.statuses and conversation_id is None):
        ids = yield from list_endpoint_ids(
            workspace, bot_id=wanted.bot_id, endpoint_id=wanted.endpoint_id, living=living
        )
        if wanted.endpoint_id is not None and not ids:
            raise NotFound(f"There is no endpoint {wanted.endpoint_id}.", code="endpoint_not_found")
        endpoints = frozenset(ids)
    return Which(
        workspace_id=workspace,
        endpoints=endpoints,
        conversation_id=conversation_id,
        statuses=tuple(dict.fromkeys(wanted.statuses)),
        trigger=wanted.trigger,
        since="" if wanted.since is None else first_id("dlv", wanted.since),
        until=LAST if wanted.until is None else first_id("dlv", wanted.until),
    )


def _conversation(wanted: Wanted) -> Steps[str | None]:
    """The id of the conversation, ``None`` if none was named, "" if there is none."""
    if wanted.chat_id is None:
        return wanted.conversation_id
    if wanted.bot_id is None:
        raise Invalid(
            "A chat id names a conversation only together with its bot: name that too.",
            code="bot_missing",
        )
    found = yield from find_conversation(wanted.bot_id, wanted.chat_id)
    if found is None or wanted.conversation_id not in (None, found.id):
        return ""
    return found.id
