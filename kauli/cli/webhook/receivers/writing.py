"""Receiver code, from a template and what the webhook carries."""

import re
import shlex
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template
from textwrap import wrap
from typing import Literal, TypeAlias, get_args

from kauli.cli.webhook.receivers.names import identifiers, literal, remark
from kauli.flow.payload import CHAT_ID, Field, Payload, Shape

__all__ = ["FRAMEWORKS", "Framework", "Receiver", "write"]

Framework: TypeAlias = Literal["flask", "fastapi", "express"]

FRAMEWORKS: tuple[Framework, ...] = get_args(Framework)

_ENDINGS = {"flask": "py", "fastapi": "py", "express": "mjs"}
_PLAIN_PATH = re.compile(r"(/[A-Za-z0-9_.~-]+)+/?")
_CHAT = Field(CHAT_ID, True, (), "", "Whose conversation it is.")
_IN_PYTHON = {False: "\\u{:04x}", True: "\\U{:08x}"}
_IN_JAVASCRIPT = {False: "\\u{:04x}", True: "\\u{{{:x}}}"}
_MOST_CHOICES = 30
_WIDTH = 100
_STANDARDWEBHOOKS = "\nfrom standardwebhooks import Webhook, WebhookVerificationError"
_CRYPTOGRAPHY = (
    "\nfrom cryptography.exceptions import InvalidSignature"
    "\nfrom cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey"
)
_NODE_STANDARDWEBHOOKS = '\nimport { Webhook } from "standardwebhooks";'
_NODE_CRYPTO = '\nimport { createPublicKey, verify } from "node:crypto";'


@dataclass(frozen=True, slots=True)
class Receiver:
    """What a receiver is written for.

    Attributes:
        bot: the bot's name.
        payload: what is sent.
        shape: of the body.
        ed25519: whether it verifies with a public key instead of a shared secret.
        path: of its URL; replaced where it holds more than plain characters.
        port: to listen on.
        file: what the code is kept in.
        secret_command: prints what it verifies with, on its last line.
    """

    bot: str
    payload: Payload
    shape: Shape
    ed25519: bool
    path: str
    port: int
    file: str
    secret_command: str


def write(framework: Framework, receiver: Receiver) -> str:
    """The code of a receiver that verifies, reads these fields and tells repetitions."""
    ending = _ENDINGS[framework]
    kind = "ed25519" if receiver.ed25519 else "symmetric"
    fields = [_CHAT, *receiver.payload.fields]
    given = {
        "bot": remark(receiver.bot, 60),
        "triggers": remark(receiver.payload.trigger.replace(",", ", "), 60),
        "install": installation(framework, ed25519=receiver.ed25519),
        "run": remark(start(framework, receiver.file)),
        "secret_command": remark(receiver.secret_command),
        "path": f'"{plain_path(receiver.path)}"',
        "port": str(receiver.port),
        "data": '["data"]' if receiver.shape == "envelope" else "",
        "verifier": _read(f"parts/{kind}.{ending}.txt").rstrip(),
    }
    if ending == "py":
        given |= _python(framework, fields, ed25519=receiver.ed25519)
    else:
        given |= _javascript(fields, ed25519=receiver.ed25519)
    return Template(_read(f"{framework}.{ending}.txt")).substitute(given)


def installation(framework: Framework, *, ed25519: bool) -> str:
    """The command that installs what a receiver needs."""
    if framework == "express":  # Node verifies ed25519 itself
        return "npm install express" + ("" if ed25519 else " standardwebhooks")
    server = "fastapi uvicorn" if framework == "fastapi" else "flask"
    return f"pip install {server} {'cryptography' if ed25519 else 'standardwebhooks'}"


def start(framework: Framework, file: str) -> str:
    """The command that starts a receiver."""
    return f"{'node' if framework == 'express' else 'python'} {shlex.quote(file)}"


def plain_path(path: str) -> str:
    """The path, where no framework takes it for a pattern; else one that stands in for it."""
    return path if _PLAIN_PATH.fullmatch(path) else "/webhook"


@cache
def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _python(framework: Framework, fields: list[Field], *, ed25519: bool) -> dict[str, str]:
    named = identifiers(field.name for field in fields)
    members: list[str] = []
    values: list[str] = []
    for field in fields:
        members += [f"    # {line}" for line in _lines(field.description, _WIDTH - 6)]
        members.append(f"    {named[field.name]}: {_python_type(field)}")
        key = literal(field.name, _IN_PYTHON)
        value = f"data[{key}]" if field.required else f"data.get({key})"
        values.append(f"        {named[field.name]}={value},")
    typing = ["Annotated"] if framework == "fastapi" else []
    typing += ["Literal"] if any("Literal[" in member for member in members) else []
    modules = ["base64", "json", "os", "sqlite3", "time"] if ed25519 else ["json", "os", "sqlite3"]
    return {
        "fields": "\n".join(members),
        "values": "\n".join(values),
        "modules": "\n".join(f"import {name}" for name in modules),
        "typing": f"\nfrom typing import {', '.join(typing)}" if typing else "",
        "library": _CRYPTOGRAPHY if ed25519 else _STANDARDWEBHOOKS,
        "keeping": _read("parts/keeping.py.txt").rstrip(),
    }


def _python_type(field: Field) -> str:
    values = ", ".join(literal(choice, _IN_PYTHON) for choice in field.choices)
    of = f"Literal[{values}]" if 0 < len(field.choices) <= _MOST_CHOICES else "str"
    return of if field.required else f"{of} | None"


def _javascript(fields: list[Field], *, ed25519: bool) -> dict[str, str]:
    named = identifiers(field.name for field in fields)
    types: list[str] = []
    values: list[str] = []
    for field in fields:
        first, *rest = _lines(field.description, _WIDTH - 5) or [""]
        of = _javascript_type(field)
        types.append(f" * @property {{{of}}} {named[field.name]}")
        types += [f" *   {line}" for line in (first, *rest)]
        read = f"said.get({literal(field.name, _IN_JAVASCRIPT)})"
        values.append(f"    {named[field.name]}: {read}{'' if field.required else ' ?? null'},")
    required = [literal(field.name, _IN_JAVASCRIPT) for field in fields if field.required]
    return {
        "types": "\n".join(types),
        "values": "\n".join(values),
        "required": f"[{', '.join(required)}]",
        "library": _NODE_CRYPTO if ed25519 else _NODE_STANDARDWEBHOOKS,
    }


def _javascript_type(field: Field) -> str:
    values = " | ".join(literal(remark(choice), _IN_JAVASCRIPT) for choice in field.choices)
    of = values if 0 < len(field.choices) <= _MOST_CHOICES else "string"
    return of if field.required else f"{of} | null"


def _lines(text: str, width: int) -> list[str]:
    return wrap(remark(text, 1_000), width)
