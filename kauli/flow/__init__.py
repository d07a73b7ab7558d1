"""The conversation engine: a message and a session in, replies, a session and events out.

Pure: no clock, no chance, no socket, no database. Compile a document once (``compile_flow``),
then ``step`` takes any number of conversations through it.
"""

from kauli.flow.beginning import begin_at, root_of
from kauli.flow.definition.checks import check
from kauli.flow.definition.compiler import compile_flow
from kauli.flow.definition.document import BotDocument, Middleware, MiddlewareVariable
from kauli.flow.definition.intents import flat_intents
from kauli.flow.definition.reading import read_documents
from kauli.flow.definition.writing import split_documents, write_document
from kauli.flow.engine import step
from kauli.flow.events import (
    AnswerRejected,
    CallFailed,
    ChoiceMade,
    ChoiceRejected,
    Event,
    FlowCancelled,
    FlowFinished,
    FlowLeft,
    FlowStarted,
    IntentWithoutState,
    LimitReached,
    MissingState,
    NotUnderstood,
    StateEntered,
)
from kauli.flow.findings import Finding, Severity
from kauli.flow.limits import Limits
from kauli.flow.model import Flow
from kauli.flow.replies import (
    Button,
    Buttons,
    Media,
    MediaItem,
    Payload,
    Reply,
    Text,
    lines_of,
)
from kauli.flow.rules import Recogniser, Rules
from kauli.flow.session import END, Input, Session
from kauli.flow.states.base import State
from kauli.flow.turn import Ask, Call, Guess, Turn

__all__ = [
    "END",
    "AnswerRejected",
    "Ask",
    "BotDocument",
    "Button",
    "Buttons",
    "Call",
    "CallFailed",
    "ChoiceMade",
    "ChoiceRejected",
    "Event",
    "Finding",
    "Flow",
    "FlowCancelled",
    "FlowFinished",
    "FlowLeft",
    "FlowStarted",
    "Guess",
    "Input",
    "IntentWithoutState",
    "LimitReached",
    "Limits",
    "Media",
    "MediaItem",
    "Middleware",
    "MiddlewareVariable",
    "MissingState",
    "NotUnderstood",
    "Payload",
    "Recogniser",
    "Reply",
    "Rules",
    "Session",
    "Severity",
    "State",
    "StateEntered",
    "Text",
    "Turn",
    "begin_at",
    "check",
    "compile_flow",
    "flat_intents",
    "lines_of",
    "read_documents",
    "root_of",
    "split_documents",
    "step",
    "write_document",
]
