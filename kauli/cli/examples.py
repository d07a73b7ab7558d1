"""The examples that come with Kauli."""

from pathlib import Path

from kauli.kit.errors import NotFound

__all__ = ["example"]

_PACKAGE = Path(__file__).parents[1]
_PLACES = (_PACKAGE / "examples", _PACKAGE.parent / "examples")
"""Inside the installed package, and beside it in a source checkout."""


def example(name: str) -> Path:
    """The folder of an example.

    Raises:
        NotFound: this installation came without it.
    """
    for place in _PLACES:
        if (place / name).is_dir():
            return place / name
    raise NotFound(f"The example {name} is missing from this installation.", code="no_example")
