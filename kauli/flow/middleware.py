"""What the author's server may answer when it is asked for ``@variable``.

Four forms have a meaning, alone or together: ``{"text": …}`` takes the place of the variable,
``{"medias": {"images": […], …}}`` is sent along, and ``{"send_reply_button": {…}}`` or
``{"send_button": {…}}`` is passed on as it is, in place of the text. Anything else, and no
answer at all, leaves the place of the variable empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kauli.flow.raw import as_list, as_text
from kauli.flow.replies import Button, Payload, PayloadKind
from kauli.flow.script import Medium, read_media

__all__ = ["Answer", "offered_buttons", "read_answer"]

_PAYLOADS: tuple[PayloadKind, ...] = ("send_reply_button", "send_button")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, understood.

    Attributes:
        text: what to put in the place of the variable.
        media: what to send along.
        payloads: what to send in place of the text.
        failure: why nothing could be made of it; empty when something could.
    """

    text: str = ""
    media: tuple[Medium, ...] = ()
    payloads: tuple[Payload, ...] = ()
    failure: str = ""


def read_answer(raw: object) -> Answer:
    """Understand what the server answered (decoded JSON), or ``None`` when it did not answer."""
    if raw is None:
        return Answer(failure="no usable answer")
    if not isinstance(raw, Mapping):
        return Answer(failure="the answer is no JSON object")
    text = raw.get("text")
    spoken = isinstance(text, (str, int, float))
    medias = raw.get("medias")
    media = read_media(medias) if isinstance(medias, Mapping) else ()
    payloads = tuple(_payloads(raw))
    if not (spoken or media or payloads):
        return Answer(failure="the answer has no text, medias or buttons")
    return Answer(as_text(text) if spoken else "", media, payloads)


def offered_buttons(payloads: tuple[Payload, ...], most: int) -> tuple[Button, ...]:
    """The buttons and rows that the payloads offer, at most so many."""
    found = [button for payload in payloads for button in _buttons(payload)]
    return tuple(found[:most])


def _payloads(raw: Mapping[str, Any]) -> Iterator[Payload]:
    for kind in _PAYLOADS:
        value = raw.get(kind)
        if isinstance(value, Mapping) and value:
            yield Payload(kind, value, _body(value))


def _body(value: Mapping[str, Any]) -> str:
    body = value.get("body")
    return as_text(body.get("text") if isinstance(body, Mapping) else body)


def _buttons(payload: Payload) -> Iterator[Button]:
    action = _map(payload.value.get("action"))
    for button in as_list(action.get("buttons")):
        yield from _button(_map(button).get("reply"))
    for section in as_list(action.get("sections")):
        for row in as_list(_map(section).get("rows")):
            yield from _button(row)


def _button(raw: object) -> Iterator[Button]:
    if isinstance(raw, Mapping) and (id_ := as_text(raw.get("id"))):
        yield Button(id_, as_text(raw.get("title")))


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
