"""Counting what turns tell: a fold over them that keeps no more than its result.

How a state was left is told by the turns behind it, so those after the end of the time that is
asked for are looked at too, but not counted.
"""

import msgspec

from kauli.flow import END
from kauli.kit.spans import DAY
from kauli.runner import unpack
from kauli.services.statistics.days import Days
from kauli.services.statistics.views import DayCount, IntentCount, StateCount, StatisticsView
from kauli.storage.queries.turn_log import Told

__all__ = ["Counting"]

_LONGEST_PAUSE = DAY
_STAYS = frozenset({"answer_rejected", "choice_rejected", "not_understood"})


class _Happened(msgspec.Struct, gc=False):
    kind: str
    intent: str = ""
    state: str = ""
    root: str = ""


class _Trace(msgspec.Struct):
    state: str = END
    next_state: str = END
    events: list[_Happened] = []
    deliveries: list[str] = []


_trace = msgspec.json.Decoder(_Trace).decode


class Counting:
    """Is told of turns, those of a conversation in a row and in their order.

    Args:
        days: that ``since`` to ``until`` touches.
        since: turns before are of no interest, in microseconds since the epoch.
        until: turns then or later are not counted.
        now: when it is.
    """

    def __init__(self, days: Days, since: int, until: int, now: int) -> None:
        self._days = days
        self._since = since
        self._until = until
        self._now = now
        self._result = StatisticsView(since, until, since)
        self._result.days = [DayCount(day.isoformat()) for day in days.dates]
        self._intents: dict[str, IntentCount] = {}
        self._states: dict[str, StateCount] = {}
        # The conversation that is being told.
        self._told: Told | None = None
        self._day = -1
        self._at: StateCount | None = None
        self._may_be_over = False

    def add(self, told: Told) -> None:
        """Count a turn."""
        if self._told is None or told.conversation_id != self._told.conversation_id:
            self.end_conversation()
        if told.received_at < self._since:
            return
        self._told = told
        trace = _trace(told.trace)
        counts = told.received_at < self._until
        if counts:
            self._count(told, trace)
        for event in trace.events:
            if counts:
                self._count_flow(event)
            self._follow(event, counts)
        self._arrive(trace, counts)

    def end_conversation(self) -> None:
        """Nothing more comes of the conversation that was told."""
        if self._at is not None and self._told is not None:
            session = self._told.session
            if self._may_be_over and session is not None and not unpack(session).root:
                self._at.went_on += 1
            elif self._now - self._told.received_at > _LONGEST_PAUSE:
                self._at.dropped += 1
            else:
                self._at.waiting += 1
        self._told, self._day, self._at = None, -1, None

    def result(self) -> StatisticsView:
        """What was counted; the most frequent first."""
        self.end_conversation()
        found = self._result
        found.intents = sorted(self._intents.values(), key=lambda one: (-one.times, one.intent))
        found.states = sorted(self._states.values(), key=lambda one: (-one.entered, one.state))
        return found

    def _count(self, told: Told, trace: _Trace) -> None:
        place = self._days.place(told.received_at)
        day, whole = self._result.days[place], self._result
        if self._day < 0:
            whole.conversations += 1
        if place != self._day:
            day.conversations += 1
            self._day = place
        if told.number == 1:
            day.began += 1
            whole.began += 1
        day.messages += 1
        whole.messages += 1
        whole.deliveries += len(trace.deliveries)
        if any(event.kind == "not_understood" for event in trace.events):
            day.not_understood += 1
            whole.not_understood += 1

    def _count_flow(self, event: _Happened) -> None:
        match event.kind:
            case "flow_started" | "intent_without_state":
                self._intent(event.intent).times += 1
            case "flow_finished":
                self._intent(event.root).finished += 1
                self._result.finished += 1
            case "flow_cancelled":
                self._intent(event.root).cancelled += 1
            case "flow_left":
                self._intent(event.root).left += 1

    def _follow(self, event: _Happened, counts: bool) -> None:
        """Where the conversation is, and how it came away from where it was."""
        match event.kind:
            case "flow_cancelled" | "flow_left":
                self._drop()
            case "flow_started" | "flow_finished" | "choice_made":
                self._go_on()
            case "state_entered":
                self._enter(event.state, counts)

    def _arrive(self, trace: _Trace, counts: bool) -> None:
        """Where the turn ended."""
        if not any(event.kind in _STAYS for event in trace.events):
            if trace.state == trace.next_state != END:
                # A choice that no question led to asks by itself; it is never entered.
                if self._at is None or self._at.state != trace.state:
                    self._enter(trace.state, counts)
            elif self._at is not None and self._at.state != trace.state:
                self._drop()
        self._may_be_over = trace.next_state == END

    def _enter(self, name: str, counts: bool) -> None:
        self._go_on()
        if counts:
            self._at = self._states.setdefault(name, StateCount(name))
            self._at.entered += 1

    def _go_on(self) -> None:
        if self._at is not None:
            self._at.went_on += 1
            self._at = None

    def _drop(self) -> None:
        if self._at is not None:
            self._at.dropped += 1
            self._at = None

    def _intent(self, name: str) -> IntentCount:
        return self._intents.setdefault(name, IntentCount(name))
