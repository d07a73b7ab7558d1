"""One turn of a conversation: load, ask nlu and flow, write what happened and what to send."""

from kauli.runner.calls import Called, MiddlewareCaller
from kauli.runner.encoding import SharedEncoder
from kauli.runner.programs import Programs
from kauli.runner.rows import Answer, Incoming
from kauli.runner.sessions import pack, unpack
from kauli.runner.turn import Runner

__all__ = [
    "Answer",
    "Called",
    "Incoming",
    "MiddlewareCaller",
    "Programs",
    "Runner",
    "SharedEncoder",
    "pack",
    "unpack",
]
