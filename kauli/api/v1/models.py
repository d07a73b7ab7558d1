"""What all resources of our own API share."""

from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Path, Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from kauli.api.ids import in_range
from kauli.kit.clock import iso
from kauli.kit.errors import Invalid
from kauli.kit.pages import decode_cursor

__all__ = [
    "FAULTS",
    "BotNumber",
    "Exact",
    "Fault",
    "Faults",
    "Input",
    "Moment",
    "Output",
    "PageOf",
    "Window",
]

T = TypeVar("T")


def _moment(value: object) -> object:
    return iso(value) if isinstance(value, int) else value


Moment = Annotated[
    str,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "format": "date-time"}, mode="serialization"),
    Field(examples=["2026-01-31T09:30:00.000123Z"]),
]
"""UTC, with microseconds."""


class Input(BaseModel):
    """Something sent to us; a key that we don't know is refused, since it may be a misspelt one."""

    model_config = ConfigDict(extra="forbid")


class Output(BaseModel):
    """Something we answer, made from what a service gives."""

    model_config = ConfigDict(from_attributes=True)


class Exact(Output):
    """Something that is sent to us in the very shape in which we answer it."""

    model_config = ConfigDict(extra="forbid")


class PageOf(Output, Generic[T]):
    """Some items; ask for the rest with ``cursor``."""

    items: list[T]
    next_cursor: str | None = Field(
        default=None, description="Give it as `cursor` to get the next page; null on the last one."
    )


class Problem(Output):
    """One fault in what was sent."""

    where: list[str] = Field(examples=[["body", "name"]])
    message: str
    kind: str = Field(examples=["missing"])


class Fault(Output):
    """What went wrong, by a stable code, and what to do about it."""

    code: str = Field(examples=["bot_not_found"])
    message: str = Field(examples=["There is no bot 5."])
    problems: list[Problem]


class Faults(Output):
    """The one shape of all errors."""

    error: Fault


def _faults(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return {status: {"model": Faults, "description": "Refused."} for status in statuses}


FAULTS = _faults(400, 401, 403, 404, 409, 413, 422)
"""What any route may answer instead."""


def _number(
    bot_id: Annotated[int, Path(description="The bot's number.", examples=[5])],
) -> int:
    return in_range(bot_id)


BotNumber = Annotated[int, Depends(_number)]
"""The bot in the address."""


@dataclass(frozen=True, slots=True)
class _Window:
    cursor: str | None
    limit: int


def _window(
    cursor: Annotated[
        str | None, Query(description="`next_cursor` of the page before.", max_length=2_000)
    ] = None,
    limit: Annotated[int, Query(ge=1, le=200, description="The most items on a page.")] = 50,
) -> _Window:
    if cursor and "\x00" in decode_cursor(cursor):
        raise Invalid("That cursor is not one of ours; start again without it.", code="bad_cursor")
    return _Window(cursor, limit)


Window = Annotated[_Window, Depends(_window)]
"""Where a page begins, and how long it is."""
