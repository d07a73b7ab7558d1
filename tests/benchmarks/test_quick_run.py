"""The benchmarks run, and print a row for everything they promise to measure."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

_ROOT = Path(__file__).parents[2]

_TURN = [
    "processor time of a turn, 32 chats",
    "turns a second, 32 chats",
    "latency p50, 32 chats",
    "latency p99, 32 chats",
    "latency p50, 1 chat",
    "latency p99, 1 chat",
]
_DELIVERY = ["deliveries a second", "processor time of a delivery"]
_GROWTH = [
    "processor time of a turn, 32 chats",
    "latency p50, 32 chats",
    "a claim, p50",
    "a claim, p99",
]
_INSIDE = ["p50, the server's own worker", "p99, the server's own worker"]
_APART = ["p50, a worker in a process of its own", "p99, a worker in a process of its own"]
_ROWS = {
    "sqlite": {
        "A durable turn over HTTP, SQLite": _TURN,
        "Deliveries, SQLite": _DELIVERY,
        "From the commit to the receiver, SQLite": _INSIDE,
        "As the data grows, SQLite": _GROWTH,
        "Intent recognition": ["training", "a prediction"],
        "Start and rest, SQLite": ["first answer after start", "memory at rest"],
    },
    "postgresql": {
        "A durable turn over HTTP, PostgreSQL": _TURN,
        "Deliveries, PostgreSQL": _DELIVERY,
        "Deliveries beside a queue library, PostgreSQL": [
            *_DELIVERY,
            "commit to receiver, p50",
            "commit to receiver, p99",
        ],
        "From the commit to the receiver, PostgreSQL": [*_INSIDE, *_APART],
        "As the data grows, PostgreSQL": _GROWTH,
    },
}


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_quick_run_prints_every_row(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if database == "postgresql" and request.getfixturevalue("postgresql_url") is None:
        pytest.skip("no PostgreSQL is reachable")
    report = tmp_path / "figures.json"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", "--database", database, "--json", report],
        cwd=_ROOT,
        env=os.environ | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    sections = msgspec.json.decode(report.read_bytes())["sections"]
    rows = {one["title"]: [row["name"] for row in one["figures"]] for one in sections}
    assert rows == _ROWS[database]
    for one in sections:
        for row in one["figures"]:
            assert row["kauli"] > 0, row
            assert f"{row['name']}\t" in done.stdout
    assert "Measured in" in done.stdout
    assert list(tmp_path.iterdir()) == [report], "the measurements left files behind"
