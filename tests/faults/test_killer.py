"""Who is killed when comes from the seed, and falls into the run."""

from random import Random

from benchmarks.faults.killer import blows


def test_the_same_seed_kills_the_same_at_the_same_moments():
    first, again, other = (
        blows(Random(seed), ["server", "worker"], count=20, turns=6_000) for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


def test_kills_fall_between_the_first_turns_and_the_last():
    planned = blows(Random(3), ["server", "worker"], count=200, turns=6_000)
    moments = [blow.after_turns for blow in planned]
    assert moments == sorted(moments)
    assert 300 <= moments[0] < moments[-1] < 5_700


def test_each_is_killed_alone_and_both_at_once_and_again_while_they_start():
    planned = blows(Random(4), ["server", "worker"], count=200, turns=6_000)
    victims = {tuple(blow.victims) for blow in planned}
    assert victims == {("server",), ("worker",), ("server", "worker")}
    assert {blow.again_after is None for blow in planned} == {True, False}
