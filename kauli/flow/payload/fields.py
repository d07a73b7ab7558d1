"""What a webhook carries, as data: the fields of its flat body."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

__all__ = ["CHAT_ID", "Field", "Payload", "Trigger", "either"]

CHAT_ID = "chat_id"
"""The field that every body has; a state of this name gives way to it."""

Trigger: TypeAlias = Literal["intent", "state", "choice", "never"]
"""What a trigger is; ``never`` for a name that nothing in the flow fires."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value that the memory may hold when a webhook fires.

    Attributes:
        name: the state (or choice) that it is remembered under.
        required: it is there however the conversation went.
        choices: the values that it can have, in the order of the document, where it is a choice;
            empty where it can be any text.
        example: a value that it could have.
        description: what it is, for whoever writes the receiver.
    """

    name: str
    required: bool
    choices: tuple[str, ...]
    example: str
    description: str


@dataclass(frozen=True, slots=True)
class Payload:
    """What the deliveries of a trigger carry besides ``chat_id``.

    Attributes:
        trigger: its name.
        kind: an ``intent`` fires at the end of the flow it started, a ``state`` when it is
            entered, a ``choice`` when it is made.
        fields: in the order of the conversation.
        example: names and values as one conversation could leave them; empty where none is known.
    """

    trigger: str
    kind: Trigger
    fields: tuple[Field, ...]
    example: tuple[tuple[str, str], ...] = ()


def either(payloads: Iterable[Payload]) -> Payload:
    """What a receiver of several triggers has to expect: a delivery of any of them.

    A field is required if all of them require it, and has the choices of all of them. A turn that
    meets several of the triggers makes one delivery, for which all of their payloads hold, and so
    does this one.
    """
    firing = [payload for payload in payloads if payload.kind != "never"]
    if not firing:
        return Payload("", "never", ())
    named: dict[str, list[Field]] = {}
    for payload in firing:
        for field in payload.fields:
            named.setdefault(field.name, []).append(field)
    fields = tuple(_joined(same, everywhere=len(same) == len(firing)) for same in named.values())
    kinds = {payload.kind for payload in firing}
    kind: Trigger = kinds.pop() if len(kinds) == 1 else "state"
    triggers = ",".join(payload.trigger for payload in firing)
    return Payload(triggers, kind, fields, firing[0].example)


def _joined(same: list[Field], *, everywhere: bool) -> Field:
    choices = dict.fromkeys(choice for field in same for choice in field.choices)
    return replace(
        same[0],
        required=everywhere and all(field.required for field in same),
        choices=tuple(choices) if all(field.choices for field in same) else (),
    )
