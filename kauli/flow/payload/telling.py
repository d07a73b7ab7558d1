"""A description and an example of each field, from the words around it."""

import re
from functools import cached_property

from kauli.flow.model import Flow
from kauli.flow.payload.order import Asked
from kauli.flow.session import Input
from kauli.flow.states import State
from kauli.flow.templates import written
from kauli.flow.validation import first_refusal

__all__ = ["Teller"]

_LONGEST = 120
_MOST = 20
_WORDS = "some words"
_SPLIT = re.compile(r"[\W_]+")

_LIKELY = (
    ("0712345678", {"phone", "simu", "mobile", "whatsapp"}),
    ("asha@example.com", {"email", "mail", "barua"}),
    ("2026/03/14", {"date", "tarehe", "day", "siku", "birthday"}),
    ("09:30", {"time", "hour", "saa", "muda"}),
    ("5000", {"amount", "kiasi", "price", "bei"}),
    ("2", {"number", "count", "many", "quantity", "idadi", "ngapi", "age", "umri"}),
    ("Asha Juma", {"name", "names", "username", "fullname", "jina", "majina"}),
    ("Uhuru Street 12", {"address", "location", "street", "anwani", "mahali", "mtaa"}),
)
"""What answers look like, by the words that the names of their states are made of."""

_ANYTHING = (
    _WORDS,
    "2",
    "0712345678",
    "asha@example.com",
    "2026/03/14",
    "09:30",
    "AB12",
    "Asha",
    "https://example.com",
    "yes",
    "1",
    "10",
    "100",
    "1000",
    *(("some words " * 500)[:length] for length in (3, 5, 20, 50, 100, 250, 500, 1_000, 4_000)),
)
_TYPES = ("image", "location", "audio", "video", "file")


class Teller:
    """Tells what the fields of a flow are."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    def description(self, name: str, asked: Asked, choices: tuple[str, ...]) -> str:
        """What a field is, in a sentence."""
        by = self._state(asked)
        question = _question(by)
        if choices:
            titles = {offer.id: written(offer.title) for offer in by.offers} if by else {}
            keys = ", ".join(_key(key, titles.get(key, "")) for key in choices[:_MOST])
            more = ", …" if len(choices) > _MOST else ""
            return f"What was chosen{question and f' at {question}'}: {keys}{more}."
        if asked.beginning:
            return "The message that began it."
        if asked.pressed:
            title = self._titles.get(name, "")
            return f"The button {_quoted(title)}, pressed or typed." if title else "A button."
        return f"The answer to {question}." if question else "What was said next."

    def example(self, name: str, asked: Asked) -> str:
        """A value that a field could have."""
        if asked.beginning:
            return next(iter(self._flow.intents.get(name, ())), name)
        if asked.pressed:
            return name
        by = self._state(asked)
        return _WORDS if by is None else _answer(by, name)

    def _state(self, asked: Asked) -> State | None:
        return None if asked.by is None else self._flow.states.get(asked.by)

    @cached_property
    def _titles(self) -> dict[str, str]:
        """The titles of the buttons, by id; the first in the document."""
        offers = [offer for state in self._flow.states.values() for offer in state.offers]
        return {offer.id: written(offer.title) for offer in reversed(offers)}


def _answer(by: State, name: str) -> str:
    """An answer to a state that its validators accept, if we can think of one."""
    words = set(_SPLIT.split(name.casefold()))
    likely = [text for text, hints in _LIKELY if hints & words]
    buttons = [offer.id for offer in by.offers if offer.id]
    for text in buttons:
        if first_refusal(by.validators, Input(text, "interactive")) is None:
            return text
    for text in (*likely, *_ANYTHING):
        if first_refusal(by.validators, Input(text)) is None:
            return text
    if any(first_refusal(by.validators, Input("", type_)) is None for type_ in _TYPES):
        return ""  # it asks for something that has no text
    return likely[0] if likely else _WORDS


def _question(by: State | None) -> str:
    """What a state asks, in its first variation, on one line."""
    if by is None or not by.says:
        return ""
    text = " ".join(" ".join([written(line) for line in by.says[0].lines]).split())
    return _quoted(text) if text else ""


def _key(key: str, title: str) -> str:
    title = f" ({_short(title)})" if title and title != key else ""
    return f"{_short(key)}{title}"


def _quoted(text: str) -> str:
    return f"“{_short(text)}”"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
