"""Ports that stay ours while nobody listens on them."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

__all__ = ["kept_ports", "listening"]


@contextmanager
def kept_ports(count: int) -> Iterator[list[int]]:
    """Some ports of 127.0.0.1 for the length of the block.

    They are bound and not listened on: who connects is refused, and no other program gets them.
    """
    with ExitStack() as stack:
        yield [stack.enter_context(_bound(0)).getsockname()[1] for _ in range(count)]


def listening(port: int) -> socket.socket:
    """A socket that listens on a kept port."""
    taken = _bound(port)
    taken.listen(1_024)
    return taken


def _bound(port: int) -> socket.socket:
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    made.bind(("127.0.0.1", port))
    return made
