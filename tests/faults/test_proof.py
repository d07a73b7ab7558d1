"""Killed at random moments while people order, Kauli loses no order that it confirmed."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

_ROOT = Path(__file__).parents[2]


@pytest.mark.fault
@pytest.mark.parametrize(
    ("database", "worker"), [("sqlite", "inside"), ("sqlite", "apart"), ("postgresql", "apart")]
)
def test_nothing_confirmed_is_lost(
    database: str, worker: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if database == "postgresql" and request.getfixturevalue("postgresql_url") is None:
        pytest.skip("no PostgreSQL is reachable")
    report = tmp_path / "proof.json"
    arguments = {
        "--conversations": "60",
        "--kills": "3",
        "--lease": "2",
        "--database": database,
        "--worker": worker,
        "--json": str(report),
    }
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "benchmarks.faults",
            *(part for pair in arguments.items() for part in pair),
        ],
        cwd=_ROOT,
        env=os.environ | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = msgspec.json.decode(report.read_bytes())
    assert sum(found["kills"].values()) >= 3
    verdict = found["verdict"]
    assert (verdict["confirmed"], verdict["arrived"]) == (120, 120)
    assert (verdict["lost"], verdict["doubled"], verdict["altered"]) == (0, 0, 0)
    assert found["faults"] == []
