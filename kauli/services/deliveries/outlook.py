"""What happens next to a delivery, in words: pure."""

from kauli.kit.clock import iso
from kauli.kit.spans import span_in_words
from kauli.storage.queries.delivery_log import LoggedDelivery

__all__ = ["what_next"]

_SETTLED = {
    "delivered": "Nothing: it was delivered.",
    "exhausted": "It will not be tried again; `kauli deliveries resend {id}` sends it once more.",
    "cancelled": "It was called off; `kauli deliveries resend {id}` sends it after all.",
}

_OFF = {
    "gone": "it answered 410, that it wants no more",
    "failing": "nothing reached it for days",
}


def what_next(delivery: LoggedDelivery, now: int) -> str:
    """A sentence on what happens next.

    Args:
        delivery: as it stands.
        now: microseconds since the epoch.
    """
    if delivery.status == "sending":
        return "It is being sent this very moment."
    if delivery.deleted_at is not None and delivery.status != "delivered":
        return "Nothing: its endpoint was removed."
    if delivery.status in _SETTLED:
        return _SETTLED[delivery.status].format(id=delivery.id)
    return _obstacle(delivery) or _moment(delivery, now)


def _obstacle(delivery: LoggedDelivery) -> str:
    """What keeps it waiting until somebody does something about it, or another is settled."""
    if delivery.off_at is not None:
        why = _OFF.get(delivery.off_reason, delivery.off_reason)
        return f"The endpoint is switched off: {why}. It goes out once it is switched on again."
    if not delivery.active:
        return "The endpoint is switched off by hand. It goes out once it is switched on again."
    if delivery.waits_for is not None:
        return f"It waits behind {delivery.waits_for}, an earlier one of the same conversation."
    return ""


def _moment(delivery: LoggedDelivery, now: int) -> str:
    if delivery.kind == "listen" and delivery.due_at <= now:
        return "It goes to whoever comes to listen."
    if delivery.rest_until > max(now, delivery.due_at):
        until = iso(delivery.rest_until)[:19].replace("T", " ")
        left = span_in_words(delivery.rest_until - now)
        return f"The endpoint keeps failing, so it rests until {until} UTC, another {left}."
    if delivery.due_at > now:
        which = "Next" if delivery.attempts else "First"
        return f"{which} attempt in {span_in_words(delivery.due_at - now)}."
    return "It is due, and goes out as soon as a worker has a place for it."
