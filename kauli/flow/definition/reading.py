"""Import: one file with everything, or the three files of the SDKs, told apart by shape."""

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from kauli.flow.definition.bounds import refuse
from kauli.flow.definition.document import BotDocument
from kauli.flow.definition.files import Part, read_file
from kauli.flow.definition.settings import SETTING_KEYS, read_settings
from kauli.flow.limits import DEFAULT_LIMITS, Limits
from kauli.flow.raw import as_text
from kauli.flow.states.speaking import SPEAKING_KEYS
from kauli.kit.errors import Invalid, Problem

__all__ = ["read_documents"]

_Shape: TypeAlias = Literal["whole", "intents", "flows", "metadata"]
_PARTS = {"intents": ("intents",), "flows": ("flows", "flow")}


def read_documents(*texts: str, limits: Limits = DEFAULT_LIMITS) -> BotDocument:
    """A bot from the texts of its files, each in JSON or YAML, in any order.

    A file is the whole bot (it has ``intents``, ``flows`` or ``flow``), or the intents (texts
    by name), the flow (states by name), or the metadata (``name`` and other settings).

    Raises:
        Invalid: a file can't be read, holds no part of a bot, or the same part as another.
    """
    parts = [part for number, text in enumerate(texts, 1) for part in _read(number, text, limits)]
    held: dict[str, Any] = {}
    for part in parts:
        for key, value in _held(part).items():
            if key in held:
                raise refuse(
                    "part_twice",
                    "file",
                    f"Two of the files hold {key}; give only one of them.",
                )
            held[key] = value
    remarks = tuple(remark for part in parts for remark in part.remarks)
    return BotDocument(**held, remarks=remarks)


def _read(number: int, text: str, limits: Limits) -> list[Part]:
    """The parts in a file, whose faults are told by its number."""
    try:
        return read_file(text, limits)
    except Invalid as error:
        message = f"File {number}: {error.message}" if number > 1 else error.message
        raise Invalid(
            message, code=error.code, problems=[Problem(("file", str(number)), error.message)]
        ) from None


def _held(part: Part) -> dict[str, Any]:
    """What a part says about the bot, by the names of ``BotDocument``."""
    value = part.value
    shape = _shape(value) if isinstance(value, Mapping) else None
    if shape is None or not isinstance(value, Mapping):
        raise refuse(
            "not_a_bot",
            "file",
            "The file is no part of a bot: give its intents, its flow, its metadata, "
            "or one file with all of them.",
        )
    if shape in {"intents", "flows"}:
        return {shape: _map(value)}
    held = read_settings(value)
    if shape == "whole":
        for name, keys in _PARTS.items():
            raw = next((value[key] for key in keys if value.get(key) is not None), None)
            if raw is not None:
                held[name] = _map(raw) if isinstance(raw, Mapping) else {}
    return held


def _shape(value: Mapping[str, Any]) -> _Shape | None:
    """Which part of a bot it is."""
    if any(_is_part(value.get(key)) for keys in _PARTS.values() for key in keys):
        return "whole"
    if any(key in value and not isinstance(value[key], (Mapping, list)) for key in SETTING_KEYS):
        return "metadata"
    if any(isinstance(one, Mapping) or _is_json_map(one) for one in value.values()):
        return "flows"
    if any(isinstance(one, list) for one in value.values()):
        return "intents"
    return None


def _is_part(value: object) -> bool:
    """Whether it is a map of intents or states, and not a single state that is called so."""
    if not isinstance(value, Mapping):
        return False
    return not any(
        key in SPEAKING_KEYS and not isinstance(inner, Mapping) for key, inner in value.items()
    )


def _is_json_map(value: object) -> bool:
    return isinstance(value, str) and value.lstrip().startswith("{")


def _map(value: Mapping[Any, Any]) -> dict[str, object]:
    return {as_text(key): item for key, item in value.items()}
