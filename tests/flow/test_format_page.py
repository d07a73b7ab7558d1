"""The reference of the format says all there is, and its examples work."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from kauli.flow import Limits, Rules, check, compile_flow, read_documents
from kauli.flow.definition.settings import SETTING_KEYS
from kauli.flow.events import EVENTS
from kauli.flow.states import STATE_TYPES
from kauli.flow.states.speaking import SPEAKING_KEYS
from kauli.flow.talk import CANCELLED, MISSING
from kauli.flow.validators import VALIDATORS

PAGE = (Path(__file__).parents[2] / "docs" / "flow-format.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def in_table(name: str, below: str) -> bool:
    """Whether the first column of a section's table names it."""
    section = PAGE.split(f"\n## {below}\n")[1].split("\n## ")[0]
    return any(
        f"`{name}`" in line.split("|")[1] for line in section.splitlines() if line.startswith("|")
    )


@pytest.mark.parametrize("type_", STATE_TYPES, ids=lambda type_: type_.kind)
def test_every_state_type_has_a_section(type_: type) -> None:
    assert f"\n### {type_.kind}\n" in PAGE


@pytest.mark.parametrize(
    "key", sorted(SPEAKING_KEYS.union(*(t.keys for t in STATE_TYPES))), ids=str
)
def test_every_key_of_a_state_is_listed(key: str) -> None:
    assert in_table(key, "States")


@pytest.mark.parametrize("validator", VALIDATORS, ids=lambda validator: validator.name)
def test_every_validator_and_parameter_is_listed(validator: object) -> None:
    for name in (validator.name, *validator.aliases):
        assert in_table(name, "Validators")
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{validator.name}`"))
    assert all(f"`{parameter}`" in row for parameter in validator.parameters)


@pytest.mark.parametrize("key", sorted(SETTING_KEYS - {"webhook_trigger_intent"}), ids=str)
def test_every_key_of_a_document_is_listed(key: str) -> None:
    assert in_table(key, "Keys of the document")


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_every_event_is_listed(event: type) -> None:
    assert in_table(event.__struct_config__.tag, "Events")


@pytest.mark.parametrize("limit", fields(Limits), ids=lambda field: field.name)
def test_every_limit_is_listed_with_its_default(limit: object) -> None:
    assert f"| `{limit.name}` | {limit.default:,} |" in PAGE


def test_the_fixed_answers_are_quoted() -> None:
    assert f"`{CANCELLED}`" in PAGE
    assert f"`{MISSING}`" in PAGE


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_works(example: str) -> None:
    doc = read_documents(example)
    flow = compile_flow(doc.flows, doc.intents)
    assert doc.flows == yaml.safe_load(example).get("flows", yaml.safe_load(example))
    if doc.intents:
        findings = check(flow, Rules(0.5, ()), triggers=doc.webhook_trigger_intents or ())
        assert findings == ()
    else:
        (state,) = flow.states.values()
        assert not state.unknown_keys
