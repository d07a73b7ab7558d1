"""docs/performance.md and docs/durability.md name everything that can be chosen and read."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.chaos import books as chaos
from benchmarks.faults import tally as faults
from benchmarks.measures import MEASURES

_ROOT = Path(__file__).parents[2]
_OPTION = re.compile(r"(--[a-z]+)")


@pytest.mark.parametrize(
    ("modules", "page"),
    [
        (["benchmarks"], "performance.md"),
        (["benchmarks.faults", "benchmarks.chaos"], "durability.md"),
    ],
)
def test_every_option_is_documented_and_every_documented_option_exists(
    modules: list[str], page: str
):
    text = (_ROOT / "docs" / page).read_text()
    offered = [_options(module) for module in modules]
    assert set().union(*offered) == set(_OPTION.findall(text))
    documented = re.findall(r"^\| `(--[a-z]+)", text, re.M)
    assert sorted(documented) == sorted(option for one in offered for option in one)


def _options(module: str) -> set[str]:
    asked = subprocess.run(
        [sys.executable, "-m", module, "--help"],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(_OPTION.findall(asked.stdout)) - {"--help"}


def test_every_measure_is_described():
    rows = re.findall(r"^\| `(\w+)` \|", (_ROOT / "docs" / "performance.md").read_text(), re.M)
    assert rows == [*MEASURES]


@pytest.mark.parametrize("verdict", [faults.Verdict, chaos.Verdict])
def test_every_count_of_the_proofs_is_described(verdict: type[faults.Verdict | chaos.Verdict]):
    page = (_ROOT / "docs" / "durability.md").read_text()
    assert [name for name in verdict.names() if f"| `{name}` |" not in page] == []
