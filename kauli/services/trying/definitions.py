"""A conversation test as data: what is said, and what is expected of the answer."""

from typing import Annotated, Any, TypeAlias

import msgspec
from msgspec import Meta, field

from kauli.flow import Limits
from kauli.kit import json
from kauli.kit.errors import Invalid, Problem

__all__ = [
    "MOST_STEPS",
    "MOST_TESTS",
    "Definition",
    "Expectation",
    "ExpectedPush",
    "Start",
    "Step",
    "checked",
    "read_definition",
]

MOST_TESTS = 200
"""The most tests of a bot."""

MOST_STEPS = 200
"""The most steps of a test."""

_MOST_BYTES = 512 * 1024
_Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]
_Short: TypeAlias = Annotated[str, Meta(max_length=500)]


class _Part(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A part of a test."""


class Start(_Part, frozen=True):
    """Where a test begins.

    Attributes:
        state: as if it had just been entered; ``None`` for a fresh conversation.
        memory: what is remembered by then.
    """

    state: _Short | None = None
    memory: dict[str, str] = field(default_factory=dict)


class ExpectedPush(_Part, frozen=True):
    """What the webhook sends.

    Attributes:
        trigger: an intent or a state.
        body: values that are among those sent (of an envelope: among its ``data``).
    """

    trigger: _Short
    body: dict[str, Any] = field(default_factory=dict)


class Expectation(_Part, frozen=True):
    """What is expected of an answer; ``None`` is not looked at.

    Attributes:
        replies: a list of lines for each reply, as ``readable`` writes them.
        state: the state entered last.
        next_state: the state that awaits the next message.
        intent: what the message is understood as; "" for nothing.
        pushes: what the webhook sends; ``[]`` for nothing.
    """

    replies: tuple[tuple[str, ...], ...] | None = None
    state: _Short | None = None
    next_state: _Short | None = None
    intent: _Short | None = None
    pushes: tuple[ExpectedPush, ...] | None = None


class Step(_Part, frozen=True):
    """A message and what is expected of its answer.

    Attributes:
        say: what was typed, or the id of the button that was pressed.
        type: of the message.
        calls: by middleware variable, what the server answered when this was written down; it is
            not called again.
    """

    say: str
    type: Annotated[str, Meta(max_length=32)] = "text"
    expect: Expectation = Expectation()
    calls: dict[str, Any] = field(default_factory=dict)


class Definition(_Part, frozen=True, kw_only=True):
    """A conversation test."""

    name: _Name
    start: Start = Start()
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=MOST_STEPS)]


def read_definition(raw: object) -> Definition:
    """A test from decoded JSON.

    Raises:
        Invalid: it is none; says where.
    """
    try:
        return msgspec.convert(raw, Definition)
    except msgspec.ValidationError as error:
        fault, _, place = str(error).partition(" - at `$")
        where = tuple(place.rstrip("`").replace("[", ".").replace("]", "").split(".")[1:])
        said = f"{'.'.join(where) or 'test'}: {fault}."
        raise Invalid(said, code="bad_test", problems=[Problem(("body", *where), fault)]) from None


def checked(definition: Definition, limits: Limits) -> Definition:
    """A test that can be kept and run.

    Raises:
        Invalid: its name is blank, or it holds more than it may.
    """
    if not definition.name.strip():
        raise _refused("name", "A test needs a name, such as “A pizza with cheese”.")
    for number, step in enumerate(definition.steps):
        if len(step.say) > limits.message_chars:
            raise _refused(
                f"steps.{number}.say", f"A message has at most {limits.message_chars} characters."
            )
    if len(json.dumps(definition)) > _MOST_BYTES:
        raise _refused("steps", "The test is too long; make two of it.")
    return definition


def _refused(where: str, message: str) -> Invalid:
    problem = Problem(("body", *where.split(".")), message)
    return Invalid(message, code="bad_test", problems=[problem])
