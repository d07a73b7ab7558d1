"""A state that shows buttons below its text.

The id of a button is either a key of the choice state that comes next, or the name of a state
(or intent) to go to.

Example::

    "confirm": {
      "message": ["Two pizzas to Kariakoo. Is that right?"],
      "type": "interactive",
      "buttons": [{"1": "Yes"}, {"2": "No"}],
      "next_state": "choice_confirm"
    }
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from kauli.flow.findings import Finding
from kauli.flow.script import read_offers
from kauli.flow.states.speaking import Speaking
from kauli.flow.templates import written

__all__ = ["InteractiveState"]


@dataclass(frozen=True, slots=True)
class InteractiveState(Speaking):
    """Shows buttons. Having some makes it interactive, whatever ``type`` says."""

    kind = "interactive"
    example: ClassVar[Mapping[str, object]] = {
        "message": ["Two pizzas to Kariakoo. Is that right?"],
        "type": "interactive",
        "buttons": [{"1": "Yes"}, {"2": "No"}],
        "next_state": "choice_confirm",
    }

    @classmethod
    def claims(cls, raw: Mapping[str, Any]) -> bool:
        """A state with at least one button."""
        return bool(raw.get("buttons")) and bool(read_offers(raw["buttons"]))

    def inspect(self) -> Iterator[Finding]:
        """Besides the common findings: buttons without a title, and ids used twice."""
        yield from Speaking.inspect(self)
        for offer in self.offers:
            if not written(offer.title).strip():
                yield Finding(
                    "button_without_title",
                    "error",
                    self.name,
                    f"The button {offer.id!r} has no title, so nobody can read what it is for.",
                    'Write it as {"id": "Title"}.',
                )
        for id_, times in Counter(offer.id for offer in self.offers).items():
            if times > 1:
                yield Finding(
                    "button_twice",
                    "warning",
                    self.name,
                    f"{times} buttons have the same id {id_!r}, so all of them do the same.",
                    "Give each button an id of its own.",
                )
