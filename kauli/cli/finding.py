"""Which bot is meant, of a workspace's bots."""

from collections.abc import Sequence
from difflib import get_close_matches

from kauli.kit.errors import Conflict, NotFound

__all__ = ["pick_bot"]


def pick_bot(bots: Sequence[tuple[int, str]], wanted: str) -> int:
    """The id of the bot that ``wanted`` names.

    Args:
        bots: id and name of each.
        wanted: an id or a name; a name may differ in upper and lower case.

    Raises:
        NotFound: there is none; says which names come near.
        Conflict: several bots have that name.
    """
    for same in (
        [id_ for id_, _ in bots if str(id_) == wanted],
        [id_ for id_, name in bots if name == wanted],
        [id_ for id_, name in bots if name.casefold() == wanted.strip().casefold()],
    ):
        if len(same) == 1:
            return same[0]
        if same:
            ids = ", ".join(str(id_) for id_ in same)
            raise Conflict(f"Several bots are called {wanted}; name one by its id: {ids}.")
    raise NotFound(f"There is no bot {wanted}. {_hint(bots, wanted)}", code="bot_not_found")


def _hint(bots: Sequence[tuple[int, str]], wanted: str) -> str:
    by_folded = {name.casefold(): name for _, name in bots}
    near = get_close_matches(wanted.casefold(), list(by_folded), n=3, cutoff=0.5)
    if near:
        return f"Did you mean {' or '.join(by_folded[name] for name in near)}?"
    if bots:
        return "`kauli bot list` shows all bots."
    return "There are no bots here yet; `kauli bot import FILE` brings one along."
