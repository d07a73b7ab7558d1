"""What was counted, for people."""

from dataclasses import dataclass, field

__all__ = ["DayCount", "IntentCount", "StateCount", "StatisticsView"]


@dataclass(slots=True)
class DayCount:
    """A day.

    Attributes:
        day: such as ``2026-01-31``.
        conversations: in which something was said that day.
        began: whose first message came that day.
    """

    day: str
    conversations: int = 0
    began: int = 0
    messages: int = 0
    not_understood: int = 0


@dataclass(slots=True)
class IntentCount:
    """What people wanted, and what came of it.

    Attributes:
        times: how often it was recognised, or its button pressed.
        finished: how many flows that it had started reached their end.
        cancelled: how many were called off.
        left: how many were left for something else.
    """

    intent: str
    times: int = 0
    finished: int = 0
    cancelled: int = 0
    left: int = 0


@dataclass(slots=True)
class StateCount:
    """A state, and how conversations went on from it.

    ``entered`` is ``went_on`` and ``dropped`` and ``waiting`` together.

    Attributes:
        entered: how often it was.
        went_on: another state came next, or the flow's end.
        dropped: it was called off or left there, or nobody has answered for 24 hours.
        waiting: the answer may still come.
    """

    state: str
    entered: int = 0
    went_on: int = 0
    dropped: int = 0
    waiting: int = 0


@dataclass(slots=True)
class StatisticsView:
    """What went on in some time.

    Attributes:
        since: microseconds since the epoch.
        until: the same; no part of it.
        conversations: in which something was said.
        began: whose first message came in that time.
        finished: flows that reached their end.
        deliveries: that messages caused.
        complete: whether everything was counted.
        counted_from: from when on everything was.
    """

    since: int
    until: int
    counted_from: int
    zone: str = "UTC"
    complete: bool = True
    conversations: int = 0
    began: int = 0
    messages: int = 0
    not_understood: int = 0
    finished: int = 0
    deliveries: int = 0
    days: list[DayCount] = field(default_factory=list)
    intents: list[IntentCount] = field(default_factory=list)
    states: list[StateCount] = field(default_factory=list)

    @property
    def not_understood_share(self) -> float | None:
        """Of all messages, 0 to 1; ``None`` where there were none."""
        return self.not_understood / self.messages if self.messages else None
