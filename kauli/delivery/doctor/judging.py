"""The doctor's judgement: from what a receiver answered to a grade and a sentence. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kauli.delivery.doctor.plan import Plan
from kauli.delivery.doctor.report import Finding, Grade, Reply

__all__ = [
    "Judge",
    "Seen",
    "hopeless",
    "still_alive",
    "takes",
    "takes_a_slow_one",
    "takes_any_bytes",
    "takes_large",
    "takes_out_of_order",
    "takes_twice",
    "turns_away",
]

_UNSIGNED_RIGHT = frozenset([400, 401, 403, 422])
"""What receivers answer when a signature does not fit."""

_USELESS = frozenset([404, 405, 410])
_SAID_MOST = 80

_KEY = (
    "It refuses what is signed right. Does it have this secret (and this token), verify the bytes "
    "as they came, and know the time?"
)
_FIELDS = (
    "It refuses what is signed right: for its signature, or for its fields. Send it those that it "
    "reads, with --bot or --body."
)
_WHY_NOT = {
    400: _FIELDS,
    401: _KEY,
    403: _KEY,
    410: "It answers 410 (gone), which switches an endpoint off.",
    422: _FIELDS,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a judgement is made from.

    Attributes:
        replies: to the requests of this probe.
        before: to those of the probes before it, by name.
    """

    plan: Plan
    replies: tuple[Reply, ...]
    before: Mapping[str, tuple[Reply, ...]]

    @property
    def valid(self) -> Reply | None:
        """How an ordinary delivery was taken at first, once that is known."""
        return self.before["valid"][0] if "valid" in self.before else None

    @property
    def valid_accepted(self) -> bool:
        """Whether an ordinary delivery was taken at first."""
        return self.valid is not None and self.valid.accepted


Judge = Callable[[Seen], Finding]


def takes(seen: Seen) -> Finding:
    """It should take this, and soon."""
    (reply,) = seen.replies
    if not reply.accepted:
        return _not_taken(seen, reply)
    if reply.ms > seen.plan.quick_ms:
        return Finding(
            "doubtful",
            f"It took it, but only after {reply.ms:,} ms. Answer first and do the work afterwards, "
            "or its deliveries queue up.",
        )
    return Finding("good", "It took it.")


def hopeless(seen: Seen) -> str:
    """Why it makes no sense to go on after the first probe, or ""."""
    (reply,) = seen.replies
    if reply.status is None or reply.status in _USELESS or 300 <= reply.status <= 399:
        return _not_taken(seen, reply).sentence
    return ""


def still_alive(seen: Seen) -> Finding:
    """It should take this as it did at first."""
    (reply,) = seen.replies
    if not reply.accepted and reply.status != 429 and seen.valid_accepted:
        return Finding(
            "wrong",
            f"After all this it no longer takes what it took at first. {reply.sentence}",
        )
    return takes(seen)


def takes_any_bytes(seen: Seen) -> Finding:
    """It should verify the bytes as they came, however the JSON is written."""
    (reply,) = seen.replies
    statuses = {reply.status, seen.valid.status if seen.valid else None}
    if reply.accepted != seen.valid_accepted and statuses & _UNSIGNED_RIGHT:
        return Finding(
            "wrong",
            "Whether it accepts the signature depends on how the JSON is written: it parses the "
            "body and writes it again before it verifies. Verify the bytes as they came.",
            telling=True,
        )
    return takes(seen)


def turns_away(if_taken: Grade, what_then: str) -> Judge:
    """It should refuse this with 4xx.

    Args:
        if_taken: the grade where it takes it.
        what_then: the sentence where it takes it.
    """

    def judge(seen: Seen) -> Finding:
        (reply,) = seen.replies
        if reply.accepted:
            return Finding(if_taken, what_then)
        if reply.status == 429:
            return _too_many()
        if not reply.refused:
            return Finding(
                "doubtful", f"It did not take it, but did not say no: answer 401. {reply.sentence}"
            )
        if not seen.valid_accepted:
            return Finding("doubtful", "It refuses the right ones too, so this shows nothing yet.")
        return Finding("good", "It refused it.")

    return judge


def takes_twice(seen: Seen) -> Finding:
    """It should answer 2xx to one that it knows already."""
    first, second = seen.replies
    if not first.accepted:
        return _not_taken(seen, first)
    if second.accepted:
        return Finding(
            "good", f"It took both. Make sure that it acted once: look for {first.message_id}."
        )
    if second.status == 429:
        return _too_many()
    return Finding(
        "wrong",
        "It did not take the second. Answer 2xx to one that it knows, or Kauli brings it again "
        f"and again. {second.sentence}",
    )


def takes_out_of_order(seen: Seen) -> Finding:
    """It should take both, whichever comes first."""
    later, earlier = seen.replies
    if 429 in (later.status, earlier.status):
        return _too_many()
    if not (later.accepted or earlier.accepted):
        return _not_taken(seen, earlier)
    if not earlier.accepted:
        return Finding(
            "wrong",
            "It did not take number 1 after number 2, and never would. Answer 2xx, and go by "
            f"kauli-sequence where the order matters. {earlier.sentence}",
        )
    if not later.accepted:
        return Finding(
            "doubtful",
            "It did not take number 2 before number 1. Kauli brings it again; fine if that is "
            f"meant. {later.sentence}",
        )
    return Finding("good", "It took both. Where the order matters, let it go by kauli-sequence.")


def takes_a_slow_one(seen: Seen) -> Finding:
    """It should wait for the whole body."""
    (reply,) = seen.replies
    if reply.accepted:
        return Finding("good", "It waited for the whole body.")
    if reply.status == 408 or reply.outcome == "disconnected":
        return Finding(
            "doubtful",
            f"It gave up on a body that took {seen.plan.drip_seconds:g} s to come. Allow 10 s or "
            "more, for slow lines.",
        )
    if reply.status in _UNSIGNED_RIGHT and seen.valid_accepted:
        return Finding(
            "wrong",
            "It does not wait for the whole body: read as many bytes as content-length says, "
            "then verify.",
        )
    return _not_taken(seen, reply)


def takes_large(seen: Seen) -> Finding:
    """It should take all that a flow may collect."""
    (reply,) = seen.replies
    if reply.accepted:
        return Finding("good", "It took it.")
    if reply.status == 413 or reply.outcome == "disconnected":
        return Finding(
            "doubtful",
            "It takes no body of 1 MiB. That is enough only while a flow collects less than it "
            "takes: raise its limit to 1 MiB.",
        )
    if reply.status in _UNSIGNED_RIGHT and seen.valid_accepted:
        why = f"It refuses a large body that is signed right: does it cut it? {_said(reply)}"
        return Finding("wrong", why.rstrip())
    return _not_taken(seen, reply)


def _not_taken(seen: Seen, reply: Reply) -> Finding:
    """An ordinary delivery got no 2xx: what to look at."""
    if reply.status is None:
        return Finding("wrong", reply.sentence)
    if reply.status == 429:
        return _too_many()
    if seen.valid is not None and seen.valid.status == reply.status:
        return Finding("wrong", f"It answered {reply.status}, as to valid.")
    if 300 <= reply.status <= 399 and reply.location:
        return Finding("wrong", f"It redirects to {reply.location}: set that URL instead.")
    why = _WHY_NOT.get(reply.status, reply.sentence)
    return Finding("wrong", f"{why} {_said(reply)}".rstrip())


def _too_many() -> Finding:
    return Finding("doubtful", "It answered 429, too many requests, so this was not seen.")


def _said(reply: Reply) -> str:
    """What it said, to stand behind a sentence."""
    said = " ".join(reply.said.split())
    if not said or said.startswith("<"):  # a page for browsers, not a sentence
        return ""
    return f"It said: {said if len(said) <= _SAID_MOST else said[:_SAID_MOST] + '…'}"
