"""The page about payloads shows what the code makes."""

import json
import re
from pathlib import Path

from kauli.cli.webhook.receivers import FRAMEWORKS, Receiver, write
from kauli.flow import compile_flow
from kauli.flow.payload import Field, Payload, breaking, json_schema, payload_of

_PAGE = (Path(__file__).parents[2] / "docs" / "payload.md").read_text()


def test_the_schema_is_the_one_that_is_made() -> None:
    flow = compile_flow(
        {
            "order": {
                "message": "Which size?",
                "buttons": [{"1": "Small"}, {"2": "Large"}],
                "next_state": "choice_size",
            },
            "choice_size": {"1": "done", "2": "done"},
            "done": {"message": "Thanks"},
        },
        {"order": ["juice please"]},
    )
    (shown,) = re.findall(r"```json\n(.*?)```", _PAGE, re.DOTALL)
    assert json.loads(shown) == json_schema(payload_of(flow, "order"), title="order of Duka")


def test_the_receiver_reads_as_shown() -> None:
    (shown,) = re.findall(r"```python\n(.*?)```", _PAGE, re.DOTALL)
    names = re.findall(r'data\["(\w+)"\]|data\.get\("(\w+)"\)', shown)
    fields = [Field(sure or may, bool(sure), (), "", "") for sure, may in names]
    payload = Payload("order_pizza", "intent", tuple(fields[1:]))
    receiver = Receiver("Pizzeria", payload, "flat", False, "/new-order", 5000, "r.py", "kauli")
    assert shown in write("flask", receiver)
    for framework in FRAMEWORKS:
        assert f"`{framework}`" in _PAGE


def test_the_warning_is_worded_as_shown() -> None:
    had = Payload("order", "intent", (Field("address", True, (), "", ""),))
    (said,) = breaking(had, Payload("order", "intent", ()))
    assert f"What the webhook of 'order' sends changes: {said}" in _PAGE
