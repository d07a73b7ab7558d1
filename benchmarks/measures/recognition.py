"""Recognising what a message asks for: to learn it, and to tell it."""

import time

from benchmarks.figures import Figure, Section, at_most
from benchmarks.numbers import median
from benchmarks.sizes import Sizes
from kauli.nlu import train

__all__ = ["examples", "measure"]

_THINGS = (
    "pizza", "soup", "bread", "fish", "rice", "beans", "tea", "coffee", "juice", "milk",
    "ticket", "taxi", "room", "table", "refund", "receipt", "parcel", "loan", "lesson", "visa",
)  # fmt: skip
_FRAMES = (
    "I need {}", "I want some {}", "can I get {} please", "give me {}", "where is my {}",
    "how much is {}", "{} for two people", "is there any {} left", "please bring {} tonight",
    "I am looking for {}", "my {} has not come", "book {} for tomorrow", "{}", "do you sell {}",
    "tell me about {}",
)  # fmt: skip


def examples() -> dict[str, list[str]]:
    """Twenty intents with fifteen phrases each."""
    return {f"about_{thing}": [frame.format(thing) for frame in _FRAMES] for thing in _THINGS}


def measure(_name: str, _server: str | None, sizes: Sizes) -> Section:
    """Train and ask a bot of ordinary size."""
    taught = examples()
    trainings: list[float] = []
    for _ in range(2 + 2 * sizes.rounds):
        began = time.perf_counter()
        model = train(taught)
        trainings.append((time.perf_counter() - began) * 1_000)
    questions = [f"hello, could I have {thing} by seven" for thing in _THINGS] * sizes.claims
    began = time.perf_counter()
    for question in questions:
        model.classify(question)
    asking = (time.perf_counter() - began) * 1_000 / len(questions)
    training = median(trainings[1:])
    return Section(
        "Intent recognition",
        "A bot of 20 intents with 15 examples each, within this process.",
        (
            Figure("training", "ms", training, None, at_most("under 300", training, 300)),
            Figure("a prediction", "ms", asking, None, at_most("under 1", asking, 1)),
        ),
    )
