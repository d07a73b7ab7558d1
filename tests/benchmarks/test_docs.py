"""docs/performance.md and docs/durability.md name everything that can be chosen and read."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.faults.tally import Verdict
from benchmarks.measures import MEASURES

_ROOT = Path(__file__).parents[2]
_OPTION = re.compile(r"(--[a-z]+)")


@pytest.mark.parametrize(
    ("module", "page"),
    [("benchmarks", "performance.md"), ("benchmarks.faults", "durability.md")],
)
def test_every_option_is_documented_and_every_documented_option_exists(module: str, page: str):
    asked = subprocess.run(
        [sys.executable, "-m", module, "--help"],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    offered = set(_OPTION.findall(asked.stdout)) - {"--help"}
    assert offered == set(_OPTION.findall((_ROOT / "docs" / page).read_text()))


def test_every_measure_is_described():
    rows = re.findall(r"^\| `(\w+)` \|", (_ROOT / "docs" / "performance.md").read_text(), re.M)
    assert rows == [*MEASURES]


def test_every_count_of_the_proof_is_described():
    page = (_ROOT / "docs" / "durability.md").read_text()
    assert [name for name in Verdict.names() if f"| `{name}` |" not in page] == []
