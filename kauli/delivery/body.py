"""The body of a delivery: the flat memory of the flow, as published receivers expect it."""

from collections.abc import Mapping

from kauli.kit.json import dumps

__all__ = ["flat_body"]


def flat_body(memory: Mapping[str, object], chat_id: str) -> bytes:
    """The bytes that are stored, signed and sent, such as ``{"chat_id":"255…","pizza":"2"}``.

    Args:
        memory: of the flow, in the order in which it was collected. A value remembered under the
            name ``chat_id`` gives way to the real one, on which receivers rely.
        chat_id: whose conversation it is.
    """
    return dumps({"chat_id": chat_id} | dict(memory) | {"chat_id": chat_id})
