"""What a worker sees of the endpoints: looked up, or while there is much to do, remembered."""

from collections.abc import Sequence

from kauli.kit.clock import MILLISECOND
from kauli.storage import Database
from kauli.storage.queries.deliveries import Waiting, waiting_endpoints

__all__ = ["Sight"]

_GOOD_FOR = 20 * MILLISECOND
_CLAIMS = 4


class Sight:
    """The endpoints with something undelivered.

    A look takes as long as a claim. Where the last claim left something due, the next one does
    without a look: what is seen may be some milliseconds old.

    Args:
        database: where deliveries are.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: Sequence[Waiting] = ()
        self._seen_at = 0
        self._claims = 0

    async def look(self, now: int) -> tuple[Sequence[Waiting], bool]:
        """The endpoints, and whether they were looked up just now.

        Args:
            now: microseconds since the epoch.
        """
        if self._claims and 0 <= now - self._seen_at < _GOOD_FOR:
            return self._seen, False
        self._seen = await self._database.read(waiting_endpoints)
        self._seen_at = now
        self._claims = 0
        return self._seen, True

    def claimed(self, *, looked_up: bool, more: bool) -> None:
        """A claim was made by what was seen.

        Args:
            looked_up: for this claim.
            more: something may be left that is due, and nothing of it is counted out.
        """
        if not more:
            self._claims = 0
        elif looked_up:
            self._claims = _CLAIMS
        else:
            self._claims -= 1
