"""The probes, in their order: what is sent, what should come, and who judges it."""

from typing import NamedTuple

from kauli.delivery.doctor.judging import (
    Judge,
    still_alive,
    takes,
    takes_a_slow_one,
    takes_any_bytes,
    takes_large,
    takes_out_of_order,
    takes_twice,
    turns_away,
)
from kauli.delivery.doctor.plan import STALE_SECONDS, Shot

__all__ = ["PROBES", "Probe"]

_FORGERY = (
    "It took a forgery: whoever knows the URL can send it orders. Verify webhook-signature over "
    "the bytes as they came, and answer 401 where it does not fit."
)
_REPLAY = (
    "It took it: who once got hold of a delivery could send it again at any time. Refuse a "
    "webhook-timestamp that is more than five minutes off."
)


class Probe(NamedTuple):
    """One thing that a receiver will meet.

    Attributes:
        name: stable; reports and the documentation call it so.
        sent: what is sent, in words.
        expected: what should come, in words.
        judge: tells from the replies how it went.
        shots: the requests, one after the other.
    """

    name: str
    sent: str
    expected: str
    judge: Judge
    shots: tuple[Shot, ...] = (Shot(),)


PROBES = (
    Probe("valid", "an ordinary delivery", "2xx within a second", takes),
    Probe(
        "rewritten",
        "the same JSON in other bytes, signed right",
        "2xx",
        takes_any_bytes,
        (Shot(body="rewritten"),),
    ),
    Probe(
        "tampered",
        "the body changed after signing",
        "401",
        turns_away("wrong", _FORGERY),
        (Shot(body="tampered"),),
    ),
    Probe("unsigned", "no signature", "401", turns_away("wrong", _FORGERY), (Shot(signed="not"),)),
    Probe(
        "foreign",
        "signed with another secret",
        "401",
        turns_away("wrong", _FORGERY),
        (Shot(signed="other"),),
    ),
    Probe(
        "stale",
        "signed right, but 10 minutes ago",
        "401",
        turns_away("doubtful", _REPLAY),
        (Shot(age=STALE_SECONDS),),
    ),
    Probe(
        "future",
        "signed right, but 10 minutes ahead",
        "401",
        turns_away("doubtful", _REPLAY),
        (Shot(age=-STALE_SECONDS),),
    ),
    Probe(
        "duplicate",
        "the same webhook-id twice",
        "2xx twice, acted on once",
        takes_twice,
        (Shot(), Shot(again=True)),
    ),
    Probe(
        "reordered",
        "number 2 of a conversation before number 1",
        "2xx twice",
        takes_out_of_order,
        (Shot(sequence=2), Shot(sequence=1)),
    ),
    Probe("slow", "the body in drips", "2xx", takes_a_slow_one, (Shot(dripped=True),)),
    Probe("large", "a body of 1 MiB", "2xx", takes_large, (Shot(body="large"),)),
    Probe("alive", "an ordinary delivery again", "2xx within a second", still_alive),
)
"""In the order in which they are sent."""
