"""The settings page says what the settings are."""

import re
from pathlib import Path

from kauli.config import Settings

_PAGE = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text()
_ROWS = dict(re.findall(r"^\| `KAULI_(\w+)` \| `?([^`|]*?)`? \|", _PAGE, re.MULTILINE))


def test_every_setting_is_there_and_no_other() -> None:
    assert {name.lower() for name in _ROWS} == set(Settings.model_fields)


def test_every_default_is_true() -> None:
    for name, field in Settings.model_fields.items():
        shown = str(field.default).lower() if isinstance(field.default, bool) else field.default
        assert _ROWS[name.upper()] == (str(shown) or "(empty)"), name
