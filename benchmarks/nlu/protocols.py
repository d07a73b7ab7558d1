"""What is asked of a recogniser, and the figures that come of it."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean, median

import numpy as np

from benchmarks.nlu.data import Bot, Labelled, few_shot, misspelt, small_bots
from benchmarks.nlu.figures import Guess, accuracy, auroc, balance, calibration_error
from benchmarks.nlu.peers import Running

__all__ = ["SHOTS", "Sizes", "measure_set", "measure_speed"]

SHOTS = (5, 10, 20)
THRESHOLD = 0.6
_MIDDLE = 10
_MEGABYTE = 1_000_000
_SPEED_INTENTS, _SPEED_EXAMPLES, _SPEED_ROUNDS = 20, 15, 5


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is asked: seeds of each few-shot bot, small bots, messages a bot."""

    seeds: int
    bots: int
    messages: int


def measure_set(
    peer: Running, rows: Sequence[Labelled], sizes: Sizes, tell: Callable[[str], None]
) -> dict[str, float]:
    """Every figure of one set, by its name in the table."""
    found: dict[str, float] = {}
    for shots in SHOTS:
        tell(f"{shots} examples an intent")
        bots = [few_shot(rows, shots, seed) for seed in range(sizes.seeds)]
        found |= _few(peer, bots, shots, sizes)
    tell("small bots")
    return found | _small(peer, small_bots(rows)[: sizes.bots], sizes)


def measure_speed(peer: Running, rows: Sequence[Labelled], messages: int) -> dict[str, float]:
    """What a bot of 20 intents and 15 examples each costs."""
    bot = few_shot(rows, _SPEED_EXAMPLES, seed=0)
    names = sorted(bot.examples)[:_SPEED_INTENTS]
    examples = {name: bot.examples[name] for name in names}
    trained = [peer.train(examples) for _ in range(_SPEED_ROUNDS)]
    asked = random.Random(0).sample([row.text for row in bot.asked], min(messages, len(bot.asked)))
    _, seconds = peer.guesses(asked)
    return {
        "train s": median(one.seconds for one in trained),
        "train cpu": min(one.processor for one in trained),
        "p50 ms": float(np.percentile(seconds, 50)) * 1_000,
        "p99 ms": float(np.percentile(seconds, 99)) * 1_000,
        "model kB": trained[-1].bytes / 1_000,
        "memory MB": peer.memory() / _MEGABYTE,
    }


def _few(peer: Running, bots: Sequence[Bot], shots: int, sizes: Sizes) -> dict[str, float]:
    rounds: list[dict[str, float]] = []
    for bot in bots:
        peer.train(bot.examples)
        asked, expected, guesses = _asked(peer, bot, sizes)
        here = {f"k={shots}": accuracy(guesses, expected)}
        if shots == _MIDDLE:
            here["ECE"] = calibration_error(guesses, expected)
            typed, _ = peer.guesses([misspelt(text, 1) for text in asked])
            here["typos"] = accuracy(typed, expected)
            here["kept"] = here["typos"] / max(here[f"k={shots}"], 1e-9)
            if bot.foreign:
                here["OOS"] = auroc(guesses, peer.guesses(bot.foreign)[0])
        rounds.append(here)
    return _means(rounds)


def _small(peer: Running, bots: Sequence[Bot], sizes: Sizes) -> dict[str, float]:
    rounds: list[dict[str, float]] = []
    for bot in bots:
        peer.train(bot.examples)
        _, expected, guesses = _asked(peer, bot, sizes)
        others = random.Random(0).sample(bot.foreign, min(sizes.messages, len(bot.foreign)))
        foreign, _ = peer.guesses(others)
        right, refused, both = balance(guesses, expected, foreign, THRESHOLD)
        rounds.append(
            {
                "bot15": accuracy(guesses, expected),
                "bot OOS": auroc(guesses, foreign),
                "bot ECE": calibration_error(guesses, expected),
                "right": right,
                "refused": refused,
                "balance": both,
            }
        )
    return _means(rounds)


def _asked(peer: Running, bot: Bot, sizes: Sizes) -> tuple[list[str], list[str], list[Guess]]:
    rows = random.Random(0).sample(bot.asked, min(sizes.messages, len(bot.asked)))
    texts = [row.text for row in rows]
    return texts, [row.intent for row in rows], peer.guesses(texts)[0]


def _means(rounds: Sequence[dict[str, float]]) -> dict[str, float]:
    return {name: mean(one[name] for one in rounds) for name in rounds[0]}
