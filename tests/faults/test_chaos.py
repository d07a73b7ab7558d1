"""Sick receivers harm no others, and nothing is lost or out of order while workers die.

The books of that proof notice everything that could go wrong; Kauli broken on purpose shows it.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from benchmarks.chaos.books import Arrival, Promise, Row, delays, unharmed, verdict_on
from benchmarks.chaos.cast import BOTS, CAST, PER_BOT
from benchmarks.chaos.chatter import chats
from benchmarks.chaos.cluster import NoCluster, private_cluster
from benchmarks.chaos.manners import MANNERS, TAKEN, Manner
from benchmarks.chaos.sabotage import KINDS

_ROOT = Path(__file__).parents[2]
_GOOD = ("deliveries", "arrived")


def _run(report: Path, *more: str, **options: str) -> subprocess.CompletedProcess[str]:
    arguments = {"deliveries": "400", "pace": "60", "patience": "0", "lease": "2"} | options
    written = [part for name, value in arguments.items() for part in (f"--{name}", value)]
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.chaos", *written, "--json", str(report), *more],
        cwd=_ROOT,
        env=os.environ | {"TMPDIR": str(report.parent)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def _found(report: Path) -> dict[str, Any]:
    (found,) = msgspec.json.decode(report.read_bytes())
    return dict(found)


@pytest.mark.fault
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_everything_arrives_in_order_and_the_healthy_are_served(database: str, tmp_path: Path):
    report = tmp_path / "chaos.json"
    done = _run(report, database=database, deliveries="300", kills="2", allowance="2.5")
    if "left out" in done.stdout:
        pytest.skip(f"no PostgreSQL can be restarted here ({done.stdout.strip()})")
    assert done.returncode == 0, done.stdout + done.stderr
    found = _found(report)
    verdict = found["verdict"]
    assert verdict["arrived"] == verdict["deliveries"] >= 300
    wrong = {name: verdict[name] for name in ("lost", "doubled", "overtaken", "altered")}
    assert wrong == dict.fromkeys(wrong, 0)
    assert sum(found["kills"].values()) >= 2
    assert found["cut_offs"] == (1 if database == "postgresql" else 0)
    assert (found["faults"], found["unharmed"]) == ([], True)
    sick = found["spent"]["dead"]
    assert 0 < sick["attempts"] < sick["deliveries"] * 2


@pytest.mark.fault
def test_a_kauli_that_loses_and_reorders_and_lets_the_healthy_wait_is_noticed(tmp_path: Path):
    report = tmp_path / "chaos.json"
    sabotage = [part for kind in KINDS for part in ("--sabotage", kind)]
    done = _run(report, *sabotage, database="sqlite", deliveries="600", kills="0")
    assert done.returncode == 1, done.stdout + done.stderr
    found = _found(report)
    assert found["verdict"]["lost"] > 0
    assert found["verdict"]["overtaken"] > 0
    assert not found["unharmed"]
    assert "BROKEN" in done.stdout


def test_a_database_that_cannot_be_restarted_is_left_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("benchmarks.chaos.cluster._PROGRAMS", Path("/nonexistent"))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoCluster, match="initdb is not installed"), private_cluster():
        pass


# The books.

_PROMISES = {"a": Promise("first", "well"), "b": Promise("second", "well")}
_ROWS = {
    "a": Row("a", 3, "cnv", 1, 1_000, "delivered"),
    "b": Row("b", 3, "cnv", 2, 2_000, "delivered"),
}


def _came(delivery: str, at: int, taken: int | None = None, **changes: Any) -> Arrival:
    """A request for a delivery, as it should be but for the changes."""
    row = _ROWS[delivery]
    right = Arrival(
        endpoint=row.endpoint,
        delivery=delivery,
        conversation=row.conversation,
        sequence=row.sequence,
        genuine=True,
        body=_PROMISES[delivery].body,
        came_at=at,
        taken_at=at + 1 if taken is None else taken,
    )
    return msgspec.structs.replace(right, **changes)


def _wrong(*arrivals: Arrival, rows: Mapping[str, Row] = _ROWS) -> dict[str, int]:
    """What the verdict complains of."""
    found = asdict(verdict_on(_PROMISES, arrivals, rows))
    return {name: count for name, count in found.items() if count and name not in _GOOD}


def test_what_arrives_once_and_in_order_keeps_the_promise():
    verdict = verdict_on(_PROMISES, [_came("a", 10), _came("b", 20)], _ROWS)
    assert verdict.kept
    assert (verdict.deliveries, verdict.arrived) == (2, 2)
    assert _wrong(_came("a", 10), _came("b", 20)) == {}


def test_what_no_receiver_took_is_lost():
    assert _wrong(_came("a", 10)) == {"lost": 1}
    assert _wrong(_came("a", 10), _came("b", 20, taken=0)) == {"lost": 1}


def test_what_comes_again_after_it_was_taken_is_repeated_and_keeps_the_promise():
    assert _wrong(_came("a", 10), _came("a", 20), _came("b", 30)) == {"repeated": 1}
    assert _wrong(_came("a", 10, taken=0), _came("a", 20), _came("b", 30)) == {}
    assert verdict_on(_PROMISES, [_came("a", 1), _came("a", 5), _came("b", 9)], _ROWS).kept


@pytest.mark.parametrize(
    "arrivals",
    [
        [_came("b", 10), _came("a", 20)],
        [_came("a", 10, taken=25), _came("b", 20)],
        [_came("a", 10, taken=0), _came("b", 20), _came("a", 30)],
    ],
    ids=["it came first", "the first was still being taken", "the first had failed"],
)
def test_what_comes_before_the_one_ahead_was_taken_overtakes(arrivals: list[Arrival]):
    assert _wrong(*arrivals) == {"overtaken": 1}


def test_deliveries_to_two_endpoints_or_of_two_conversations_wait_for_nobody():
    elsewhere = msgspec.structs.replace(_ROWS["b"], endpoint=4)
    arrivals = [_came("b", 10, endpoint=4), _came("a", 20)]
    assert _wrong(*arrivals, rows=_ROWS | {"b": elsewhere}) == {}
    another = msgspec.structs.replace(_ROWS["b"], conversation="other")
    arrivals = [_came("b", 10, conversation="other"), _came("a", 20)]
    assert _wrong(*arrivals, rows=_ROWS | {"b": another}) == {}


@pytest.mark.parametrize(
    "change", [{"body": "another"}, {"genuine": False}, {"endpoint": 9}, {"sequence": 7}]
)
def test_what_is_not_exactly_as_promised_is_altered(change: dict[str, Any]):
    assert _wrong(_came("a", 10, **change), _came("b", 20)) == {"altered": 1}


def test_a_delivery_that_nobody_saw_confirmed_is_doubled():
    stray = msgspec.structs.replace(_ROWS["a"], delivery="c", conversation="other")
    assert _wrong(_came("a", 10), _came("b", 20), rows=_ROWS | {"c": stray}) == {"doubled": 1}


def test_the_healthy_are_harmed_when_their_slowest_wait_longer_than_allowed():
    well = [float(ms) for ms in range(100)]
    assert unharmed(well, [ms + 200 for ms in well], 200)
    assert not unharmed(well, [ms + 201 for ms in well], 200)
    assert not unharmed(well, [], 200), "none arrived at all"


def test_the_way_to_a_receiver_is_counted_from_the_commit_to_the_first_request():
    arrivals = [_came("a", 4_000, taken=0), _came("a", 9_000), _came("b", 12_000)]
    assert delays(_PROMISES, arrivals, _ROWS, {3}) == {"well": [3.0, 10.0]}
    assert delays(_PROMISES, arrivals, _ROWS, {4}) == {}


# Who takes part.


def test_there_are_twenty_endpoints_and_some_of_every_manner():
    assert len(CAST) == BOTS * PER_BOT == 20
    assert {part.manner for part in CAST} == MANNERS.keys()


def test_conversations_have_one_to_five_turns_and_come_from_the_seed():
    drawn = chats(Random(1), 7, turns=500, bots=BOTS)
    assert drawn == chats(Random(1), 7, turns=500, bots=BOTS)
    assert sum(chat.turns for chat in drawn) == 500
    assert {chat.turns for chat in drawn} == {1, 2, 3, 4, 5}
    assert [chat.chatter for chat in drawn] == [*range(7, 7 + len(drawn))]


@pytest.mark.parametrize(
    ("manner", "statuses"),
    [
        ("healthy", [204] * 8),
        ("slow", [204] * 8),
        ("failing", [500] * 8),
        ("flapping", [500, 500, 204, 204, 500, 500, 204, 204]),
        ("throttling", [204] * 5 + [429] * 3),
        ("hanging", [None] * 8),
        ("dead", [None] * 8),
    ],
)
def test_each_manner_of_receiving_is_what_it_is_called(manner: str, statuses: list[int | None]):
    receiver = Manner(manner, Random(1))
    spread = 0.01 if manner == "throttling" else 0.8
    receptions = [receiver.receive(number * spread) for number in range(8)]
    assert [reception.status for reception in receptions] == statuses
    if manner == "slow":
        assert all(0.5 <= reception.after <= 2 for reception in receptions)
    assert TAKEN.taken
