"""Where the examples are: inside an installed package, or beside it in a checkout."""

from pathlib import Path

import pytest

from kauli.cli import examples
from kauli.kit.errors import NotFound


def test_in_a_checkout_they_are_beside_the_package(checkout: Path) -> None:
    assert examples.example("pizza_bot") == checkout / "examples/pizza_bot"


def test_installed_they_are_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kauli/examples/pizza_bot").mkdir(parents=True)
    monkeypatch.setattr(examples, "_PLACES", (tmp_path / "kauli/examples", tmp_path / "examples"))
    assert examples.example("pizza_bot") == tmp_path / "kauli/examples/pizza_bot"


def test_a_missing_example_is_named() -> None:
    with pytest.raises(NotFound, match="tea_house"):
        examples.example("tea_house")
