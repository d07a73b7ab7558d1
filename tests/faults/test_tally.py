"""The books of the proof notice everything that could go wrong."""

from dataclasses import asdict

import pytest

from benchmarks.faults.orders import TURNS_OF_AN_ORDER, Order, orders_of
from benchmarks.faults.tally import Arrival, Tally

_FIRST, _SECOND = orders_of(7, 2)


def _arrival(delivery: str, order: Order, **changes: str) -> Arrival:
    return Arrival(delivery, True, order.body | changes)


def _books(*happenings: Arrival | tuple[Order, list[str]]) -> Tally:
    tally = Tally()
    for happening in happenings:
        if isinstance(happening, Arrival):
            tally.arrive(happening)
        else:
            tally.promise(*happening)
    return tally


def _wrong(tally: Tally) -> dict[str, int]:
    """What the verdict complains of."""
    verdict = asdict(tally.verdict())
    return {name: count for name, count in verdict.items() if count and name not in _GOOD}


_GOOD = ("confirmed", "arrived")


def test_every_order_that_arrives_once_keeps_the_promise():
    tally = _books((_FIRST, ["a"]), _arrival("a", _FIRST), (_SECOND, ["b"]), _arrival("b", _SECOND))
    assert _wrong(tally) == {}
    assert (tally.verdict().confirmed, tally.verdict().arrived) == (2, 2)
    assert tally.verdict().kept


def test_an_order_that_does_not_arrive_is_lost():
    tally = _books((_FIRST, ["a"]), (_SECOND, ["b"]), _arrival("b", _SECOND))
    assert tally.outstanding == 1
    assert _wrong(tally) == {"lost": 1}
    assert not tally.verdict().kept


def test_an_order_that_was_confirmed_without_a_delivery_is_lost():
    tally = _books((_FIRST, []))
    assert tally.outstanding == 1
    assert _wrong(tally) == {"lost": 1}


def test_the_same_delivery_twice_is_a_repetition_and_keeps_the_promise():
    tally = _books((_FIRST, ["a"]), _arrival("a", _FIRST), _arrival("a", _FIRST))
    assert _wrong(tally) == {"repeated": 1}
    assert tally.verdict().kept


def test_an_order_may_arrive_before_its_chatter_sees_the_confirmation():
    tally = _books(_arrival("a", _FIRST), (_FIRST, ["a"]))
    assert tally.outstanding == 0
    assert _wrong(tally) == {}


def test_an_order_under_two_ids_is_doubled():
    assert _wrong(_books((_FIRST, ["a"]), _arrival("a", _FIRST), _arrival("b", _FIRST))) == {
        "doubled": 1
    }
    assert _wrong(_books((_FIRST, ["a", "b"]), _arrival("a", _FIRST), _arrival("b", _FIRST))) == {
        "doubled": 1
    }


@pytest.mark.parametrize(
    "arrival",
    [
        _arrival("a", _FIRST, number_of_pizzas="99"),
        Arrival("a", False, _FIRST.body),
        _arrival("a", _SECOND),
    ],
    ids=["another number", "not signed by us", "another order"],
)
def test_what_is_not_exactly_as_ordered_is_altered(arrival: Arrival):
    tally = _books((_FIRST, ["a"]), arrival)
    assert _wrong(tally) == {"altered": 1}
    assert not tally.verdict().kept


def test_a_later_order_that_comes_first_overtakes():
    tally = _books((_FIRST, ["a"]), (_SECOND, ["b"]), _arrival("b", _SECOND), _arrival("a", _FIRST))
    assert _wrong(tally) == {"overtaken": 1}
    assert not tally.verdict().kept


def test_a_repetition_of_an_earlier_order_overtakes_nobody():
    tally = _books(
        (_FIRST, ["a"]),
        (_SECOND, ["b"]),
        _arrival("a", _FIRST),
        _arrival("b", _SECOND),
        _arrival("a", _FIRST),
    )
    assert _wrong(tally) == {"repeated": 1}


def test_a_run_in_which_nothing_was_confirmed_proves_nothing():
    assert not Tally().verdict().kept


def test_no_two_orders_are_alike():
    bodies = [str(order.body) for chatter in range(50) for order in orders_of(chatter, 2)]
    assert len(set(bodies)) == 100
    assert all(len(order.messages) == TURNS_OF_AN_ORDER for order in orders_of(3, 2))
