"""The machine's own time; only the composition roots reach for it."""

import time

__all__ = ["system_clock"]


def system_clock() -> int:
    """The machine's time, in microseconds since the epoch."""
    return time.time_ns() // 1_000
