"""What a webhook carries, derived from the flow: fields, a JSON Schema, an example.

Pure, like the engine whose rules it follows.
"""

from kauli.flow.payload.breaking import breaking
from kauli.flow.payload.deriving import Payloads, payload_of
from kauli.flow.payload.fields import CHAT_ID, Field, Payload, either
from kauli.flow.payload.schema import (
    SHAPES,
    Shape,
    example_body,
    example_envelope,
    json_schema,
)

__all__ = [
    "CHAT_ID",
    "SHAPES",
    "Field",
    "Payload",
    "Payloads",
    "Shape",
    "breaking",
    "either",
    "example_body",
    "example_envelope",
    "json_schema",
    "payload_of",
]
