"""How often somebody without a key may ask."""

import pytest

from kauli.api.throttle import Rate, Throttle, TooManyRequests


class _Time:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def _from(address):
    return {"client": (address, 1)}


def test_a_burst_is_allowed_and_then_so_many_a_second():
    time = _Time()
    throttle = Throttle(Rate(burst=3, per_second=2), now=time)
    for _ in range(3):
        throttle.count(_from("a"))
    with pytest.raises(TooManyRequests):
        throttle.count(_from("a"))
    time.now = 0.5
    throttle.count(_from("a"))
    with pytest.raises(TooManyRequests):
        throttle.count(_from("a"))


def test_waiting_long_saves_up_no_more_than_the_burst():
    time = _Time()
    throttle = Throttle(Rate(burst=2, per_second=1), now=time)
    throttle.count(_from("a"))
    time.now = 1_000
    throttle.count(_from("a"))
    throttle.count(_from("a"))
    with pytest.raises(TooManyRequests):
        throttle.count(_from("a"))


def test_addresses_are_counted_apart():
    throttle = Throttle(Rate(burst=1, per_second=0), now=_Time())
    throttle.count(_from("a"))
    throttle.count(_from("b"))
    throttle.count({"client": None})
    with pytest.raises(TooManyRequests):
        throttle.count({})


def test_only_so_many_addresses_are_remembered():
    throttle = Throttle(Rate(burst=1, per_second=0), now=_Time(), kept=2)
    for address in "abc":
        throttle.count(_from(address))
    throttle.count(_from("a"))
    with pytest.raises(TooManyRequests):
        throttle.count(_from("c"))
