"""The labelled sets, and the bots that are drawn from them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import msgspec

__all__ = ["PARTS", "Bot", "Labelled", "few_shot", "misspelt", "read_set", "small_bots"]

PARTS = ("all", "tune", "report")
"""Every intent, those that constants were chosen on, and those they were not chosen on."""

OUT_OF_SCOPE = "oos"
_EDITS = ("missing", "wrong", "added", "swapped")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SMALL_BOTS, _SMALL_INTENTS, _SMALL_EXAMPLES = 10, 15, 15


class Labelled(msgspec.Struct, frozen=True):
    """One line of a set; ``intent`` is "oos" for what belongs to none."""

    text: str
    intent: str
    split: str
    lang: str


@dataclass(frozen=True, slots=True)
class Bot:
    """What a bot is taught, and what it is asked afterwards.

    Attributes:
        examples: the phrases of each intent.
        asked: phrases of its intents that it was not taught.
        foreign: phrases that belong to none of them; empty where the protocol has none.
    """

    examples: dict[str, list[str]]
    asked: list[Labelled]
    foreign: list[str]


def read_set(path: Path, part: str = "all") -> list[Labelled]:
    """Read a set, or the part of its intents named; what is out of scope belongs to every part."""
    decoder = msgspec.json.Decoder(Labelled)
    rows = [decoder.decode(line) for line in path.read_bytes().splitlines() if line]
    return [row for row in rows if part == "all" or _part(row.intent) in (part, "all")]


def few_shot(rows: Sequence[Labelled], shots: int, seed: int) -> Bot:
    """One bot of all intents with so many examples each; asked the whole development split."""
    chosen = random.Random(seed)
    examples = {
        intent: chosen.sample(texts, min(shots, len(texts)))
        for intent, texts in sorted(_taught(rows).items())
    }
    return Bot(
        examples,
        [row for row in rows if row.split == "dev"],
        [row.text for row in rows if row.split == "oos_dev"],
    )


def small_bots(rows: Sequence[Labelled]) -> list[Bot]:
    """Ten bots of 15 intents and 15 examples (bot15).

    The intents are drawn from all of them; one with fewer examples has what there is. Foreign is
    what is said to the other intents, which are often of the same domain.
    """
    taught = _taught(rows)
    dev = [row for row in rows if row.split == "dev"]
    bots = []
    for seed in range(_SMALL_BOTS):
        chosen = random.Random(seed)
        intents = chosen.sample(sorted(taught), min(_SMALL_INTENTS, len(taught) * 2 // 3))
        examples = {
            name: chosen.sample(taught[name], min(_SMALL_EXAMPLES, len(taught[name])))
            for name in intents
        }
        asked = [row for row in dev if row.intent in examples]
        bots.append(Bot(examples, asked, [row.text for row in dev if row.intent not in examples]))
    return bots


def misspelt(text: str, seed: int) -> str:
    """The text with one random edit in every tenth character, on average."""
    chosen = random.Random(f"{seed} {text}")
    typed = []
    left = list(text)
    while left:
        here = left.pop(0)
        edit = chosen.choice(_EDITS) if chosen.random() < 0.1 else "none"
        if edit == "swapped" and left:
            typed.append(left.pop(0))
        if edit == "wrong":
            here = chosen.choice(_LETTERS)
        if edit != "missing":
            typed.append(here)
        if edit == "added":
            typed.append(chosen.choice(_LETTERS))
    return "".join(typed)


def _taught(rows: Sequence[Labelled]) -> dict[str, list[str]]:
    taught: dict[str, list[str]] = {}
    for row in rows:
        if row.split == "train":
            taught.setdefault(row.intent, []).append(row.text)
    return taught


def _part(intent: str) -> str:
    """The part that an intent belongs to, by what its name starts with: its domain, where named."""
    if intent == OUT_OF_SCOPE:
        return "all"
    return ("tune", "report")[crc32(intent.split("_", maxsplit=1)[0].encode()) % 2]
