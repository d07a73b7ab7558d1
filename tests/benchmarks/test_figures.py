"""Figures, their aims, and how they are printed and kept."""

from pathlib import Path

import msgspec
import pytest

from benchmarks.figures import Figure, Section, at_least, at_most
from benchmarks.numbers import percentile
from benchmarks.report import write_report
from benchmarks.rounds import alternating, medians
from benchmarks.table import Paper


def test_a_percentile_is_a_value_that_was_measured():
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert [percentile(values, share) for share in (0, 0.5, 0.99, 1)] == [1.0, 3.0, 5.0, 5.0]


def test_a_percentile_of_nothing_is_an_error():
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_what_is_compared_is_measured_in_changing_order():
    order = []
    runs = alternating(
        3, lambda n: order.append(f"a{n}") or n, lambda n: order.append(f"b{n}") or 10 * n
    )
    assert order == ["a0", "b0", "b1", "a1", "a2", "b2"]
    assert medians(runs, float) == (1.0, 10.0)


def test_a_ratio_needs_a_baseline():
    assert Figure("a turn", "µs", 30.0, 20.0).ratio == 1.5
    assert Figure("a turn", "µs", 30.0).ratio is None


def test_an_aim_is_met_at_its_bound():
    assert at_most("at most 2x", 2.0, 2.0).holds
    assert not at_most("at most 2x", 2.01, 2.0).holds
    assert at_least("at least half", 0.5, 0.5).holds
    assert not at_least("at least half", 0.49, 0.5).holds


_SECTION = Section(
    "Turns",
    "Beside the bare flow.",
    (
        Figure("processor time", "µs", 150.0, 100.0, at_most("at most 1x", 150.0, 100.0)),
        Figure("start", "s", 1.25),
    ),
)


def test_in_a_pipe_a_section_is_tab_separated_lines(capsys: pytest.CaptureFixture[str]):
    Paper().section(_SECTION)
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "",
        "Turns",
        "Beside the bare flow.",
        "\tKauli\tbare\tratio\taim",
        "processor time\t150 µs\t100 µs\t1.50x\tat most 1x: MISSED",
        "start\t1.25 s\t\t\t",
    ]


def test_the_report_keeps_every_figure(tmp_path: Path):
    path = tmp_path / "figures.json"
    write_report(path, [_SECTION], quick=True)
    written = msgspec.json.decode(path.read_bytes())
    assert written["quick"] is True
    assert written["sections"] == [
        {
            "title": "Turns",
            "columns": ["Kauli", "bare"],
            "figures": [
                {
                    "name": "processor time",
                    "unit": "µs",
                    "kauli": 150.0,
                    "bare": 100.0,
                    "ratio": 1.5,
                    "aim": {"words": "at most 1x", "holds": False},
                },
                {
                    "name": "start",
                    "unit": "s",
                    "kauli": 1.25,
                    "bare": None,
                    "ratio": None,
                    "aim": None,
                },
            ],
        }
    ]
