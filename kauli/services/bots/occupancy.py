"""How many conversations are under way in which version."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from kauli.flow import END, Session
from kauli.storage import Database
from kauli.storage.queries.shown import list_sessions

__all__ = ["conversations_by_version"]

_AT_ONCE = 2_000
_decoder = msgspec.json.Decoder(Session)


async def conversations_by_version(database: Database, bot_id: int) -> Counter[str]:
    """Count a bot's conversations in which a flow is under way, by the version they are in.

    The others take up the published version with their next message. They are read some at a
    time, so that a bot with very many holds nobody up.
    """
    counted: Counter[str] = Counter()
    after, full = "", True
    while full:
        rows = await database.read(list_sessions, bot_id, after=after, limit=_AT_ONCE)
        counted.update(_under_way(rows))
        full = len(rows) == _AT_ONCE
        after = rows[-1][0] if rows else after
    return counted


def _under_way(rows: Iterable[tuple[str, str, str]]) -> Iterable[str]:
    for _, version_id, text in rows:
        session = _decoder.decode(text)
        if session.next_state != END or session.root:
            yield version_id
