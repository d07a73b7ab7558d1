"""What the log looks like, for people and for machines."""

import json
import re

import pytest
import structlog

from kauli.cli.logs import configure_logs
from kauli.kit.errors import Invalid

_TIMESTAMP = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z"


def _fail(key: str) -> None:
    raise ValueError(len(key))


def written(capsys: pytest.CaptureFixture[str], *settings: str) -> str:
    """Two lines of the log, of which the second has a traceback."""
    configure_logs(*settings)
    log = structlog.get_logger("tests")
    log.info("delivery.failed", delivery="dlv_1", attempt=2)
    try:
        _fail("".join(("s3", "cret")))
    except ValueError:
        log.exception("delivery.internal_error")
    log.debug("unheard")
    out, err = capsys.readouterr()
    assert out == ""
    return err


@pytest.mark.parametrize("form", ["json", "auto"])
def test_machines_get_an_object_a_line(capsys, form) -> None:
    first, second = map(json.loads, written(capsys, "info", form).splitlines())
    assert re.fullmatch(_TIMESTAMP, first.pop("timestamp"))
    assert first == {
        "event": "delivery.failed",
        "level": "info",
        "delivery": "dlv_1",
        "attempt": 2,
    }
    assert "ValueError: 6" in second["exception"]
    assert "s3cret" not in second["exception"]


def test_people_get_lines_to_read_and_in_a_file_no_colours(capsys) -> None:
    text = written(capsys, "info", "text")
    assert "\x1b" not in text
    assert re.match(r"\S+ \[info +\] delivery.failed +attempt=2 delivery=dlv_1", text)
    assert "ValueError: 6" in text
    assert "s3cret" not in text


def test_what_is_below_the_level_is_left_out(capsys) -> None:
    assert written(capsys, "error", "json").count("\n") == 1


def test_a_level_or_a_form_that_there_is_not_is_refused(kauli) -> None:
    with pytest.raises(Invalid, match="KAULI_LOG_LEVEL is one of debug, info"):
        configure_logs("loud")
    kauli.env["KAULI_LOG_FORMAT"] = "yaml"
    assert kauli.fails("serve", "--port", 0).startswith("KAULI_LOG_FORMAT: Input should be 'auto'")
