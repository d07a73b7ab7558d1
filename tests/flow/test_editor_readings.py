"""The dashboard's editor reads states and YAML as the engine does: one file holds both to it.

``pytest tests/flow/test_editor_readings.py --update-goldens`` writes the files anew, which the
tests beside ``dashboard/src/flow`` read.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kauli.flow.definition.compiler import compile_flow
from kauli.flow.definition.yaml_text import read_yaml
from kauli.flow.limits import DEFAULT_LIMITS
from kauli.flow.session import END
from kauli.flow.states import State
from kauli.flow.states.base import Target
from kauli.flow.states.choice import ChoiceState
from kauli.flow.templates import written
from kauli.kit.errors import Invalid
from kauli.kit.json import dumps

FLOW = Path(__file__).parents[2] / "dashboard" / "src" / "flow"

_MEDIA = {"link": "https://shop.example/menu.jpg", "caption": "Our menu"}

CASES: tuple[object, ...] = (
    {"message": "Hi", "next_state": "b"},
    {"message": ["Hi", "", "there"], "next_state": "end"},
    {"message": [["Hi"], ["Hello", "there"]], "next_state": "b"},
    {"message": [["Hi"], []], "next": "b"},
    {"message": ["Hi", ["a", ["b"]]], "next": "b", "next_state": None},
    {"message": [{"Open": "daily"}, 7, 1.5, True, None, 1e-7, 1e16, -0.0], "next_state": 1},
    {"message": []},
    {"message": ""},
    {"message": "Hi", "next_state": "end."},
    {"message": "Sure?", "buttons": [{"1": "Yes"}, {"2": "No", "3": 3}, "b", " ", None]},
    {"message": "Sure?", "type": "interactive,", "buttons": {"10": "Yes", "2": "No"}},
    {"message": "Sure?", "type": "interactive", "buttons": []},
    {"message": "Sure?", "buttons": "b"},
    {"images": [_MEDIA], "next_state": "b"},
    {"images": _MEDIA, "videos": "https://shop.example/film.mp4", "message": [" "]},
    {"images": [_MEDIA, " x ", 7, None, {"caption": "no link"}], "message": "Look"},
    {
        "message": "Age?",
        "validators": [{"type": "numeric_validation", "error_message": "A number!"}],
    },
    {"message": "Age?", "validators": "numeric_validation", "massage": "x"},
    {"message": "Age?", "validators": [None, 7, {"type": " x ", "error_message": [["a"], ["b"]]}]},
    {"1": "a", "2": "b", "fallback_message": ["1 or 2, please."]},
    {"10": "a", "9": 7, "type": "choice"},
    {"choices": {"ja": "a", "nein": "nowhere"}, "fallback_message": [["x"], ["y"]], "note": 1},
    {"choices": {}},
    {"choices": "a", "1": "b"},
    {"1": "a", "2": True},
    {"1": "a", "2": 1.5},
    {"1": "a", "2": None},
    {"fallback_message": "only that"},
    {"type": "text"},
    {},
    [],
    None,
    7,
    True,
    "Just a message",
    ["Just", ["a", "message"]],
    [["One"], ["Two"]],
    '{"message": "Hi", "next_state": "b"}',
    ' {"1": "a", "10": "b", "2": "a"}',
    '\x1f{"message": "Hi"}\x85',
    {"images": ["\ufeffx", "\x1c x \x85"], "message": "\ufeff", "buttons": ["\ufeff", "\x1f"]},
    '{"message": ',
    '[{"message": "Hi"}]',
    '{"a": 1} and more',
)
"""States in every form that published bots have, and some that nobody should write."""

_WORDS = (
    "Hi",
    "",
    " ",
    "a",
    "b",
    "end",
    "yes",
    "{{a}} @b",
    "1",
    "https://x.example/a.png",
    "Ñandú",
)
_KEYS = (
    "message", "message", "next_state", "next", "type", "validators", "buttons", "images", "audios",
    "fallback_message", "choices", "1", "2", "10", "massage", "error_message", "link", "caption",
)  # fmt: skip


def invented(count: int) -> Iterator[object]:
    """States that nobody wrote, always the same."""
    chance = random.Random(2024)
    for _ in range(count):
        state = {chance.choice(_KEYS): _value(chance, 0) for _ in range(chance.randint(0, 5))}
        yield state if chance.random() < 0.9 else _value(chance, 0)


def _value(chance: random.Random, depth: int) -> object:
    kind = chance.randint(0, 9 if depth < 3 else 5)
    if kind <= 3:
        return chance.choice(_WORDS)
    if kind == 4:
        return chance.choice((None, True, False))
    if kind == 5:
        return chance.choice((0, 7, -3, 10**20, 1.0, 0.1, 1e22, 1e-5, 123456.75))
    if kind <= 7:
        return [_value(chance, depth + 1) for _ in range(chance.randint(0, 3))]
    return {chance.choice(_KEYS): _value(chance, depth + 1) for _ in range(chance.randint(0, 3))}


YAML = (
    "a: yes\nb: no\nc: on\nd: off\ne: true\nf: False\ng: null\nh: ~\ni:\nj: NULL\n",
    "[0711111111, 1.50, 1.5, 10, -3, +3, 0x1F, 1e3, 1_000, 12:30, 2024-01-31, .5, 1., -0, 1.0]",
    '1: one\n"2": two\n10: ten\ntrue: yes\n: nothing\n',
    "a: &x [1, two]\nb: *x\n",
    "base: &base {a: 1, b: 2}\nmore: {<<: *base, b: 3}\n",
    "text: |\n  One\n\n  two\nfolded: >-\n  One\n  two\n",
    "quoted: \"a\\tb \\u00e9\"\nsingle: 'it''s'\n",
    "a: 1\na: 2\nb: 3\n",
    "- - a\n  - b\n- {x: [y, {z: w}]}\n-\n",
    "a: !!str 12\nb: ! 12\n",
    "? a long key\n: value\n",
    "# nothing but a comment\n",
    "Habari: Karibu dukani! # a greeting\nemoji: 🍕 pizza\n",
    "a: b: c\n",
    "a: [1, 2\n",
    "a: !!python/object x\n",
    "a: *nowhere\n",
    "{[a]: b}\n",
    "a: 'never closed\n",
    "\ta: 1\n",
    "a:\n\t- b\n",
    "<<: 3\n",
    "@a: b\n",
    "a: @b\n",
)
"""YAML in all its forms, and some that is none."""


def reading(raw: object) -> dict[str, Any]:
    """The state as the engine reads it, beside its text."""
    names = {"a": "A", "b": "B", "state": raw}
    state = compile_flow(names, {}).states["state"]
    choice = state if isinstance(state, ChoiceState) else None
    said = [[written(line) for line in script.lines] for script in state.says if script.lines]
    return {
        "raw": dumps(raw).decode(),
        "kind": state.kind,
        "variations": [] if choice else said,
        "fallback": said if choice else [],
        "buttons": [[offer.id, written(offer.title)] for offer in state.offers],
        "media": _media(state),
        "next": _name(state.next),
        "validators": [
            [one.type, [[written(line) for line in script.lines] for script in one.error]]
            for one in state.validators
        ],
        "choices": [[key, _name(to)] for key, to in choice.options.items()] if choice else [],
        "unknown": list(state.unknown_keys),
    }


def _media(state: State) -> list[list[str]]:
    if isinstance(state, ChoiceState) or not state.says:
        return []
    return [[one.kind, written(one.link), written(one.caption)] for one in state.says[0].media]


def _name(target: Target) -> str:
    return target.missing or (END if target.state == END else target.state)


def read(text: str) -> str | None:
    """The YAML as compact JSON; nothing when it is refused."""
    try:
        return dumps([document.value for document in read_yaml(text, DEFAULT_LIMITS)]).decode()
    except Invalid:
        return None


def readings() -> dict[Path, list[object]]:
    """What the files have to hold."""
    return {
        FLOW / "states" / "readings.json": [reading(raw) for raw in (*CASES, *invented(150))],
        FLOW / "document" / "yaml_readings.json": [[text, read(text)] for text in YAML],
    }


@pytest.mark.parametrize("path", readings(), ids=lambda path: path.name)
def test_the_editor_is_held_to_what_the_engine_reads(path: Path, *, update_goldens: bool) -> None:
    expected = b"[\n" + b",\n".join(map(dumps, readings()[path])) + b"\n]\n"
    if update_goldens:
        path.write_bytes(expected)
    assert path.read_bytes() == expected
