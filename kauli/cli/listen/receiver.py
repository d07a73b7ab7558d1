"""The receiver on the developer's machine."""

from kauli.delivery.request import Request
from kauli.delivery.sender import Attempt, Sender
from kauli.kit.clock import Clock
from kauli.net import OutgoingClient, Policy, check_url
from kauli.services.listening import Forward, Report

__all__ = ["Receiver", "address_of", "policy_with", "report_of"]

_NEARBY = "127.0.0.0/8, ::1, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, fc00::/7"
"""Who listens names the address and runs the machine: its own networks are open to them. Metadata
addresses of clouds are not."""


class Receiver:
    """Where deliveries are posted to.

    Args:
        client: the way there, with ``policy_with``.
        url: its address.
        clock: tells the time.
    """

    def __init__(self, client: OutgoingClient, url: str, clock: Clock) -> None:
        self.url = url
        self._sender = Sender(client, clock)

    async def post(self, forward: Forward) -> Attempt:
        """Post a delivery once, exactly as it was signed; redirects are not followed."""
        request = Request(self.url, dict(forward.headers), forward.body)
        return await self._sender.send(request, timeout=forward.timeout)


def policy_with(allowed: str) -> Policy:
    """This machine and its private networks, and what ``KAULI_ALLOW_PRIVATE`` allows besides."""
    return Policy.parse(f"{_NEARBY}, {allowed}")


def address_of(text: str) -> str:
    """The URL that is meant by ``http://localhost:5000/x``, ``localhost:5000/x`` or ``5000``.

    Raises:
        Invalid: none.
    """
    text = text.strip()
    if text.isascii() and text.isdecimal():
        text = f"localhost:{text}"
    if "://" not in text:
        text = f"http://{text}"
    return str(check_url(text).url)


def report_of(forward: Forward, attempt: Attempt) -> Report:
    """What to tell of an attempt."""
    answered = attempt.status is not None
    return Report(
        delivery_id=forward.delivery_id,
        claim_id=forward.claim_id,
        attempt=forward.attempt,
        signed_at=forward.signed_at,
        duration_ms=attempt.duration_ms,
        status=attempt.status,
        failure="" if answered else attempt.outcome.code,
        sentence="" if answered else attempt.outcome.sentence,
        headers=attempt.response_headers,
        body=attempt.body,
        truncated=attempt.truncated,
    )
