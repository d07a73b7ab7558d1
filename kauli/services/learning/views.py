"""What was not understood, as people see it."""

from dataclasses import dataclass

from kauli.storage.queries.missed import Missed

__all__ = ["MissedView", "missed_view"]


@dataclass(frozen=True, slots=True)
class MissedView:
    """A wording that no intent was recognised in.

    Attributes:
        id: of the wording within its bot.
        times: how often it came.
        intent: the best guess, ``None`` if there was none.
        confidence: of the guess, 0 to 1; below the bot's threshold.
    """

    id: str
    text: str
    times: int
    intent: str | None
    confidence: float
    first_at: int
    last_at: int


def missed_view(row: Missed) -> MissedView:
    """A wording from its row."""
    return MissedView(
        id=row.fingerprint,
        text=row.text,
        times=row.times,
        intent=row.intent or None,
        confidence=row.confidence,
        first_at=row.first_at,
        last_at=row.last_at,
    )
