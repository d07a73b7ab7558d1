"""Whatever a bot, a field or a choice is called, the receiver written for it is harmless code."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kauli.cli.webhook.receivers import FRAMEWORKS, Receiver, write
from kauli.cli.webhook.receivers.names import identifiers
from kauli.flow.payload import Field, Payload

NODE_MODULES = Path(__file__).parents[1] / "js" / "node_modules" / ".installed"

NASTY = [
    "ni ngapi?",
    "ni-ngapi?",
    "class",
    "None",
    "2nd",
    "",
    " ",
    "__proto__",
    "constructor",
    "__private",
    "data",
    '"""',
    "*/ process.exit(1) /*",
    "\\",
    '"); import os; os._exit(1); ("',
    "a\nb",
    "a\u2028b",
    "a\u202eb",
    "👨‍👩‍👧",
    "\U000e0001",
    "ﬁeld",
    "field",
    "قيمة",
    "$bot",
    "${bot}",
    "{0}",
    "%s",
    "x" * 300,
]
texts = st.sampled_from(NASTY) | st.text(st.characters(codec="utf-8"), max_size=12)


def receiver(
    names: list[str], choices: list[str] = NASTY, bot: str = "Bot", **more: Any
) -> Receiver:
    fields = [
        Field(name, number % 2 == 0, tuple(choices) if number % 3 == 0 else (), "", f"Is {name}")
        for number, name in enumerate(names)
    ]
    given_ = {"shape": "flat", "ed25519": False, "path": "/in", "port": 1, "file": "r.py"} | more
    payload = Payload(",".join(names), "intent", tuple(fields))
    return Receiver(bot=bot, payload=payload, secret_command="kauli webhook secret 1", **given_)


def answers_of(code: str, data: dict[str, Any], folder: Path) -> Any:
    """What a Python receiver reads out of some data."""
    os.environ["WEBHOOK_SECRET"] = "whsec_" + "A" * 32
    os.environ["RECEIVED"] = str(folder / "received.db")
    try:
        scope: dict[str, Any] = {"__name__": "receiver"}
        exec(compile(code, "receiver.py", "exec"), scope)
        return scope["read"](data)
    finally:
        del os.environ["WEBHOOK_SECRET"], os.environ["RECEIVED"]


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, max_size=6, unique=True), st.lists(texts, max_size=3), texts)
@example(NASTY, NASTY, '"""\\')
def test_any_name_is_read_by_its_own_key(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], choices: list[str], bot: str
) -> None:
    names = [name for name in names if name != "chat_id"]
    code = write("flask", receiver(names, choices, bot))
    data = {"chat_id": "c"} | {name: f"value of {name}" for name in names}
    read = answers_of(code, data, tmp_path_factory.mktemp("receiver"))
    named = identifiers(["chat_id", *names])
    assert {name: getattr(read, named[name]) for name in data} == data


@settings(max_examples=200)
@given(st.lists(texts, unique=True))
def test_identifiers_are_good_and_none_comes_twice(names: list[str]) -> None:
    found = identifiers(names)
    assert list(found) == names
    assert len(set(found.values())) == len(names)
    for name, given_ in found.items():
        assert given_.isidentifier()
        if name.isascii() and name.isidentifier() and not name.startswith("_") and len(name) < 50:
            assert given_.rstrip("_0123456789") == name.rstrip("_0123456789")


@pytest.mark.skipif(
    not (shutil.which("node") and NODE_MODULES.exists()),
    reason="Node and what tests/js needs are not here (make test installs it)",
)
@pytest.mark.parametrize("ed25519", [False, True])
def test_node_reads_any_name_by_its_own_key(tmp_path: Path, ed25519: bool) -> None:
    code = write("express", receiver(NASTY, bot="*/", ed25519=ed25519))
    kept = code[code.index("/**\n * What a") : code.index("/**\n * Do your part")]
    data = {"chat_id": "c"} | {name: f"value of {name}" for name in NASTY}
    named = identifiers(data)
    file = tmp_path / "read.mjs"
    file.write_text(
        f"{kept}\nimport {{ readFileSync }} from 'node:fs';\n"
        "console.log(JSON.stringify(read(JSON.parse(readFileSync(0)))));\n"
    )
    ran = subprocess.run(
        ["node", file], input=json.dumps(data), capture_output=True, text=True, check=True
    )
    assert json.loads(ran.stdout) == {named[name]: value for name, value in data.items()}
    whole = tmp_path / "whole.mjs"
    whole.write_text(code)
    subprocess.run(["node", "--check", whole], check=True)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_path_that_frameworks_take_for_a_pattern_is_replaced(framework: Any) -> None:
    for path in ("", "/", "/<id>", "/{id}", "/:id", "/*", '/"', "/a b"):
        assert '"/webhook"' in write(framework, receiver(["a"], path=path))
    assert '"/in/v1.0/~x"' in write(framework, receiver(["a"], path="/in/v1.0/~x"))
