"""What a turn did not understand: a pure function from the turn to a row."""

from kauli.flow import Input, NotUnderstood, Turn
from kauli.nlu import fingerprint
from kauli.storage.queries.missed import Missed

__all__ = ["missed_by"]

_LONGEST = 500


def missed_by(turn: Turn, said: Input, now: int) -> Missed | None:
    """The message, if no intent was recognised in it and it holds any words.

    Args:
        turn: that it led to.
        said: the message.
        now: microseconds since the epoch.
    """
    if not any(isinstance(event, NotUnderstood) for event in turn.events):
        return None
    key = fingerprint(said.text)
    if not key:
        return None
    guess = turn.guess
    return Missed(
        fingerprint=key,
        text=said.text.strip()[:_LONGEST],
        times=1,
        intent=guess.intent if guess else "",
        confidence=guess.confidence if guess else 0.0,
        first_at=now,
        last_at=now,
    )
