"""The page about seeing how it goes says what there is to see."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import structlog
import yaml
from prometheus_client.core import Metric

from kauli.api.metrics import Kauli
from kauli.delivery import worker
from kauli.delivery.circuit import FAILURES
from kauli.delivery.watch import OFF_AFTER, WARN_AFTER
from kauli.kit.clock import HOUR
from kauli.kit.system import system_clock
from kauli.services.insight import CONDITIONS, Condition, Snapshot
from kauli.services.insight.condition import STEADY
from kauli.storage.queries.insight import COUNTED

_ROOT = Path(__file__).parents[2]
_PAGE = (_ROOT / "docs" / "observing.md").read_text()
_LOGS = ("debug", "info", "warning", "error", "exception", "critical", "log")


def section(name: str) -> str:
    return _PAGE.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]


def rows(name: str) -> list[list[str]]:
    """The cells of a section's tables, without those above the line."""
    found = re.findall(r"^\| (.*) \|$", section(name), re.MULTILINE)
    cells = [[cell.strip() for cell in row.split(" | ")] for row in found]
    return [row for row in cells if row[0].startswith("`")]


class Logged:
    """A line of the source that writes to the log."""

    def __init__(self, call: ast.Call) -> None:
        assert isinstance(call.func, ast.Attribute)
        self.level = {"exception": "error"}.get(call.func.attr, call.func.attr)
        self.fields = {word.arg for word in call.keywords} - {"exc_info", None}
        self.by_outcome = call.func.attr == "log"  # the one line whose level and event change
        if self.by_outcome:
            self.events = [f"delivery.{status}" for status in worker._LEVELS]
        else:
            self.events = list(_events(call.args[0]))


def _events(text: ast.expr) -> Iterator[str]:
    if isinstance(text, ast.IfExp):
        yield from (*_events(text.body), *_events(text.orelse))
    else:
        assert isinstance(text, ast.Constant), ast.unparse(text)
        yield str(text.value)


def logged() -> Iterator[Logged]:
    for path in (_ROOT / "kauli").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                of_log = ast.unparse(node.func.value).endswith("log")
                if of_log and node.func.attr in _LOGS:
                    yield Logged(node)


_CALLS = list(logged())
_EVENTS = {event for call in _CALLS for event in call.events}
_TOLD = {row[0].strip("`"): row for row in rows("The log")}


def test_every_event_of_the_log_is_told_and_no_other() -> None:
    assert set(_TOLD) == _EVENTS
    assert len(_TOLD) > 20


@pytest.mark.parametrize("event", sorted(_EVENTS))
def test_its_level_and_its_fields_are_told(event: str) -> None:
    _, level, told, _ = _TOLD[event]
    for call in _CALLS:
        if event not in call.events:
            continue
        if call.by_outcome:
            number = worker._LEVELS[event.removeprefix("delivery.")]
            assert level == structlog._log_levels.LEVEL_TO_NAME[number]
            assert call.fields | {"worker"} <= set(re.findall(r'"(\w+)":', section("The log")))
        else:
            assert level == call.level
            assert call.fields <= set(re.findall(r"\w+", told))


def test_every_metric_is_told_with_its_labels_and_what_it_says() -> None:
    families: list[Metric] = list(Kauli(Snapshot([], {}, {}, system_clock()), {}).collect())
    ending = {"counter": "_total", "info": "_info"}
    metrics = {f"{one.name}{ending.get(one.type, '')}": one for one in families}
    told = {row[0].strip("`"): row for row in rows("Metrics") if row[0].startswith("`kauli_")}
    assert set(told) == set(metrics)
    for name, one in metrics.items():
        _, labels, says = told[name]
        assert tuple(labels.split(", "))[: len(one._labelnames)] == one._labelnames
        assert ("Histogram" in says) == (one.type == "histogram")


def test_the_examples_name_metrics_that_there_are() -> None:
    told = {row[0].strip("`") for row in rows("Metrics") if row[0].startswith("`kauli_")}
    used = set(re.findall(r"\bkauli_[a-z_]+[a-z]", section("Metrics"))) - {"kauli_your_key"}
    assert {name.removesuffix("_bucket") for name in used} == told


def test_the_files_on_the_page_can_be_read() -> None:
    scrape, rules = map(yaml.safe_load, re.findall(r"```yaml\n(.*?)```", _PAGE, re.DOTALL))
    assert scrape["scrape_configs"][0]["static_configs"]
    assert all(rule["expr"] and rule["alert"] for rule in rules["groups"][0]["rules"])
    (line,) = re.findall(r"```json\n(.*?)```", _PAGE, re.DOTALL)
    assert json.loads(line)["event"] in _EVENTS


def test_every_condition_is_told() -> None:
    told = [row[0].strip("`") for row in rows("How an endpoint is doing")]
    assert told == list(CONDITIONS) == list(get_args(Condition))


def test_the_lines_on_the_page_are_ones_that_are_said() -> None:
    said = (_ROOT / "tests/services/test_insight_lines.py").read_text()
    said = re.sub(r'"\s*\n\s*"', "", said)
    for condition, line in rows("How an endpoint is doing"):
        if condition != "`healthy`":
            assert line.replace("\\`", "`") in said, line


def test_the_numbers_are_true() -> None:
    text = " ".join(_PAGE.split())
    assert f"less than {STEADY:.0%}".replace("%", " %") in text
    assert f"counted to {COUNTED:,} and no further" in text
    assert FAILURES == 5
    assert "`down` after five failures in a row" in text
    assert (WARN_AFTER, OFF_AFTER) == (3 * 24 * HOUR, 5 * 24 * HOUR)
    assert "failing for three days" in text
    assert "That happens after five days" in text
