"""The page about testing a receiver says what the doctor does."""

import re
from pathlib import Path
from typing import get_args

from kauli.delivery.doctor import PROBES, Plan, Verdict, stored

_PAGE = (Path(__file__).parents[2] / "docs" / "webhooks-testing.md").read_text()
_ROWS = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \|", _PAGE, re.MULTILINE)


def test_every_probe_is_there_in_its_order_and_its_words() -> None:
    assert [(probe.name, probe.sent, probe.expected) for probe in PROBES] == _ROWS


def test_the_transcript_shows_every_probe() -> None:
    shown = re.findall(r"^good +(\w+) +(.*)$", _PAGE, re.MULTILINE)
    assert shown == [(probe.name, probe.sent) for probe in PROBES]
    assert f"All {len(PROBES)} went as they should." in _PAGE


def test_every_verdict_is_named() -> None:
    for verdict in get_args(Verdict):
        assert f"`{verdict}`" in _PAGE


def test_the_slow_probe_has_as_much_more_time_as_it_takes() -> None:
    plan = Plan(url="", secrets=stored(""), other="", body=b"{}")
    assert plan.drip_seconds == 3
    assert "has three more" in _PAGE
